import { type FileHandle, open } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';

const PIECES = 24;
const MILLISECONDS = 3;

/** Makes this process write files as a slow disk does, piece by piece: being killed, it is nearly always in the middle of one. */
export async function slowDown(path: string): Promise<void> {
  const file = await open(path, 'a');
  const methods = Object.getPrototypeOf(file) as FileHandle;
  await file.close();
  methods.writeFile = async function (this: FileHandle, content) {
    if (typeof content !== 'string') throw new Error('Only texts are written slowly.');
    const bytes = Buffer.from(content);
    const size = Math.ceil(bytes.length / PIECES);
    for (let start = 0; start < bytes.length; start += size) {
      await this.write(bytes, start, Math.min(size, bytes.length - start));
      await delay(MILLISECONDS);
    }
  };
}
