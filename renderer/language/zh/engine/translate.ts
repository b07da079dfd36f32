import { engineTexts } from './texts.ts';
import { holeWords } from './words.ts';

/** A text with holes: `{0} expects features.` */
interface Template {
  readonly english: string;
  readonly chinese: string;
  readonly pattern: RegExp;
  /** What it begins and ends with, which is told at once. */
  readonly first: string;
  readonly last: string;
  /** How many letters of it are certain: the template with the most is the one that was said. */
  readonly weight: number;
  /** Which of its holes hold messages: those behind a full stop or a colon. */
  readonly tells: readonly boolean[];
  /** Which of its holes hold what people wrote: those in quotation marks. */
  readonly quotes: readonly boolean[];
}

interface Match {
  readonly template: Template;
  readonly values: readonly string[];
}

/** Longer texts are no messages, but dumps of something. */
const LONGEST = 4000;
/** A template of so few letters is believed where its holes hold a few words alone. */
const WEAK = 6;
const MOST_KEPT = 2000;
/** Holes may hold messages, which hold others. */
const DEEPEST = 4;

const BETWEEN_SENTENCES = /[.?!] (?=[\p{Lu}“"])/u;
const HOLE = /\{(=?)(\d+)\}/;
const HOLES = new RegExp(HOLE, 'g');
const WORD = /(?<![\p{L}\p{N}\0])[\p{L}\p{N}’']+(?![\p{L}\p{N}\0])/gu;
const FULL_WIDTH = '\\p{Script=Han}，。：；？！、（）“”';
const ENDS_WIDE = new RegExp(`[${FULL_WIDTH}] $`, 'u');
const BEGINS_WIDE = new RegExp(`^[${FULL_WIDTH}]`, 'u');

const exact = new Map(Object.entries(engineTexts));
const words = new Map(Object.entries(holeWords));
const index = indexed(Object.entries(engineTexts).filter(([english]) => HOLE.test(english)));
const kept = new Map<string, string>();
const matches = new Map<string, Match | undefined>();

/**
 * The Chinese of what the engine and the host say; the English itself where it is not known. A text with values is known by its template; what
 * fills a hole is translated where it is known, unless the Chinese says `{=0}`: as it is, a name that people gave.
 */
export function translateEngineText(text: string): string {
  const before = kept.get(text);
  if (before !== undefined) return before;
  const chinese = said(text, 0) ?? text;
  if (kept.size >= MOST_KEPT) {
    kept.clear();
    matches.clear();
  }
  kept.set(text, chinese);
  return chinese;
}

/** The text or template that this text is an instance of. */
export function templateOf(text: string): string | undefined {
  return exact.has(text) ? text : matching(text)?.template.english;
}

/** The Chinese, where the text is known as a whole. */
function said(text: string, depth: number): string | undefined {
  if (text.length > LONGEST || depth > DEEPEST || !/[a-z]/i.test(text)) return undefined;
  return (
    exact.get(text) ?? shaped(text) ?? sentences(text, depth) ?? prefixed(text, depth) ?? filled(text, depth) ?? list(text, depth, isPlain)
  );
}

/** `N×8×28×28, image` */
function shaped(text: string): string | undefined {
  const [, shape, kind = ''] = /^((?:\w+ )?[\w×…·.-]+), (\p{Ll}+)$/u.exec(text) ?? [];
  const chinese = words.get(kind) ?? exact.get(kind);
  return shape === undefined || chinese === undefined ? undefined : `${shape}，${chinese}`;
}

function filled(text: string, depth: number): string | undefined {
  const found = matching(text);
  if (found === undefined) return undefined;
  const [first = '', ...parts] = found.template.chinese.split(new RegExp(HOLE, 'g'));
  let chinese = first;
  for (let i = 0; i < parts.length; i += 3) {
    const value = found.values[Number(parts[i + 1])] ?? '';
    chinese = joined(joined(chinese, parts[i] === '=' ? value : hole(value, depth + 1)), parts[i + 2] ?? '');
  }
  return chinese.trim();
}

/** The text of a hole, in Chinese where it or its parts are known. */
function hole(value: string, depth: number): string {
  const text = value.trim();
  if (text === '') return '';
  return words.get(text) ?? said(text, depth) ?? said(capitalised(text), depth) ?? list(text, depth, isPlainOrKnown) ?? value;
}

/** Titles stand within a sentence in small letters. */
function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Things one after another, where at least one is known or all are plain names. */
function list(text: string, depth: number, isList: (parts: readonly string[], known: readonly string[]) => boolean): string | undefined {
  for (const [separator, chinese] of [
    [' or ', ' 或 '],
    [' and ', ' 和 '],
    [', ', '、'],
  ] as const) {
    const parts = text.split(separator);
    if (parts.length === 1) continue;
    const known = parts.map((part) => hole(part, depth + 1));
    if (isList(parts, known)) return known.reduce((before, part) => joined(joined(before, chinese), part));
  }
  return undefined;
}

function isPlain(parts: readonly string[]): boolean {
  return parts.every((part) => /^[\w×“”{}·…-]+(\.\w+)?$/.test(part));
}

function isPlainOrKnown(parts: readonly string[], known: readonly string[]): boolean {
  return isPlain(parts) || known.some((part, i) => part !== parts[i]);
}

/** Messages one after another, each known, unless one template says them all. */
function sentences(text: string, depth: number): string | undefined {
  if (matching(text)?.values.some((value) => BETWEEN_SENTENCES.test(`${value} A`)) === false) return undefined;
  for (const { index: at } of [...text.matchAll(/(?<=[.?!]) (?=[\p{Lu}“"])/gu)].reverse()) {
    const head = said(text.slice(0, at), depth);
    const tail = head === undefined ? undefined : said(text.slice(at + 1), depth);
    if (head !== undefined && tail !== undefined) return joined(head, tail);
  }
  return undefined;
}

/** A message behind the name of a node or the place in a file, where more of it is certain than of the whole. */
function prefixed(text: string, depth: number): string | undefined {
  const whole = matching(text)?.template;
  if (whole?.tells.includes(true) === true) return undefined;
  const least = whole?.weight ?? 0;
  for (const { index: at } of text.matchAll(/: /g)) {
    const message = text.slice(at + 2);
    const weight = exact.has(message) ? lettersOf(message) : (matching(message)?.template.weight ?? 0);
    const rest = weight < least ? undefined : said(message, depth + 1);
    if (rest !== undefined) return `${place(text.slice(0, at))}：${rest}`;
  }
  return undefined;
}

/** `samples.csv, line 3`; names of nodes stay as they are. */
function place(text: string): string {
  const [, file, unit, number] = /^(.*), (line|row|byte) (\d+)$/s.exec(text) ?? [];
  if (file === undefined) return text;
  return unit === 'byte' ? `${file} 的第 ${number} 字节` : `${file} 第 ${number} 行`;
}

function matching(text: string): Match | undefined {
  if (!matches.has(text)) matches.set(text, bestOf(text));
  return matches.get(text);
}

function bestOf(text: string): Match | undefined {
  const candidates = new Set(['', ...(text.match(WORD) ?? [])].flatMap((word) => index.get(word) ?? []));
  for (const template of [...candidates].sort((a, b) => b.weight - a.weight || b.english.length - a.english.length)) {
    if (!text.startsWith(template.first) || !text.endsWith(template.last)) continue;
    const values = template.pattern.exec(text)?.slice(1);
    if (values !== undefined && isLikely(template, values)) return { template, values };
  }
  return undefined;
}

/** Whether these values may fill the template: only a hole that tells a message holds sentences, of a phrase not even their ends. */
function isLikely({ english, weight, tells, quotes }: Template, values: readonly string[]): boolean {
  if (/[.?!]$/.test(english)) return values.every((value, i) => tells[i] || quotes[i] || !BETWEEN_SENTENCES.test(value));
  return values.every((value, i) => tells[i] || (!/[.?!:](\s|$)/.test(value) && (weight > WEAK || isBrief(value))));
}

function isBrief(value: string): boolean {
  return value.split(', ').every((part) => part.split(' ').length <= 4);
}

/** Templates by the rarest of their words. */
function indexed(entries: readonly (readonly [string, string])[]): ReadonlyMap<string, readonly Template[]> {
  const wordsOf = (english: string) => english.replaceAll(HOLES, '\0').match(WORD) ?? [];
  const counts = new Map<string, number>();
  for (const [english] of entries) for (const word of wordsOf(english)) counts.set(word, (counts.get(word) ?? 0) + 1);
  const found = new Map<string, Template[]>();
  for (const [english, chinese] of entries) {
    const [rarest = ''] = wordsOf(english).sort((a, b) => (counts.get(a) ?? 0) - (counts.get(b) ?? 0));
    found.set(rarest, [...(found.get(rarest) ?? []), template(english, chinese)]);
  }
  return found;
}

function template(english: string, chinese: string): Template {
  const literals = english.split(/\{\d+\}/);
  return {
    english,
    chinese,
    pattern: new RegExp(`^${literals.map((literal) => literal.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('(.*?)')}$`, 's'),
    first: literals[0] ?? '',
    last: literals[literals.length - 1] ?? '',
    weight: lettersOf(literals.join('')),
    quotes: literals.slice(0, -1).map((literal, i) => /[“"]$/.test(literal) && /^[”"]/.test(literals[i + 1])),
    tells: literals.slice(0, -1).map((_, i) => /([.:] )(\{\d+\} ?)*$/.test(literals.slice(0, i + 1).join('{0}'))),
  };
}

function lettersOf(text: string): number {
  return text.replaceAll(/[^\p{L}\p{N}]/gu, '').length;
}

/** Two pieces: a space between Chinese and Latin or figures, none between Chinese and Chinese. */
function joined(before: string, after: string): string {
  if (ENDS_WIDE.test(before) && BEGINS_WIDE.test(after)) return before.slice(0, -1) + after;
  const isMixed = (/\p{Script=Han}$/u.test(before) && /^\w/.test(after)) || (/\w$/.test(before) && /^\p{Script=Han}/u.test(after));
  return isMixed ? `${before} ${after}` : before + after;
}
