/** Texts of `renderer/modules`. */
export const modulesTexts = {
  'Make a module of the selection': '把所选内容折叠为模块',
  'Open the module': '打开模块',
  'Leave the module': '离开模块',
  'Unpack the module': '展开模块',
  'Give it a module of its own': '分离为独立模块',
  'Scan it over a sequence': '沿序列逐步应用',
  'Keep the module in my library': '把模块存入我的库',
  'Take the module out of my library': '从我的库中移除模块',
} as const;
