import type { HostApi } from '../../host/api.ts';
import type { PickedFile } from './picked-files.ts';

type UploadHost = Pick<HostApi, 'beginUpload' | 'uploadPart' | 'discardUpload'>;

export interface UploadProgress {
  readonly files: number;
  readonly bytes: number;
  readonly totalFiles: number;
  readonly totalBytes: number;
}

/** Bytes of one message, and messages that are on their way at a time: small files wait for the answer, not for the line. */
const PART_BYTES = 1 << 20;
const IN_FLIGHT = 12;

/** Bytes whose sending is under way, so that large files don't fill the memory of window and host. */
const PARTS_OF_LARGE = 4;

interface Part {
  readonly index: number;
  readonly start: number;
  readonly end: number;
}

/**
 * Hands files to the host, part by part. Resolves with the upload's id; where it fails or is aborted, what was sent is discarded.
 * `onProgress` hears of every part that has arrived.
 */
export async function uploadFiles(
  host: UploadHost,
  files: readonly PickedFile[],
  { onProgress, signal }: { readonly onProgress: (progress: UploadProgress) => void; readonly signal: AbortSignal },
): Promise<string> {
  const totalBytes = files.reduce((sum, { file }) => sum + file.size, 0);
  const told = { files: 0, bytes: 0, totalFiles: files.length, totalBytes };
  const id = await host.beginUpload(files.map(({ path, file }) => ({ path, size: file.size })));
  const parts = partsOf(files);
  const failed = new AbortController();
  const stop = AbortSignal.any([signal, failed.signal]);
  const send = async () => {
    for (let next = parts.next(); next.done !== true; next = parts.next()) {
      stop.throwIfAborted();
      const { index, start, end } = next.value;
      const { file } = files[index];
      const bytes = new Uint8Array(await file.slice(start, end).arrayBuffer());
      stop.throwIfAborted();
      if (bytes.length > 0) await host.uploadPart(id, index, start, bytes);
      told.bytes += bytes.length;
      if (end === file.size) told.files += 1;
      onProgress({ ...told });
    }
  };
  const large = totalBytes / Math.max(1, files.length) > PART_BYTES;
  const senders = Array.from({ length: large ? PARTS_OF_LARGE : IN_FLIGHT }, send);
  try {
    await Promise.all(senders);
    signal.throwIfAborted();
    return id;
  } catch (error) {
    failed.abort();
    await Promise.allSettled(senders);
    await host.discardUpload(id).catch(() => {});
    throw error;
  }
}

/** Every byte once, in the order of the files; an empty file is one part of no bytes. */
function* partsOf(files: readonly PickedFile[]): Generator<Part, undefined> {
  for (const [index, { file }] of files.entries()) {
    let start = 0;
    do {
      const end = Math.min(file.size, start + PART_BYTES);
      yield { index, start, end };
      start = end;
    } while (start < file.size);
  }
}
