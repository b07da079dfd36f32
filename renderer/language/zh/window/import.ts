/** Texts of `renderer/import`. */
export const importingTexts = {} as const;
