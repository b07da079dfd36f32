/** Texts of `renderer/host`. */
export const hostTexts = {} as const;
