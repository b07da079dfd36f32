/** Texts of `renderer/evaluate`. */
export const evaluateTexts = {} as const;
