/** What the analysis of a network says: wiring, parameters, sizes, training settings, modules. */
export const compileMessages: Readonly<Record<string, string>> = {
  // engine/augmentations
  '{0} expected {1}, came {2}. Remove the augmentation.': '{0}需要{1}，实为 {2}。请移除该数据增强。',
  '{0} moves the input, but the target {1} has other places than the input and stays where it is. Remove the augmentation, or use noise.':
    '{0}会移动输入，但目标“{=1}”的位置与输入不对应，会留在原处。请移除该数据增强，或改用噪声。',
  '{0} [{1}] of {2}': '{2} 的{0} [{1}]',
  'a vector': '向量',
  'a signal [channels, steps]': '信号 [通道, 步]',
  'an image [channels, rows, columns]': '图像 [通道, 行, 列]',
  'a volume [channels, depth, rows, columns]': '体数据 [通道, 深, 行, 列]',
  'tokens [length] of int64': 'int64 词元 [长度]',
  'inputs that are floating-point numbers': '浮点数输入',
  '{0} or {1}': '{0} 或 {1}',
  'Expected one of {0}, came {1}.': '应为以下之一：{0}；实为 {1}。',
  // engine/compile
  '{0} is left out: it lives on {1}, which is muted.': '{=0} 不参与：它依赖的 {=1} 已停用。',
  'Use {0} again': '重新启用 {0}',
  'No output takes part, because {0} is muted. Use at least one way to an Output again.':
    '没有输出参与，因为 {=0} 已停用。请至少恢复一条通往 Output 的路径。',
  'No output takes part, because {0} are muted. Use at least one way to an Output again.':
    '没有输出参与，因为 {0} 已停用。请至少恢复一条通往 Output 的路径。',
  'No layer between input and output has anything to train.': '输入与输出之间没有任何可训练的层。',
  '{0} reads “{1}”, but {2} reads “{3}”: the inputs of a network come from the same samples. Choose one dataset.':
    '{=0} 读取“{=1}”，而 {=2} 读取“{=3}”：一个网络的输入必须来自同一批样本。请统一选择一个数据集。',
  'Use {0}': '使用 {0}',
  'The project has problems.': '项目中存在问题。',
  'target {0}': '目标 {=0}',
  '{0} shares the weights of {1}, but what comes in is of another shape: it needs a {2} of {3}. Give the module its own weights here, or feed it alike.':
    '{=0} 与 {=1} 共享权重，但输入的形状不同：它需要形状为 {3} 的 {=2}。请让这里的模块使用自己的权重，或给它相同形状的输入。',
  '{0} of {1}': '{0}：{1}',
  '{0} has nothing wired to its input “{1}”. {2}': '{=0} 的输入“{1}”没有连线。{2}',
  'Wire an Input with the edges of a graph here; only datasets of graphs have them.': '请在此接入带有图的边的 Input；只有图数据集才有边。',
  'Wire an Input with the dataset’s “membership” here: it tells which graph each node belongs to.':
    '请在此接入数据集“membership”字段的 Input：它说明每个节点属于哪张图。',
  'Connect the output of another layer.': '请连接另一层的输出。',
  '{0} has nothing wired to its inputs {1}. {2}': '{=0} 的输入 {=1} 没有连线。{2}',
  'Wire {0} to it': '将 {=0} 连接到此处',
  'Wire its inputs': '连接它的输入',
  'Take it from “{0}”': '改从“{=0}”引出',
  'Lead it to “{0}”': '改接到“{=0}”',
  'Leave “{0}” unwired': '断开“{=0}”的连线',
  'Add an Input of “{0}”': '添加读取“{=0}”的 Input',
  '{0} reads what fills up short texts as if it were part of them. A padding mask of {1} tells which steps are there.':
    '{0} 会把补齐短文本的填充当作文本的一部分来读取。由 {=1} 生成的填充掩码可以标明哪些步是真实的。',
  '{0} read what fills up short texts as if it were part of them. A padding mask of {1} tells which steps are there.':
    '{0} 会把补齐短文本的填充当作文本的一部分来读取。由 {=1} 生成的填充掩码可以标明哪些步是真实的。',
  'a padding mask': '填充掩码',
  'no wire': '没有连线',
  'Wire a padding mask': '接入填充掩码',
  'Add an Input': '添加 Input',
  'Add an Output': '添加 Output',
  '{0} in {1}': '在 {=1} 中：{0}',
  'The network has no Input layer. Add one and choose a dataset.': '网络没有 Input 层。请添加一个并选择数据集。',
  'The network has no Output layer. Add one after the last layer: it holds target and loss.':
    '网络没有 Output 层。请在最后一层之后添加一个：它包含目标和损失。',
  '{0} Not on a path to the loss: training and export leave it out.': '{0}它不在通往损失的路径上：训练和导出时会忽略它。',
  "Two nodes have the id “{0}”. Give each an id of its own in the project's text.":
    '有两个节点的 id 都是“{=0}”。请在项目文本中给它们不同的 id。',
  'This version of Netloom has no layer “{0}”. Remove the node, or open the project with the version that made it.':
    '此版本的 Netloom 没有“{=0}”层。请移除该节点，或用创建该项目的版本打开。',
  'This version of Netloom has no layer “{0}”. Did you mean {1}?': '此版本的 Netloom 没有“{=0}”层。是否想用 {1}？',
  'a layer of the palette': '层库中的层',
  'Remove the node': '移除该节点',
  '{0} was saved by a newer Netloom (version {1} of the layer, this program has {2}). Open the project with a newer Netloom.':
    '{=0} 由更新版本的 Netloom 保存（该层版本 {1}，本程序为 {2}）。请用更新版本的 Netloom 打开该项目。',
  '{0} has no parameter “{1}”; it is ignored.': '{0} 没有参数“{=1}”，已忽略。',
  '“{0}” of {1} must be {2}.': '{=1} 的“{0}”应为{2}。',
  'Set {0} to {1}': '将{0}设为 {1}',
  'of at least {0}': '不小于 {0}',
  'from {0} to {1}': '{0} 到 {1}',
  'a whole number {0}': '整数（{0}）',
  'a number {0}': '数字（{0}）',
  'true or false': 'true 或 false',
  'one of {0}': '以下之一：{=0}',
  'a list of {0}': '列表：{0}',
  'a list of one whole number from {0} to {1}': '含一个整数（{0} 到 {1}）的列表',
  '{0} whole numbers from {1} to {2}': '{0} 个整数（{1} 到 {2}）',
  'a list of whole numbers': '整数列表',
  'a list of whole numbers of at least {0}': '整数列表（均不小于 {0}）',
  'a list of numbers': '数字列表',
  'a text': '文本',
  'Its module has no input that is read step by step: each is a state. Give it one more input.':
    '它的模块没有逐步读取的输入：每个输入都是状态。请再添加一个输入。',
  'No input of the module is read step by step: each is a state, or alike in every step. Let one be read step by step.':
    '模块没有逐步读取的输入：每个输入都是状态，或在各步中相同。请让其中一个逐步读取。',
  'an input that is read step by step': '逐步读取的输入',
  'alike in every step': '在各步中相同',
  'Read “{0}” step by step': '逐步读取“{=0}”',
  'an input without an output of the same name': '没有同名输出的输入',
  'Its input “{0}” is read step by step: axis 1 holds at least one step.': '它的输入“{=0}”按步读取：轴 1 上至少要有一步。',
  'Its input “{0}” has {1} steps, but “{2}” has {3}: they are read side by side.':
    '它的输入“{=0}”有 {1} 步，而“{=2}”有 {3} 步：两者是同步读取的。',
  'N×T×…, sequence': 'N×T×…，序列',
  'Its mask says of each of the {0} steps whether it is there.': '它的掩码要说明 {0} 步中的每一步是否存在。',
  'bool {0}': 'bool {0}',
  'an unknown shape': '未知形状',
  'Let the state be of size {0}': '将状态的大小设为 {0}',
  'The state “{0}” enters a step as {1} and leaves it as {2}: what leaves one step enters the next. Let the layer that gives it keep the shape, or say the size of the state at its port.':
    '状态“{=0}”以 {1} 进入一步，却以 {2} 离开：一步的输出就是下一步的输入。请让给出它的层保持形状，或在端口处指定状态的大小。',
  '{0} keeps running statistics of batches, which have no meaning step by step. Use LayerNorm in its place.':
    '{=0} 会累计批次统计量，逐步计算时没有意义。请改用 LayerNorm。',
  'a layer without running statistics': '不累计统计量的层',
  "Its layers {0} and {1} would each have a weight “{2}”. Give one of them another id in the project's text.":
    '其中的层 {=0} 和 {=1} 都会有名为“{=2}”的权重。请在项目文本中给其中一层换一个 id。',
  'Its output “{0}” is no batch: what leaves a step has the samples along its first axis.':
    '它的输出“{=0}”不是批次：一步的输出，其第一个轴必须是样本。',
  nothing: '无',
  number: '数字',
  '{0} reads what comes after each token, and the network is to tell the next one: it would copy it. Set {1} to {2}.':
    '{=0} 能看到每个词元之后的内容，而网络要预测的正是下一个词元：它会直接照抄。请将{1}设为 {2}。',
  'The {0} of {1} would take {2}. Make {3} smaller.': '形状为 {1} 的 {=0} 需要 {2}。请缩小 {=3}。',
  'at most {0}': '不超过 {0}',
  "One sample's output of {0} would take {1}. Make {2} smaller.": '单个样本的输出 {0} 就需要 {1}。请缩小 {=2}。',
  'All weights together would take {0}, most of them ({1}) in {2}. Make it smaller.':
    '所有权重共需 {0}，其中大部分（{1}）在 {=2} 中。请将它缩小。',
  'Remove it.': '请将它移除。',
  'Set its activation to none.': '请将它的激活函数设为无。',
  '{0} takes raw scores and applies {1} itself, but {2} before it applies {3} already. {4}':
    '{0}需要原始得分，会自行应用 {1}，但它之前的 {=2} 已经应用了 {3}。{4}',
  '{0} takes raw scores, negative ones too, but {1} before it applies ReLU. A score that is cut off to 0 learns nothing.':
    '{0}需要原始得分，负的也需要，但它之前的 {=1} 应用了 ReLU。被截为 0 的得分学不到任何东西。',
  'raw scores': '原始得分',
  'results of {0}': '{0} 的结果',
  'Once is enough.': '一次就够了。',
  'Squashed twice, scores lie close together: training is slow, and no prediction gets sure.':
    '得分被压缩两次后会彼此接近：训练变慢，预测也无法确定。',
  'Set the activation of {0} to none': '将 {=0} 的激活函数设为无',
  'Remove {0}': '移除 {0}',
  'Wire {0} to {1}': '将 {=0} 连接到 {=1}',
  'Hold back one sample in eight': '每 8 个样本留出 1 个',
  'There is no {0} “{1}”. Choose {2}.': '没有名为“{=1}”的{0}。请选择{2}。',
  '{0} changes sample by sample, but the nodes and edges of graphs are fed together. Remove the augmentation; noise, dropout and edge dropout are layers too.':
    '{0}逐个样本地改变数据，但图的节点和边是一起送入的。请移除该数据增强；噪声、随机失活和边失活也有对应的层。',
  '{0} mixes samples that were mixed before. Keep one of the two.': '{0}会再次混合已混合的样本。两者请只保留一个。',
  '{0} mixes samples, and {1} groups them by their classes: a mixed sample has none. Remove the augmentation, or choose another loss.':
    '{0}会混合样本，而{1}要按类别给样本分组：混合后的样本没有类别。请移除该数据增强，或选择其他损失。',
  '{0} compares the samples of a batch with one another: {1} of them would take more memory than there is. Use batches of at most {2}.':
    '{0}会把批次中的样本两两比较：{1} 个样本所需的内存超过现有内存。批大小请不要超过 {2}。',
  'Set batch size to {0}': '将批大小设为 {0}',
  'Epochs are to be judged by “{0}”, which no Output layer measures. Choose {1}, or add the metric to an Output layer.':
    '要按“{0}”评判各轮，但没有 Output 层计算它。请选择{1}，或给 Output 层添加该指标。',
  'Judge by {0}': '按{0}评判',
  '{0} is measured on held-out samples alone, and none are held back. Hold back a share for validation, or judge epochs by another metric.':
    '{0}只在留出的样本上计算，但现在没有留出样本。请留出一部分用于验证，或按其他指标评判各轮。',
  'a validation share above 0': '大于 0 的验证比例',
  'Judge by loss': '按损失评判',
  'Keep {0} of {1}': '每 {1} 个保留 {0} 个',
  'n below {0}': 'n 小于 {0}',
  'End with epoch {0}': '在第 {0} 轮结束',
  '{0} or later': '{0} 或更晚',
  'Pruning starts with epoch {0}, but the run has {1}: all of it will happen in the last epoch. Start earlier or train longer.':
    '剪枝从第 {0} 轮开始，但运行只有 {1} 轮：剪枝会全部发生在最后一轮。请提前开始，或延长训练。',
  'an epoch up to {0}': '不晚于第 {0} 轮',
  'Start with epoch 1': '从第 1 轮开始',
  'The schedule': '调度',
  'Early stopping': '早停',
  '{0} judges epochs by the samples that are trained on, because none are held back: it will not notice over-fitting. Hold back a share for validation.':
    '没有留出样本，{0}只能按训练样本评判各轮，无法发现过拟合。请留出一部分用于验证。',
  '{0} is chosen for its weight decay, which is 0. {1} is usual.': '选择{0}是为了权重衰减，但它现在为 0。通常取 {1}。',
  'a weight decay above 0': '大于 0 的权重衰减',
  'Set weight decay to {0}': '将权重衰减设为 {0}',
  "The weight “{0}” would be both this layer's and one of {1}'s. Give the node another id in the project's text.":
    '权重“{=0}”会同时属于此层和 {=1}。请在项目文本中给该节点换一个 id。',
  'a name of its own for each weight': '每个权重有各自的名称',
  'Remove the wire': '移除该连线',
  'The wire {0} leads to a node “{1}” that does not exist. Remove the wire.': '连线 {=0} 通向不存在的节点“{=1}”。请移除该连线。',
  'The wire {0} uses a port “{1}” that {2} does not have. Remove the wire and connect again.':
    '连线 {=0} 使用了 {=2} 没有的端口“{=1}”。请移除该连线后重新连接。',
  'no port on that side': '该侧没有端口',
  'The input “{0}” of {1} takes one wire, but a second one comes from {2}. Remove one, or join both with Add or Concat.':
    '{=1} 的输入“{0}”只接一条连线，但 {=2} 又接入了一条。请移除一条，或用 Add 或 Concat 将两者合并。',
  'one wire': '一条连线',
  'two wires': '两条连线',
  'Remove the wire from {0}': '移除来自 {=0} 的连线',
  '{0} → {1} is a cycle: each waits for the other. Remove one of its wires.': '{=0} → {=1} 构成环：彼此等待。请移除其中一条连线。',
  'Remove the wire {0} → {1}': '移除连线 {=0} → {=1}',
  // engine/modules
  'It has no place in the network itself: draw it in a module.': '它不能直接放在网络中：请画在模块里。',
  '{0} stands for no module yet. Choose one in the inspector.': '{=0} 还没有对应的模块。请在属性中选择一个。',
  "{0} stands for the module “{1}”, which the project doesn't have. Choose another module, or remove the node.":
    '{=0} 对应的模块“{=1}”不在项目中。请选择其他模块，或移除该节点。',
  'a module of the project': '项目中的模块',
  'The module “{0}” contains itself, so that it would never end. Take it out of its own drawing and of what stands in it.':
    '模块“{=0}”包含了自身，会无穷无尽。请将它从自身及其内部的模块中移出。',
  '{0} is a port of a module and has no place in the network itself. Use an Input for data.':
    '{=0} 是模块的端口，不能直接放在网络中。数据请用 Input。',
  '{0} is a port of a module and has no place in the network itself. Use an Output for predictions.':
    '{=0} 是模块的端口，不能直接放在网络中。预测请用 Output。',
  "{0} stands in a module. Data and losses belong to the network itself: draw a module's port in its place, and wire the module.":
    '{=0} 位于模块中。数据和损失属于网络本身：请在原处改用模块端口，再连接该模块。',
  "{0} can't be repeated: what leaves “{1}” enters the next one, but it has more outputs than inputs.":
    '{=0} 无法重复：“{=1}”的输出会进入下一个，但它的输出多于输入。',
  'an input for each output': '每个输出对应一个输入',
  'Use it once': '只使用一次',
  'Make it an Input': '改为 Input',
  'Make it an Output': '改为 Output',
  'Make it an input of the module': '改为模块的输入',
  'Make it an output of the module': '改为模块的输出',
  '{0} has nothing wired to its inputs {1}. Connect the outputs of other layers.': '{=0} 的输入 {=1} 没有连线。请连接其他层的输出。',
  'With {0} the network would have more than {1} layers. Repeat it less often, or put fewer modules into each other.':
    '加上 {=0}，网络将超过 {1} 层。请减少重复次数或模块的嵌套。',
  'at most {0} layers': '不超过 {0} 层',
  '{0} has nothing wired to its input “{1}”. Connect the output of another layer.': '{=0} 的输入“{1}”没有连线。请连接另一层的输出。',
  "Nothing is wired to the module's output “{0}”. Open the module and connect the layer that gives it.":
    '模块的输出“{=0}”没有连线。请打开模块，连接给出它的层。',
  'A wire leads to a port “{0}” that {1} does not have. Remove the wire and connect again.':
    '有连线通向 {=1} 没有的端口“{=0}”。请移除该连线后重新连接。',
  'A module is computed by its layers.': '模块由其中的层计算。',
  'Choose the module that draws one step.': '请选择描绘一步的模块。',
  // engine/pruning
  'A pattern keeps fewer weights than it has: expected n below m, came {0} of {1}. Lower n.':
    '模式保留的权重数应少于总数：n 应小于 m，实为 {1} 取 {0}。请减小 n。',
  'Pruning ends with epoch {0}, before it starts with epoch {1}. Let it end later.':
    '剪枝在第 {0} 轮结束，早于开始的第 {1} 轮。请推迟结束。',
};
