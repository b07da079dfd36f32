/** Texts of `renderer/document`. */
export const documentTexts = {} as const;
