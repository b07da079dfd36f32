/** Texts of `renderer/data`. */
export const dataTexts = {} as const;
