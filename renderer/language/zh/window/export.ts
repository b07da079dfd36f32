/** Texts of `renderer/export`. */
export const exportingTexts = {} as const;
