import { PADDING, type Tokeniser, UNKNOWN } from './tokeniser.ts';

/** What people call each token: its text, with signs in the place of what can't be seen, or its part. */
export function tokenNames(tokeniser: Tokeniser): readonly string[] {
  return Array.from({ length: tokeniser.size }, (_, token) => nameOf(tokeniser, token));
}

function nameOf({ begin, end, hasText, decode }: Tokeniser, token: number): string {
  if (token === PADDING) return '(padding)';
  if (token === UNKNOWN) return '(unknown)';
  if (token === begin) return '(begin)';
  if (token === end) return '(end)';
  if (!hasText(token)) return `(${token})`;
  return Array.from(decode([token]), (character) => SIGNS[character] ?? character).join('');
}

const SIGNS: Readonly<Record<string, string>> = { ' ': '␣', '\n': '⏎', '\r': '␍', '\t': '⇥' };
