/** Texts of `renderer/gallery`. */
export const galleryTexts = {} as const;
