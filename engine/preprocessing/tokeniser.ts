import { BytePairs } from './byte-pairs.ts';
import type { Fitted } from './definition.ts';
import { numbersOf, textsOf } from './fitted-numbers.ts';
import { BYTES, bytePieces, type Pieces, vocabularyPieces } from './pieces.ts';
import type { TextUnit } from './text-units.ts';

/** Fills what a short text leaves over. */
export const PADDING = 0;
/** Stands for what is not in the vocabulary. */
export const UNKNOWN = 1;

/** What a text is cut into, and how its tokens are numbered. */
export interface TokenisedAs {
  readonly unit: TextUnit | 'byte' | 'bytePair';
  readonly ignoreCase: boolean;
  /** Whether each text stands between a token for its begin and one for its end. */
  readonly ends: boolean;
  /** Most tokens that are told apart, those that are no part of a text included; bytes have a number of their own. */
  readonly vocabulary: number;
}

/** Numbers of tokens from texts, and texts from numbers. */
export interface Tokeniser {
  /** Tokens are numbered from 0 up to this; the last of them may stand for nothing, where texts have fewer. */
  readonly size: number;
  /** Numbers before and after each text, there where they are marked: what writes on begins with the one, and is done with the other. */
  readonly begin?: number;
  readonly end?: number;
  /** How many characters each token stands for: none for padding and ends, one for what is unknown. Absent for words, which leave spaces out. */
  readonly characters?: Float64Array;
  /** The tokens of a text in order, without its ends. */
  encode(text: string): readonly number[];
  /** The text of tokens: nothing for padding and ends, U+FFFD for what was not in the vocabulary and for parts of characters. */
  decode(tokens: ArrayLike<number>): string;
  /** Whether a token stands for a piece of text: neither padding nor unknown nor an end, nor a number beyond the vocabulary. */
  hasText(token: number): boolean;
}

/** Number of the first token that is a piece of text: 0 is padding, 1 unknown, 2 and 3 the begin and the end of a text where those are marked. */
export function firstToken({ ends }: Pick<TokenisedAs, 'ends'>): number {
  return ends ? UNKNOWN + 3 : UNKNOWN + 1;
}

/** How many tokens a field has that is cut so; fewer come where texts have fewer. */
export function tokenCount(as: Pick<TokenisedAs, 'unit' | 'ends' | 'vocabulary'>): number {
  return as.unit === 'byte' ? BYTES + firstToken(as) : as.vocabulary;
}

/** The tokeniser of a step: what it learnt from the training texts, and its parameters. */
export function tokeniserOf(as: TokenisedAs, fitted: Fitted): Tokeniser {
  const pieces = piecesOf(as, fitted);
  const first = firstToken(as);
  return {
    size: tokenCount(as),
    ...(pieces.characters && { characters: charactersOf(pieces, first, tokenCount(as)) }),
    ...(as.ends && { begin: first - 2, end: first - 1 }),
    encode: (text) => pieces.encode(text).map((piece) => (piece < 0 ? UNKNOWN : piece + first)),
    decode: (tokens) => {
      const shown = Array.from(tokens).filter((token) => token === UNKNOWN || token >= first);
      return pieces.decode(shown.map((token) => (token === UNKNOWN ? -1 : token - first)));
    },
    hasText: (token) => token >= first && token < first + pieces.count,
  };
}

function charactersOf(pieces: Pieces, first: number, size: number): Float64Array {
  const characters = new Float64Array(size);
  characters[UNKNOWN] = 1;
  for (let piece = 0; piece < pieces.count && first + piece < size; piece += 1) characters[first + piece] = pieces.characters?.(piece) ?? 0;
  return characters;
}

function piecesOf(as: TokenisedAs, fitted: Fitted): Pieces {
  if (as.unit === 'byte') return bytePieces;
  if (as.unit === 'bytePair') return new BytePairs(numbersOf(fitted, 'merges'));
  return vocabularyPieces(as.unit, as.ignoreCase, textsOf(fitted, 'vocabulary'));
}
