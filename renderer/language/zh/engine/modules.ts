/** Texts of modules and scans. */
export const moduleTexts: Readonly<Record<string, string>> = {
  'Residual block': '残差块',
  'convolutions with a shortcut around them': '卷积，旁边有捷径',
  'Two convolutions; or a narrow one between two 1×1; either with norm and activation before each convolution.':
    '两个卷积；或在两个 1×1 之间放一个较窄的卷积；两者都可把归一化和激活放在每个卷积之前。',
  basic: '基本',
  bottleneck: '瓶颈',
  'pre-activation': '预激活',
  'pre-activation bottleneck': '预激活瓶颈',
  'Step of the convolution that shrinks the input, along every axis.': '缩小输入的那个卷积沿各轴的步幅。',
  Reduction: '缩减倍数',
  'A bottleneck works on filters / reduction channels inside.': '瓶颈内部使用 滤波器 / 缩减倍数 个通道。',
  Shortcut: '捷径',
  'The input itself, or a 1×1 convolution of it; automatic projects where the shape changes.':
    '输入本身，或其 1×1 卷积；自动时，形状改变处用投影。',
  projection: '投影',
  'Function between and after the convolutions.': '各卷积之间和之后的函数。',
  Normalisation: '归一化',
  'What follows or precedes each convolution; without one the convolutions have biases.': '每个卷积之后或之前的归一化；没有时卷积带偏置。',
  batch: '批',
  group: '组',
  'Learns what to add to its input: F is two or three convolutions with norms and activations, S the shortcut around them, the input itself or a 1×1 convolution of it. The gradient flows through the shortcut unchanged, so that networks of hundreds of layers can be trained.':
    '学习该给输入加上什么：F 是两三个带归一化和激活函数的卷积，S 是绕过它们的捷径，即输入本身或其 1×1 卷积。梯度原样流过捷径，因此数百层的网络也能训练。',
  'Squeeze-and-excitation': '挤压与激励',
  'weighs channels by what all of them hold': '按所有通道的内容给通道加权',
  Ratio: '比例',
  'The hidden layer has channels / ratio units; it must divide their number.': '隐藏层有 通道数 / 比例 个单元；比例须能整除通道数。',
  'Function of the hidden layer.': '隐藏层的函数。',
  'Function that makes the factors from 0 to 1; MobileNetV3 takes the hard one.':
    '得到 0 到 1 之间系数的函数；MobileNetV3 用 HardSigmoid。',
  'Averages each channel, and from all averages works out a factor between 0 and 1 for every channel: the network learns which channels matter for this sample.':
    '对每个通道求平均，再由全部平均值算出每个通道 0 与 1 之间的系数：网络学会哪些通道对当前样本重要。',
  'Module input': '模块输入',
  'what is wired to the module enters here': '接到模块的数据从这里进入',
  'May stay unwired': '可以不连线',
  'What it feeds does without it where nothing is wired.': '没有连线时，由它供给的部分就不使用它。',
  'Alike in every step': '每一步都相同',
  'Where the module is scanned over a sequence: read whole in every step, and not step by step.':
    '模块沿序列扫描时：每一步都读取整体，而不是逐步读取。',
  'Size of the state': '状态大小',
  'Where it is the state of a scanned module: its axes after the batch. Left empty, it follows from the drawing or from the first state.':
    '作为被扫描模块的状态时：批次之后的各轴。留空时，由图中的内容或初始状态决定。',
  'What is wired to the module enters here. Its name is the name of the module’s input.':
    '接到模块的数据从这里进入。它的名称就是模块输入的名称。',
  'Module output': '模块输出',
  'what leaves the module': '从模块送出的数据',
  'What is wired to it leaves the module. Its name is the name of the module’s output.':
    '接到它的数据从模块送出。它的名称就是模块输出的名称。',
  Module: '模块',
  'The drawing that it stands for.': '它所代表的图。',
  'Its own, or the same as those of all other places where this module shares them.': '自己的权重，或与该模块其他共享处相同的权重。',
  'its own': '自己的',
  shared: '共享',
  'So many of it one after another: what leaves one enters the next.': '依次相接的个数：前一个的输出进入下一个。',
  'The drawing of one step.': '一步的图。',
  'Order in which the steps are read.': '读入各步的顺序。',
  'a part of the network that is drawn apart': '单独绘制的一部分网络',
  'Stands for a part of the network that is drawn once. What changes in the drawing changes in all its places.':
    '代表只画一次的一部分网络。图中的改动会反映到所有使用处。',
  Scan: '扫描',
  'unrolls a cell of one’s own over a sequence': '用自己的循环单元逐步展开序列',
  'Reads a sequence step by step with a cell that is drawn as a module. An input and an output of one name are a state: what leaves a step enters the next. Trained by back-propagation through time.':
    '用画成模块的循环单元逐步读入序列。同名的输入和输出是一个状态：一步的输出进入下一步。通过时间反向传播训练。',
};
