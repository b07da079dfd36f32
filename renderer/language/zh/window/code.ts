/** Texts of `renderer/code`. */
export const codeTexts = {} as const;
