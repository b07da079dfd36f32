import type { Tokeniser } from '../preprocessing/tokeniser.ts';

/** Bytes of the longest sign in UTF-8: what isn't text after so many tokens never becomes one. */
const LONGEST = 4;

/** Tells what each token adds to a text. A sign of several tokens is told with the last of them. */
export class Writing {
  private readonly tokeniser: Pick<Tokeniser, 'decode'>;
  /** Tokens that were told last: how a token is written depends on the one before it. */
  private told: readonly number[];
  private waiting: readonly number[] = [];

  /** Goes on after a text and its tokens. */
  constructor(tokeniser: Pick<Tokeniser, 'decode'>, text: string, tokens: readonly number[]) {
    this.tokeniser = tokeniser;
    // After a space that was typed no other one is needed.
    this.told = /\s$/.test(text) ? [] : tokens.slice(-1);
  }

  /** What the token adds; empty while a sign is incomplete. */
  add(token: number): string {
    this.waiting = [...this.waiting, token];
    const text = this.added();
    const isComplete = !text.endsWith('\uFFFD');
    if (!isComplete && this.waiting.length < LONGEST) return '';
    this.told = isComplete ? this.waiting : [];
    this.waiting = [];
    return text;
  }

  /** What is left over where the text ends within a sign. */
  end(): string {
    const text = this.added();
    this.waiting = [];
    return text;
  }

  private added(): string {
    const before = this.tokeniser.decode(this.told);
    return this.tokeniser.decode([...this.told, ...this.waiting]).slice(before.length);
  }
}
