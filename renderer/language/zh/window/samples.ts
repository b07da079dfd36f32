/** Texts of `renderer/samples`. */
export const samplesTexts = {} as const;
