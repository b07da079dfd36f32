/** Texts of `renderer/modules`. */
export const modulesTexts = {} as const;
