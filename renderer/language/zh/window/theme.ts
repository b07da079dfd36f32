/** Texts of `renderer/theme`. */
export const themeTexts = {} as const;
