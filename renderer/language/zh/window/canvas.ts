/** Texts of `renderer/canvas`. */
export const canvasTexts = {} as const;
