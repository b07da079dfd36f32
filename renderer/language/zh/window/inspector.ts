/** Texts of `renderer/inspector`. */
export const inspectorTexts = {} as const;
