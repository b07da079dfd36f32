import { create } from 'zustand';
import { persist } from 'zustand/middleware';

/** The window's languages, each by its own name. */
export const LANGUAGES = [
  { id: 'en', name: 'English', locale: 'en' },
  { id: 'zh', name: '简体中文', locale: 'zh-Hans' },
] as const;

export type Language = (typeof LANGUAGES)[number]['id'];

interface LanguageChoice {
  readonly language: Language;
}

/** The language of this window; at first that of the browser, where the window speaks it. */
export const useLanguage = create<LanguageChoice>()(
  persist((): LanguageChoice => ({ language: preferred(navigator.languages) }), { name: 'netloom.language' }),
);

/** The first of these locales that the window speaks, else English. */
export function preferred(locales: readonly string[]): Language {
  for (const locale of locales) {
    const spoken = LANGUAGES.find(({ id }) => locale.toLowerCase().split('-')[0] === id);
    if (spoken !== undefined) return spoken.id;
  }
  return 'en';
}
