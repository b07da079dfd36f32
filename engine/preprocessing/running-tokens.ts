import type { FieldBlock, Fitted } from './definition.ts';
import { textsOfBlock } from './text-units.ts';
import { type TokenisedAs, type Tokeniser, tokeniserOf } from './tokeniser.ts';

/** The tokens of texts, as many as each has: text i has those from offsets[i] up to offsets[i + 1]. */
export interface RunningTokens {
  readonly values: Int32Array<ArrayBuffer>;
  readonly offsets: Uint32Array<ArrayBuffer>;
}

/** The tokens of each text of a block with its ends, where those are marked: neither cut nor filled up. */
export function runningTokens(as: TokenisedAs, fitted: Fitted, block: FieldBlock): RunningTokens {
  const { encode, begin, end } = knownTokeniser(as, fitted);
  const texts = textsOfBlock(block).map(encode);
  const marks = begin === undefined || end === undefined ? 0 : 2;
  const values = new Int32Array(texts.reduce((sum, { length }) => sum + length + marks, 0));
  const offsets = new Uint32Array(texts.length + 1);
  let at = 0;
  texts.forEach((tokens, text) => {
    if (begin !== undefined) values[at++] = begin;
    values.set(tokens, at);
    at += tokens.length;
    if (end !== undefined) values[at++] = end;
    offsets[text + 1] = at;
  });
  return { values, offsets };
}

/** The tokeniser of a run is used for each batch: it is made once. */
const known = new WeakMap<Fitted, Tokeniser>();

function knownTokeniser(as: TokenisedAs, fitted: Fitted): Tokeniser {
  const tokeniser = known.get(fitted) ?? tokeniserOf(as, fitted);
  known.set(fitted, tokeniser);
  return tokeniser;
}
