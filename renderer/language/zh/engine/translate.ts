import { engineTexts } from './texts.ts';

/** The Chinese of what the engine says; the English itself where it is not known. */
export function translateEngineText(text: string): string {
  return engineTexts[text] ?? text;
}
