import { type Tokeniser, UNKNOWN } from '../preprocessing/tokeniser.ts';

/** A prompt as the network is fed. */
export interface PromptTokens {
  /** At least one; the sign for the begin of a text first, where texts have one. */
  readonly tokens: readonly number[];
  /** What was in no training text, each once. */
  readonly unknown: readonly string[];
}

/**
 * The tokens of a prompt. Where it has none and the begin of a text has no sign of its own, a text begins as after a line break, or as
 * after the most frequent token where no text has line breaks.
 */
export function promptTokens(prompt: string, tokeniser: Tokeniser): PromptTokens {
  const { begin, encode } = tokeniser;
  const tokens = [...(begin === undefined ? [] : [begin]), ...encode(prompt)];
  return { tokens: tokens.length > 0 ? tokens : [firstBefore(tokeniser)], unknown: unknownParts(prompt, tokeniser) };
}

function firstBefore({ encode, hasText, size }: Tokeniser): number {
  const [lineBreak] = encode('\n');
  if (lineBreak !== undefined && hasText(lineBreak)) return lineBreak;
  for (let token = 0; token < size; token += 1) if (hasText(token)) return token;
  return UNKNOWN;
}

/** Signs that are not in the vocabulary where tokens are signs, else words that have a token that isn't. */
function unknownParts(prompt: string, { encode }: Tokeniser): readonly string[] {
  const isUnknown = (text: string) => encode(text).includes(UNKNOWN);
  const words = prompt.split(/\s+/u).filter(isUnknown);
  const parts = words.flatMap((word) => (encode(word).length === Array.from(word).length ? Array.from(word).filter(isUnknown) : [word]));
  return [...new Set(parts)];
}

/** Tokens that a text is never written with: padding, the unknown, the begin, and numbers beyond the vocabulary. */
export function excludedTokens({ size, end, hasText }: Tokeniser): readonly number[] {
  return Array.from({ length: size }, (_, token) => token).filter((token) => token !== end && !hasText(token));
}
