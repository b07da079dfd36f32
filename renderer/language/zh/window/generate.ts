/** Texts of `renderer/generate`. */
export const generateTexts = {} as const;
