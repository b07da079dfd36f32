/** Texts of `renderer/canvas`. */
export const canvasTexts = {
  Canvas: '画布',
  'Node actions': '节点操作',
} as const;
