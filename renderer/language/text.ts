import type { ReactNode } from 'react';
import { createIntl, createIntlCache, type IntlShape } from 'react-intl';
import { LANGUAGES, type Language, useLanguage } from './languages.ts';
import type { windowTexts } from './zh/window/texts.ts';

/** A text of the window: its English, which is the key to its translations. */
export type WindowText = keyof typeof windowTexts;

export type TextValues = Readonly<Record<string, TextValue>>;

/** What fills an argument: a name or a number as it is, or words that are said in the window's language. */
export type TextValue = string | number | Message | EngineWords | WordList;

/** A text with its values. */
export interface Message {
  readonly text: WindowText;
  readonly values: TextValues;
}

/** Words of the engine or the host; `inside` a sentence they begin small. */
export interface EngineWords {
  readonly engine: string;
  readonly inside?: boolean;
}

/** Several values, joined as the language does: `a, b and c`. */
export interface WordList {
  readonly list: readonly TextValue[];
}

/** A text that is said later, in the language of that time: the label of a command, the name of a step. */
export type Text = WindowText | Message;

const cache = createIntlCache();
let spoken: IntlShape = intlOf('en', {});
let engineTexts: (text: string) => string = (text) => text;
let wanted: Language = 'en';

/** The text in the window's language; `values` fill its arguments (ICU message syntax). Not for module level: the language may change. */
export function t(text: Text, values?: TextValues): string {
  if (typeof text !== 'string') return t(text.text, text.values);
  return spoken.formatMessage({ id: text, defaultMessage: text }, values && mapped(values));
}

function mapped(values: TextValues): Record<string, string | number> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, said(value)]));
}

function said(value: TextValue): string | number {
  if (typeof value !== 'object') return value;
  if ('list' in value) return spoken.formatList(value.list.map((entry) => String(said(entry))));
  return 'engine' in value ? wordsOf(value) : t(value);
}

/** A first word in capitals throughout, such as RNN, keeps them. */
function wordsOf({ engine, inside = false }: EngineWords): string {
  const text = engineText(engine);
  return inside && /^\p{Lu}\p{Ll}/u.test(text) ? `${text[0].toLowerCase()}${text.slice(1)}` : text;
}

/** As `t`, with elements among the values: `<b>…</b>` in the text calls the value `b` with what stands between. */
export function richText(text: WindowText, values: Readonly<Record<string, ReactNode | ((parts: ReactNode[]) => ReactNode)>>): ReactNode {
  return spoken.formatMessage({ id: text, defaultMessage: text }, values);
}

/** A text of the engine or the host that is said later. */
export function engineLabel(engine: string): Text {
  return { text: '{words}', values: { words: { engine } } };
}

/** What the engine or the host says in English, in the window's language: titles, explanations, problems, messages of errors. */
export function engineText(text: string): string {
  return engineTexts(text);
}

/** As `engineText`, for what is read in several lines: a number and its percent sign stay in one. */
export function engineLines(text: string): string {
  return engineText(text).replace(/(?<=\d) %/g, '\u00a0%');
}

/** As `engineText`, for a title within a sentence or a line of facts: it begins small. */
export function engineWord(title: string): string {
  return wordsOf({ engine: title, inside: true });
}

/** The locale for numbers, dates and orders. */
export function locale(): string {
  return spoken.locale;
}

/** Loads the language's texts and speaks it from now on, unless another one was asked for meanwhile; what is drawn already has to be drawn again. */
export async function speak(language: Language): Promise<void> {
  wanted = language;
  if (language === 'en') {
    spoken = intlOf('en', {});
    engineTexts = (text) => text;
  } else {
    const [{ windowTexts }, { translateEngineText }] = await Promise.all([
      import('./zh/window/texts.ts'),
      import('./zh/engine/translate.ts'),
    ]);
    if (wanted !== language) return;
    spoken = intlOf(language, windowTexts);
    engineTexts = translateEngineText;
  }
  document.documentElement.lang = spoken.locale;
  useLanguage.setState({ language });
}

function intlOf(language: Language, messages: Readonly<Record<string, string>>): IntlShape {
  const { locale } = LANGUAGES.find(({ id }) => id === language) ?? LANGUAGES[0];
  return createIntl({ locale, defaultLocale: 'en', messages: { ...messages } }, cache);
}
