/** What a search looks through. */
export interface Named {
  /** Its own names: the title, the type. */
  readonly names: readonly string[];
  readonly synonyms: readonly string[];
  /** A few words about it; a match here counts least. */
  readonly about?: string;
}

const EXACT_NAME = 9;
const EXACT_SYNONYM = 8;
const NAME_START = 7;
const NAME_WORD = 6;
const NAME_INSIDE = 5;
const SYNONYM_START = 4;
const SYNONYM_WORD = 3;
const SYNONYM_INSIDE = 2;
const ABOUT = 1;

/** Scores from here on are of words as they are typed, not of letters inside others. */
export const GOOD_MATCH = SYNONYM_START;

/** How well a query fits, as a whole or word by word; 0 where one of its words fits nowhere. Case, spaces and hyphens don't count. */
export function matchScore(query: string, named: Named): number {
  const words = query.split(/\s+/).map(folded).filter(Boolean);
  if (words.length === 0) return 0;
  return Math.max(scoreOf(folded(query), named), Math.min(...words.map((word) => scoreOf(word, named))));
}

/** Letters and digits alone, small: `Cross-entropy` and `cross entropy` are one, `1×1` is `1x1`, `R²` is `r2`. */
function folded(text: string): string {
  return text
    .replaceAll('×', 'x')
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

function scoreOf(word: string, { names, synonyms, about = '' }: Named): number {
  if (word === '') return 0;
  const [own, other] = [names.map(folded), synonyms.map(folded)];
  // Two letters are inside of many words: MaxPool2D isn't meant by L2.
  const isInside = (text: string) => (word.length > 2 || isIdeographic(word)) && text.includes(word);
  const startsWord = (text: string) => wordsOf(text).some((part) => part.startsWith(word));
  if (own.includes(word)) return EXACT_NAME;
  if (other.includes(word)) return EXACT_SYNONYM;
  if (own.some((name) => name.startsWith(word))) return NAME_START;
  if (names.some(startsWord)) return NAME_WORD;
  if (own.some(isInside)) return NAME_INSIDE;
  if (other.some((name) => name.startsWith(word))) return SYNONYM_START;
  if (synonyms.some(startsWord)) return SYNONYM_WORD;
  if (other.some(isInside)) return SYNONYM_INSIDE;
  const isAbout = wordsOf(about).some((part) => part.startsWith(word)) || (isIdeographic(word) && folded(about).includes(word));
  return isAbout ? ABOUT : 0;
}

/** `MaxPool2D` is max and pool2d. */
function wordsOf(text: string): readonly string[] {
  return text
    .split(/[\s,/()–—-]+|(?<=[a-z])(?=[A-Z])/u)
    .map(folded)
    .filter(Boolean);
}

function isIdeographic(text: string): boolean {
  return /\p{Script=Han}/u.test(text);
}
