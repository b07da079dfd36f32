/** Texts of `renderer/app`. */
export const appTexts = {} as const;
