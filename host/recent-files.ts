import { join } from 'node:path';
import { z } from 'zod';
import { replaceFile } from '../engine/runtime/atomic-file.ts';
import { Turns } from './turns.ts';
import { contentHash, readTextIfThere, type Workspace } from './workspace.ts';

const recentSchema = z.strictObject({
  version: z.literal(1),
  files: z.array(z.strictObject({ id: z.string(), path: z.string(), openedAt: z.number() })),
});

export type RecentFile = z.infer<typeof recentSchema>['files'][number];

const MOST = 50;

/** Project files outside the workspace that were opened in place. */
export class RecentFiles {
  readonly #path: string;
  readonly #turns = new Turns();

  constructor(workspace: Workspace) {
    this.#path = join(workspace.home, 'recent.json');
  }

  /** The latest first. A list that can't be read is an empty one: the files themselves are untouched. */
  async list(): Promise<readonly RecentFile[]> {
    const text = await readTextIfThere(this.#path).catch(() => undefined);
    if (text === undefined) return [];
    const parsed = recentSchema.safeParse(parseJson(text));
    return parsed.success ? parsed.data.files : [];
  }

  /** Puts a file on top of the list and returns its id, which stays the same for the same path. */
  async add(path: string): Promise<string> {
    const id = recentId(path);
    await this.#change((files) => [{ id, path, openedAt: Date.now() }, ...files.filter((file) => file.id !== id)].slice(0, MOST));
    return id;
  }

  async forget(id: string): Promise<void> {
    await this.#change((files) => files.filter((file) => file.id !== id));
  }

  async #change(edit: (files: readonly RecentFile[]) => readonly RecentFile[]): Promise<void> {
    await this.#turns.take(this.#path, async () => {
      const files = edit(await this.list());
      await replaceFile(this.#path, `${JSON.stringify({ version: 1, files }, null, 2)}\n`);
    });
  }
}

/** Begins with a sign that no id of a workspace project has. */
export function recentId(path: string): string {
  return `~${contentHash(path).slice(0, 16)}`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
