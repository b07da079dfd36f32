import { EngineError } from '../graph/errors.ts';

/** Names of broken pictures that a message lists. */
const LISTED = 10;

/** Codes of what is wrong with one file; all else ends the reading at once. */
const ofOneFile: ReadonlySet<string> = new Set(['bad-file', 'unsupported-file', 'file-limit']);

/**
 * Pictures that can't be read among those that can. Once there is one, the import comes to nothing, but the others are looked at all the
 * same: all that is to be mended is told at once.
 */
export class PictureFaults {
  private readonly broken: string[] = [];
  private first: EngineError | undefined;
  private count = 0;
  private good = 0;

  /** What reading each picture gives; `undefined` where one of them, or an earlier one, is broken. */
  async all<T>(paths: readonly string[], read: (index: number) => Promise<T>): Promise<readonly T[] | undefined> {
    const results = await Promise.allSettled(paths.map((_, i) => read(i)));
    results.forEach((result, i) => result.status === 'rejected' && this.add(paths[i], result.reason));
    const values = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
    this.good += values.length;
    return this.first === undefined ? values : undefined;
  }

  /** Throws the first fault, how many pictures have one and which, and how many are sound. */
  check(): void {
    if (this.first === undefined) return;
    const { code, message } = this.first;
    const others = this.broken.slice(1);
    const more = this.count > this.broken.length ? ', …' : '';
    const which = others.length === 0 ? '' : `, also ${others.join(', ')}${more}`;
    throw new EngineError(
      code,
      `${message} ${this.count} of ${this.count + this.good} pictures can't be read${which}; ${this.good} can. Mend or remove what is broken: nothing was imported.`,
      { cause: this.first },
    );
  }

  private add(path: string, error: unknown): void {
    if (!(error instanceof EngineError) || !ofOneFile.has(error.code)) throw error;
    this.first ??= error;
    this.count += 1;
    if (this.broken.length < LISTED) this.broken.push(path);
  }
}
