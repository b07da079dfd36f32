/** Texts of `renderer/problems`. */
export const problemsTexts = {
  Problems: '问题',
  Error: '错误',
  Warning: '警告',
  Hint: '提示',
  'No problems: the network can be trained and exported.': '没有问题：网络可以训练，也可以导出。',
  'expected <code>{shape}</code>': '应为 <code>{shape}</code>',
  'came <code>{shape}</code>': '实为 <code>{shape}</code>',
  Came: '实为',
  Expected: '应为',
  'expected <code>{expected}</code>, came <came>{actual}</came>': '应为 <code>{expected}</code>，实为 <came>{actual}</came>',
} as const;
