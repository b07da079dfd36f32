import type { ReactNode } from 'react';
import { createIntl, createIntlCache, type IntlShape } from 'react-intl';
import { LANGUAGES, type Language, useLanguage } from './languages.ts';
import type { windowTexts } from './zh/window/texts.ts';

/** A text of the window: its English, which is the key to its translations. */
export type WindowText = keyof typeof windowTexts;

export type TextValues = Readonly<Record<string, string | number>>;

/** A text that is said later, in the language of that time: the label of a command, the name of a step. */
export type Text = WindowText | { readonly text: WindowText; readonly values: TextValues };

const cache = createIntlCache();
let spoken: IntlShape = intlOf('en', {});
let engineTexts: (text: string) => string = (text) => text;

/** The text in the window's language; `values` fill its arguments (ICU message syntax). Not for module level: the language may change. */
export function t(text: Text, values?: TextValues): string {
  if (typeof text !== 'string') return t(text.text, text.values);
  return spoken.formatMessage({ id: text, defaultMessage: text }, values);
}

/** As `t`, with elements among the values: `<b>…</b>` in the text calls the value `b` with what stands between. */
export function richText(text: WindowText, values: Readonly<Record<string, ReactNode | ((parts: ReactNode[]) => ReactNode)>>): ReactNode {
  return spoken.formatMessage({ id: text, defaultMessage: text }, values);
}

/** What the engine or the host says in English, in the window's language: titles, explanations, problems, messages of errors. */
export function engineText(text: string): string {
  return engineTexts(text);
}

/** The locale for numbers, dates and orders. */
export function locale(): string {
  return spoken.locale;
}

/** Loads the language's texts and speaks it from now on; what is drawn already has to be drawn again. */
export async function speak(language: Language): Promise<void> {
  if (language === 'en') {
    spoken = intlOf('en', {});
    engineTexts = (text) => text;
  } else {
    const [{ windowTexts }, { translateEngineText }] = await Promise.all([
      import('./zh/window/texts.ts'),
      import('./zh/engine/translate.ts'),
    ]);
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
