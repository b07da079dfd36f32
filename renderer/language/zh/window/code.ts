/** Texts of `renderer/code`. */
export const codeTexts = {
  'JSON of the project': '项目的 JSON',
  'Loading the editor': '正在加载编辑器',
  'Take the canvas’s version': '采用画布的版本',
  'Use this text instead': '改用此文本',
  'Keep editing, use this text instead': '继续编辑，以此文本为准',
  'The canvas has changed meanwhile.': '画布在此期间已更改。',
  'The canvas keeps the last version that could be read.': '画布保留上一个可读取的版本。',
  'This text is no project.': '此文本不是项目。',
  'What is shown as code': '显示哪种代码',
  'Project (JSON)': '项目（JSON）',
  'PyTorch code of the network': '网络的 PyTorch 代码',
  'Show on the canvas': '在画布上显示',
  'Copy all': '全部复制',
  'The code could not be copied': '无法复制代码',
  'The code is written as soon as the network has no problems.': '网络没有问题后，代码会立即生成。',
  'This part can’t be written as PyTorch code.': '这一部分无法写成 PyTorch 代码。',
} as const;
