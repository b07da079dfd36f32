/** Texts of `renderer/gallery`. */
export const galleryTexts = {
  'New project from {title}': '用“{title}”新建项目',
} as const;
