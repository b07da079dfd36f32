import { invariant } from '../graph/errors.ts';
import { isUnspaced, type TextUnit, unitsOf } from './text-units.ts';

/** Values of a byte. */
export const BYTES = 256;

/** Pieces of texts by their place in a vocabulary; −1 stands for one that isn't in it. */
export interface Pieces {
  readonly count: number;
  /** How many characters a piece stands for; absent where pieces don't hold all of a text. */
  characters?(piece: number): number;
  encode(text: string): readonly number[];
  decode(pieces: readonly number[]): string;
}

/** 1 for a byte with which a character of UTF-8 begins, 0 for one that goes on with it. */
export function characterStarts(byte: number): number {
  return (byte & 0xc0) === 0x80 ? 0 : 1;
}

/** A text's UTF-8. */
export const bytePieces: Pieces = {
  count: BYTES,
  characters: characterStarts,
  encode: (text) => Array.from(encoder.encode(text)),
  decode: (pieces) => decoder.decode(Uint8Array.from(pieces)),
};

/** The units of a text by their places in a list. */
export function vocabularyPieces(unit: TextUnit, ignoreCase: boolean, vocabulary: readonly string[]): Pieces {
  const places = new Map(vocabulary.map((piece, i) => [piece, i]));
  return {
    count: vocabulary.length,
    ...(unit === 'character' && { characters: () => 1 }),
    encode: (text) => unitsOf(text, unit, ignoreCase).map((piece) => places.get(piece) ?? -1),
    decode(pieces) {
      const texts = pieces.map((piece) => (piece < 0 ? '\uFFFD' : textAt(vocabulary, piece)));
      return unit === 'character' ? texts.join('') : spaced(texts);
    },
  };
}

/** A number of the network's that stands for nothing is no text. */
function textAt(vocabulary: readonly string[], piece: number): string {
  invariant(Number.isInteger(piece), 'tokens are whole numbers');
  return vocabulary[piece] ?? '';
}

/** Words as they are written: a space between, but not before a closing sign, after an opening one, or in a script without spaces. */
function spaced(words: readonly string[]): string {
  let text = '';
  words.forEach((word, i) => {
    const before = words[i - 1] ?? '';
    const isJoined = i === 0 || CLOSING.test(word) || OPENING.test(before) || (isUnspaced(word) && isUnspaced(before));
    text += isJoined ? word : ` ${word}`;
  });
  return text;
}

const CLOSING = /^[.,;:!?…%)\]}”’»。，、；：！？）」』]$/u;
const OPENING = /^[([{“‘«¿¡（「『]$/u;

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
