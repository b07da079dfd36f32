/** Texts of `renderer/palette`. */
export const paletteTexts = {} as const;
