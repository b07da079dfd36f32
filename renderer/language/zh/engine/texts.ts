import { definitionTexts } from './definitions.ts';
import { messages } from './messages.ts';

/** What the engine says, in simplified Chinese, by its English; `{0}` is a hole of a template, `{=0}` one that is said as it is. */
export const engineTexts: Readonly<Record<string, string>> = { ...definitionTexts, ...messages };
