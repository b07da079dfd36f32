/** What the engine says, in simplified Chinese, by its English. */
export const engineTexts: Readonly<Record<string, string>> = {};
