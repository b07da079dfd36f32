/** Texts of `renderer/export`. */
export const exportingTexts = {
  Format: '格式',
  'A Python file with the network as a class, and the weights that its function load_netloom reads.':
    '一个将网络写成类的 Python 文件，以及由其函数 load_netloom 读取的权重。',
  'Write PyTorch code': '生成 PyTorch 代码',
  'Writing the code and its weights': '正在写入代码及其权重',
  'Against float64': '与 float64 比较',
  'What is exported, as ONNX or as PyTorch code, holds trained weights. The first checkpoint is written after the first epoch.':
    '导出的内容（ONNX 或 PyTorch 代码）包含训练好的权重。第一个检查点在第一轮之后写入。',
  'What is exported, as ONNX or as PyTorch code, holds trained weights. Train a run first: its best and its last checkpoint can be exported.':
    '导出的内容（ONNX 或 PyTorch 代码）包含训练好的权重。请先训练一次：可导出其最佳和最后的检查点。',
  Best: '最佳',
  Last: '最后',
  'Best: epoch {epoch}, {reason}. The figures are {score} after the epoch.': '最佳：第 {epoch} 轮，{reason}。数值为该轮之后的{score}。',
  'Build it into the file': '写入文件',
  Checkpoint: '检查点',
  'Class names': '类别名称',
  'Class names of {field}': '{field} 的类别名称',
  'Differences above {tolerance}, or that share of a number in its own unit, are more than rounding. Try another opset, and report this: it should not happen.':
    '差异超过 {tolerance}（带单位的数值按比例计）已非舍入所致。请换一个算子集版本重试，并反馈此问题：这不应发生。',
  'Equal predictions': '预测一致',
  'Export and verify': '导出并验证',
  'Held-out samples': '留出样本',
  'Held-out samples run through the file and the training graph, a few through float64 arithmetic too.':
    '留出样本会分别通过该文件和训练图计算，其中少量还会以 float64 计算。',
  'Largest difference': '最大差异',
  'No weights to export yet': '还没有可导出的权重',
  'ONNX opset': 'ONNX 算子集',
  Opset: '算子集版本',
  Preprocessing: '预处理',
  'Project file': '项目文件',
  'Save .netloom': '保存 .netloom',
  'Save {file} ({size})': '保存 {file}（{size}）',
  'The drawing of {name} and its settings, without weights. Any Netloom opens it.':
    '“{name}”的网络图及设置，不含权重。任何 Netloom 都能打开。',
  'The file computes the same as the training graph': '文件与训练图的计算结果一致',
  'The file differs from the training graph': '文件与训练图的计算结果不一致',
  'The file then takes values as they are stored: bytes of images, raw columns of a table. Texts are cut into tokens before it all the same.':
    '文件将直接接收存储的值：图像的字节、表格的原始列。文本仍需事先切分为词元。',
  'The version of the operator set. Take an older one only where the program that reads the file asks for it.':
    '算子集的版本。仅当读取文件的程序要求时才选择较旧的版本。',
  'Writing and proving the file': '正在写入并验证文件',
  Zeros: '零值',
  'a number after {steps}; the file’s metadata tell under “targets” how to undo that':
    '经 {steps} 处理后的数值；文件元数据的“targets”说明如何还原',
  'differs by {difference}': '相差 {difference}',
  'differs by {difference} of up to {largest}, in its own unit': '相差 {difference}，数值最大为 {largest}（原单位）',
  'none: the same numbers, bit for bit': '无：逐位相同',
  'stopped in the first epoch': '在第一轮中停止',
  '{count} of {all}': '{count} / {all}',
  '{difference} at most, over {count} samples computed without onnxruntime':
    '最多 {difference}，基于 {count} 个不经 onnxruntime 计算的样本',
  "{feeding}; {noun, select, signal {channels} other {columns}} in the order {order}, which the file's metadata tell under “columns”":
    '{feeding}；{noun, select, signal {通道} other {列}}的顺序为 {order}，见文件元数据的“columns”',
  "{feeding}; {noun, select, signal {channels} other {columns}} in the order {order}, which the file's metadata tell under “columns”, the numbers of their values too":
    '{feeding}；{noun, select, signal {通道} other {列}}的顺序为 {order}，连同取值的编号见文件元数据的“columns”',
  '{noun, select, image {pixels (0 to 255)} other {values}}': '{noun, select, image {像素（0 到 255）} other {数值}}',
  "{noun, select, image {pixels} other {values}} after {steps}, whose constants the file's metadata hold":
    '经 {steps} 处理后的{noun, select, image {像素} other {数值}}，常数见文件元数据',
  '{noun, select, image {pixels} other {values}} as they are': '原样的{noun, select, image {像素} other {数值}}',
  '{noun, select, image {pixels} other {values}} as they are stored; the file does the rest: {steps}':
    '按存储形式的{noun, select, image {像素} other {数值}}；其余由文件完成：{steps}',
  "{noun, select, signal {{count, plural, one {one channel} other {# channels, each}}} other {{count, plural, one {one column} other {# columns, each}}}} × its scale + its offset, which the file's metadata name":
    '{noun, select, signal {{count} 个通道} other {{count} 列}}，各自 × 缩放 + 偏移，数值见文件元数据',
  '{part}: {values}': '{part}：{values}',
  '{share} of {count} weights': '{count} 个权重中的 {share}',
} as const;
