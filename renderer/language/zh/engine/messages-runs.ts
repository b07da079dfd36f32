/** What is said of training runs, their evaluation, predictions and exports. */
export const runMessages: Readonly<Record<string, string>> = {
  'a row of features for each node of the graph': '图中每个节点一行特征',
  'the nodes that edges lead from, then those that they lead to, by their numbers from 0':
    '先是各边的起点，再是终点，以从 0 起的节点编号表示',
  'the nodes that edges lead from, then those that they lead to, by their numbers from 0; an edge without a direction is given twice, once each way, one from a node to itself once':
    '先是各边的起点，再是终点，以从 0 起的节点编号表示；无向边正反各给一次，自环只给一次',
  'a number for each edge, in the order of the edges': '每条边一个数，按边的顺序',
  'the number of the graph that each node belongs to, from 0, where several graphs stand side by side as one':
    '多张图并为一张时，每个节点所属图的编号，从 0 起',
  'the numbers of the two nodes of each pair, from 0': '每对的两个节点编号，从 0 起',
  'Expected an opset from {0} to {1}, came {2}.': 'opset 应为 {0} 到 {1}，实为 {2}。',
  '{0} needs opset {1}, came {2}. Export with {3} or newer.': '{0}需要 opset {1}，实为 {2}。请用 {3} 或更高版本导出。',
  'A dilated AveragePool': '带膨胀的 AveragePool',
  'A largest value of each segment': '分段求最大值',
  'Circular padding': '循环填充',
  '{0} with computed axes needs opset 18. Export with 18 or newer.': '轴由计算得出的 {0} 需要 opset 18。请用 18 或更高版本导出。',
  'it has {0} bytes': '只有 {0} 字节',
  'its header is cut short': '文件头不完整',
  'its header is not JSON': '文件头不是 JSON',
  'its header is no object': '文件头不是对象',
  'the type {0} of {1} is unknown': '{=1} 的类型 {0} 未知',
  'the entry of {0} is incomplete': '{=0} 的条目不完整',
  'the numbers of {0} are cut short': '{=0} 的数值不完整',
  'This is no complete safetensors file: {0}.': '这不是完整的 safetensors 文件：{0}。',
  'The network gives no probabilities for the next token: its numbers are not finite. Take another checkpoint, or train with a smaller learning rate.':
    '网络没有给出下一个词元的概率：它的输出不是有限的数。请换用其他检查点，或以更小的学习率训练。',
  'the file holds no graph.': '文件中没有计算图。',
  'it defines operators of its own, which Netloom does not read.': '其中定义了自己的算子，Netloom 不读取。',
  'it names no version of the standard operators.': '没有指明标准算子的版本。',
  'these bytes are none. Choose a file that ends in .onnx.': '内容并非如此。请选择以 .onnx 结尾的文件。',
  'it keeps weights as sparse tensors, which Netloom does not read.': '权重以稀疏张量保存，Netloom 不读取。',
  '{0} is no tensor of a known shape.': '{0} 不是形状已知的张量。',
  '{0} holds numbers of ONNX type {1}, which Netloom does not compute with.': '{0} 中是 ONNX 类型 {1} 的数，Netloom 不以其计算。',
  '{0} has size {1} along axis {2}.': '{0} 在轴 {2} 上的大小为 {1}。',
  'node {0} uses operators of {1}, which Netloom does not know.': '节点 {=0} 使用了 {=1} 的算子，Netloom 无法识别。',
  'attribute {0} of node {1} is of a kind that Netloom does not read.': '节点 {=1} 的属性 {=0} 属于 Netloom 不读取的类型。',
  'tensor (unnamed)': '张量（未命名）',
  'tensor {0}': '张量 {=0}',
  '{0} keeps its numbers in another file. Save the model as one file.': '{0} 的数值保存在另一个文件中。请将模型存为单个文件。',
  '{0} has the sizes {1}.': '{0} 的大小为 {1}。',
  '{0} should hold {1} numbers ({2}), came {3}.': '{0} 应有 {1} 个数（{2}），实为 {3}。',
  'Expected an ONNX model: {0}': '应为 ONNX 模型：{0}',
  '{0} is damaged. Train again, or use the other checkpoint.': '{=0} 已损坏。请重新训练，或使用另一个检查点。',
  'it is written after the first epoch, in a run that prunes after the last pruning epoch':
    '它在第一轮之后写入；带剪枝的运行则在最后一次剪枝的那一轮之后写入',
  'it is written after the first epoch, or when the run is stopped': '它在第一轮之后或运行停止时写入',
  'The run has no {0} checkpoint yet: {1}.': '该运行还没有{0}检查点：{1}。',
  'Netloom is closing; nothing new is started.': 'Netloom 正在关闭，不再启动新的任务。',
  'The engine process ended unexpectedly ({0}). {1}': '引擎进程意外结束（{0}）。{1}',
  'Often the machine ran out of memory: close other programs, then try again.': '通常是内存不足：请关闭其他程序后重试。',
  'Often the machine ran out of memory: close other programs, then try again. Nothing was stored.':
    '通常是内存不足：请关闭其他程序后重试。未存储任何内容。',
  'Often the machine ran out of memory: try a smaller batch size, then resume from the last checkpoint.':
    '通常是内存不足：请减小批大小，再从最后的检查点继续。',
  'The run has no {0} samples. Choose another split.': '该运行没有{0}样本。请选择其他划分。',
  'exit code {0}': '退出码 {0}',
  'signal {0}': '信号 {0}',
  'Expected where each of {0} samples of {1} ends, came {2} offsets.': '应给出 {1} 的 {0} 个样本各自的结束位置，实为 {2} 个偏移量。',
  'Expected {0} numbers for {1} ({2} samples of {3}), came {4}.': '{1} 应有 {0} 个数（{2} 个样本，每个 {3}），实为 {4}。',
  'Expected {0} numbers for {1} ({2} samples of {3}), came none.': '{1} 应有 {0} 个数（{2} 个样本，每个 {3}），实际没有。',
  'Sample {0} of {1} has the value {2}; whole numbers from 0 to 255 were expected, as the dataset keeps them before any scaling.':
    '{1} 的样本 {0} 有值 {2}；应为 0 到 255 的整数，即数据集缩放之前的值。',
  'the run left such samples out of its training': '该运行在训练时剔除了这样的样本',
  'Sample {0} has a missing value of {1}: {2}. Give the value, or train with missing values filled in.':
    '样本 {0} 缺少 {1} 的值：{2}。请给出该值，或填补缺失值后训练。',
  "Sample {0} lacks a value of {1}, and the run's preparation fills in none. Give a number, or train with missing values filled in.":
    '样本 {0} 缺少 {1} 的值，而该运行的预处理不填补缺失值。请给出数字，或填补缺失值后训练。',
  'Word vectors are looked up for the tokens of one field, the table of {0} reads none. Give each field an Embedding of its own.':
    '词向量按单个字段的词元查找，而 {=0} 的嵌入表没有读取任何字段。请给每个字段单独的 Embedding。',
  'Word vectors are looked up for the tokens of one field, the table of {0} reads {1}. Give each field an Embedding of its own.':
    '词向量按单个字段的词元查找，而 {=0} 的嵌入表读取了 {1}。请给每个字段单独的 Embedding。',
  'The vectors of “{0}” are those of words, but the table of {1} is given numbers without a text. Tokenise a text, or import vectors by row.':
    '“{=0}”是词的向量，而 {=1} 的嵌入表得到的是没有文本的编号。请对文本分词，或按行导入向量。',
  'None of the {0} tokens of the vocabulary has a vector in “{1}”. Cut the texts into words, or choose other vectors.':
    '词表的 {0} 个词元在“{=1}”中都没有向量。请将文本切分为词，或选择其他向量。',
  'None of the {0} tokens of the vocabulary ({1}, …) has a vector in “{2}”. Cut the texts into words, or choose other vectors.':
    '词表的 {0} 个词元（{=1}…）在“{=2}”中都没有向量。请将文本切分为词，或选择其他向量。',
  'it wasn’t trained on windows of texts. Train a network whose target is the next token of a text.':
    '它不是在文本窗口上训练的。请训练以文本的下一个词元为目标的网络。',
  'none of its outputs gives probabilities for “{0}”. Add an Output with that target.':
    '没有输出给出“{=0}”的概率。请添加以它为目标的 Output。',
  'it reads {0}, and nothing but “{1}” is known of a text that is not there yet.': '它读取 {0}，而对尚未写出的文本，只知道“{=1}”。',
  "This run can't write a text: {0}": '该运行无法写文本：{0}',
  'There is not enough memory for this network. Choose a smaller batch size or smaller layers.':
    '内存不足以运行此网络。请减小批大小或缩小层。',
  'There is no space left on the disk. Make room, then resume from the last checkpoint.':
    '磁盘空间不足。请腾出空间，再从最后的检查点继续。',
  'onnxruntime could not run the network: {0}': 'onnxruntime 无法运行网络：{=0}',
  'One file or folder with new samples was expected.': '应为一个含新样本的文件或文件夹。',
  '{0} holds nothing that the network reads: {1} was expected.': '{=0} 中没有网络要读取的内容：应为 {=1}。',
  '{0} has {1} channels; pictures have 1 or 3. Give arrays instead.': '{=0} 有 {1} 个通道，而图片为 1 或 3 个。请改用数组。',
  "A network over graphs can't be given new samples here: expected values sample by sample, came nodes and edges of {0}. Look at its predictions in the evaluation, or export it: the file takes any graph.":
    '图网络不能在此接受新样本：需要逐个样本的值，而“{0}”是节点和边。请在评估中查看预测，或导出网络：导出的文件接受任意图。',
  '{0} was replaced since the run was trained: expected {1} training samples, came {2}. Train the project again.':
    '“{0}”在训练之后被替换：应有 {1} 个训练样本，实为 {2}。请重新训练项目。',
  'The network has no input. Add an Input layer.': '网络没有输入。请添加 Input 层。',
  "{0} can't be read as a run. Choose the folder of a run.": '无法将 {=0} 作为运行读取。请选择运行的文件夹。',
  '{0} is no run of this version of Netloom.': '{=0} 不是此版本 Netloom 的运行。',
  "onnxruntime can't load this file as an ONNX model: {0}": 'onnxruntime 无法将此文件作为 ONNX 模型加载：{=0}',
  'The file is no export of this run: expected inputs {0} and outputs {1}, came {2} and {3}.':
    '此文件不是该运行的导出：输入应为 {=0}、输出应为 {=1}，实为 {=2} 和 {=3}。',
  'The file is no export of this run: {0} has {1} values, expected {2}.': '此文件不是该运行的导出：{=0} 有 {1} 个值，应为 {2}。',
  'The worker thread ended before its task was done.': '工作线程在任务完成前结束。',
  'The worker thread ran out of memory. Choose a smaller batch size or smaller layers; the last checkpoint is kept.':
    '工作线程内存不足。请减小批大小或缩小层；最后的检查点已保留。',
  '{0} has the fields {1}; came {2}.': '{0} 有字段 {=1}；实为 {=2}。',
  '{0} of {1} cannot be shown: it becomes numbers of one shape only when a network is fed.':
    '无法显示 {1} 的 {=0}：它只有在送入网络时才成为形状一致的数值。',
  '{0} has no texts that are padded at their end, of which batches of about one length could be made. Turn length buckets off.':
    '{0} 没有末尾填充的文本，无法组成长度相近的批次。请关闭长度分桶。',
  'Padding changes the predictions of {0}, by up to {1}: with length buckets the network would be trained on less of it than it is judged with. Wire a padding mask to the layers that read the texts, or turn length buckets off.':
    '填充会改变 {=0} 的预测（最多 {1}）：使用长度分桶时，训练所见的填充会少于评判时。请给读取文本的层接入填充掩码，或关闭长度分桶。',
  "The network can't read texts of {0} tokens: {1} Turn length buckets off, or use fewer of them.":
    '网络无法读取 {0} 个词元的文本：{1}请关闭长度分桶，或减少桶数。',
  'The weights {0} have a number for each place of a text: they fit one length alone. Put a layer before {1} that makes one row of a text, or turn length buckets off.':
    '权重 {=0} 对文本的每个位置各有一个数，只适合一种长度。请在 {=1} 之前放一个将文本合为一行的层，或关闭长度分桶。',
  '{0} tells the next token, but the network reads it beforehand: the scores of token {1} of {2} change with the last token. Let recurrent layers run forward only, and make attention causal.':
    '{=0} 要预测下一个词元，但网络事先就读到了它：第 {1} 个（共 {2} 个）词元的得分随最后一个词元变化。请让循环层只正向运行，并将注意力设为因果。',
  'Expected a learning rate above 0, came {0}.': '学习率应大于 0，实为 {0}。',
  'A run reads one dataset: expected {0}, came {1}. Choose one for all inputs.':
    '一次运行只读取一个数据集：应为 {=0}，实为 {=1}。请为所有输入统一选择。',
  '{0} sample with missing values left out ({1})': '已剔除 {0} 个含缺失值的样本（{1}）',
  '{0} samples with missing values left out ({1})': '已剔除 {0} 个含缺失值的样本（{1}）',
  'Expected one of {0} to choose the best epoch by, came {1}. Choose another metric.':
    '选择最佳轮次的依据应为以下之一：{0}；实为 {1}。请选择其他指标。',
  '{0} is measured on held-out samples alone, and none are held back. Raise the validation share, or choose the best epoch by another metric.':
    '{0}只在留出的样本上计算，但现在没有留出样本。请提高验证比例，或按其他指标选择最佳轮次。',
  'The checkpoint was written with seed {0} and batch size {1}, the project has {2} and {3}. Start a new run.':
    '写入检查点时随机种子为 {0}、批大小为 {1}，而项目中为 {2} 和 {3}。请开始新的运行。',
  'The checkpoint of the best epoch, {0}, is missing. Start a new run.': '缺少最佳轮次（第 {0} 轮）的检查点。请开始新的运行。',
  'The checkpoints written before are kept.': '之前写入的检查点已保留。',
  '{0} (epoch {1}). Try a learning rate below {2}, check that inputs are scaled to about 1, or add a normalisation layer.{3}':
    '{0}（第 {1} 轮）。请尝试小于 {2} 的学习率，检查输入是否缩放到 1 左右，或添加归一化层。{3}',
  'The checkpoint does not fit the network: expected {0} of shape {1}, came {2}. Start a new run.':
    '检查点与网络不符：{=0} 的形状应为 {1}，实为 {2}。请开始新的运行。',
  '{0} has no training samples left. Lower the validation share.': '{0} 没有剩下训练样本。请降低验证比例。',
  'The loss became {0} at step {1}': '损失在第 {1} 步变为 {0}',
  'The validation loss became {0} after step {1}': '验证损失在第 {1} 步之后变为 {0}',
  'The weights {0} became infinite or no number by step {1}': '权重 {=0} 到第 {1} 步时变为无穷大或非数',
  ', the others at random': '，其余随机初始化',
  '{0} of {1} tokens began with a vector of {2}{3}': '{1} 个词元中有 {0} 个以 {=2} 的向量初始化{3}',
  'Netloom ended while this run was training. Resume it: it goes on from its last checkpoint.':
    '该运行训练时 Netloom 结束了。请继续运行：它会从最后的检查点接着训练。',
  'There is no run "{0}".': '没有运行“{=0}”。',
  'The record of the run in {0} is damaged.': '{=0} 中的运行记录已损坏。',
  'Run {0} of “{1}” trains on "{2}" or waits to. Stop it first.': '“{=1}”的运行 {0} 正在或等待用“{=2}”训练。请先停止它。',
  "This network can't be trained yet: {0}": '此网络还不能训练：{0}',
  "This network can't be trained yet: it has problems": '此网络还不能训练：存在问题',
  'it has problems': '存在问题',
  'This run is not training here. Resume it first.': '该运行没有在此训练。请先继续运行。',
  'This run waits for the one before it. It can be stopped, or start when that one ends.':
    '该运行正等待前一个运行结束。可以停止它，或等它自动开始。',
  'This run is still training or waiting. Stop it first.': '该运行仍在训练或等待。请先停止它。',
  'Run {0} of this project is still training or waiting. Stop it first.': '此项目的运行 {0} 仍在训练或等待。请先停止它。',
  'This run is still training or waiting; it cannot be resumed twice.': '该运行仍在训练或等待，不能重复继续。',
  'Netloom is closing.': 'Netloom 正在关闭。',
  "The project can't be trained: {0}.": '项目无法训练：{=0}。',
  'Training runs on 1 to 256 threads, not on {0}.': '训练可使用 1 到 256 个线程，不能是 {0}。',
};
