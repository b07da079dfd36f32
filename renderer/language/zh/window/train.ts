/** Texts of `renderer/train`. */
export const trainTexts = {} as const;
