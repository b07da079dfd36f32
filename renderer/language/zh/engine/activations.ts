/** Texts of dense layers and activations. */
export const activationTexts: Readonly<Record<string, string>> = {
  Activation: '激活函数',
  'Fully connected layer': '全连接层',
  'every input meets every unit': '每个输入连接每个单元',
  'Number of outputs.': '输出的个数。',
  'Units: {units}. Each adds up all inputs, weighted by a trained number each, and applies its activation.':
    '单元数：{units}。每个单元把所有输入按可训练的权重相加，再经过激活函数。',
  'a function of your choice': '任选一个函数',
  Function: '函数',
  'Applied to each value; softmax compares the values of one sample with each other.': '作用于每个值；softmax 把同一样本的各个值相互比较。',
  Linear: '线性',
  'Slope α': '斜率 α',
  'Factor of negative values.': '负值的倍数。',
  'The function falls to −α far below 0.': '远小于 0 时函数降到 −α。',
  'Computed by': '计算方式',
  'The normal distribution itself by the error function, or its usual approximation by tanh.':
    '用误差函数精确计算正态分布，或用常见的 tanh 近似。',
  'erf, exact': 'erf，精确',
  Slopes: '斜率数',
  'One trained slope for all values, or one for each channel of an image and each feature of a vector.':
    '所有值共用一个可训练的斜率，或图像的每个通道、向量的每个特征各一个。',
  one: '一个',
  'per channel': '每通道一个',
  'Initial slope': '初始斜率',
  'Slope before training.': '训练前的斜率。',
  'Along which the probabilities add up to 1; automatic takes the channels of an image and the last axis of all else.':
    '概率沿此轴相加为 1；自动时取图像的通道，其他情况取最后一个轴。',
  'last axis': '最后一个轴',
  'Applies {function}. Without a function that bends, layers in a row could do no more than a single one.':
    '应用 {function}。没有非线性函数，再多的层也只相当于一层。',
  'passes values on as they are': '原样传递数值',
  'The identity: values pass unchanged. It has no weights; a Dense layer has.': '恒等映射：数值不变。它没有权重；有权重的是全连接层。',
  'negative values become 0': '负值变为 0',
  'Passes positive values and stops negative ones. Its gradient is 1 or 0, so deep networks keep learning.':
    '让正值通过，挡住负值。它的梯度是 1 或 0，因此深层网络能持续学习。',
  'lets a little of the negative through': '让少量负值通过',
  'ReLU that passes {slope} of negative values, so that no unit dies.': '让 {slope} 倍的负值通过的 ReLU，没有单元会失活。',
  'ReLU that learns its slope below 0': '学习负半轴斜率的 ReLU',
  'A leaky ReLU whose slope a below 0 is trained with the weights; it starts at {initial}. Weight decay leaves it alone.':
    '负半轴的斜率 a 与权重一起训练的 Leaky ReLU，初值为 {initial}。权重衰减不作用于它。',
  'smooth below 0, down to −α': '负半轴平滑，降到 −α',
  'Like ReLU above 0; below, it falls smoothly to −{alpha}, which keeps the mean near 0. Its slope has no jump where α is 1.':
    '0 以上与 ReLU 相同；0 以下平滑地降到 −{alpha}，使均值接近 0。α 为 1 时斜率没有跳变。',
  'scaled ELU that keeps mean and variance': '保持均值和方差的缩放 ELU',
  'An ELU scaled so that mean 0 and variance 1 are kept from layer to layer (Klambauer et al. 2017).':
    '经过缩放的 ELU，使均值 0、方差 1 逐层保持（Klambauer 等，2017）。',
  'ELU without a kink for any α': '任何 α 都没有折点的 ELU',
  'An ELU that falls to −{alpha} and whose slope has no jump at 0 for any α (Barron 2017).':
    '降到 −{alpha} 的 ELU，对任何 α 在 0 处斜率都没有跳变（Barron，2017）。',
  'x times the share of a normal below x': 'x 乘以正态分布小于 x 的比例',
  'Weighs x by the probability that a normal number lies below it: a smooth ReLU, usual in transformers.':
    '用正态随机数小于 x 的概率给 x 加权：平滑的 ReLU，常用于 Transformer。',
  'x times its sigmoid': 'x 乘以自身的 sigmoid',
  'x times its own sigmoid, also called Swish: a smooth ReLU that dips below 0.':
    'x 乘以自身的 sigmoid，也叫 Swish：平滑的 ReLU，在 0 以下略有下凹。',
  'x times the tanh of its softplus': 'x 乘以其 softplus 的 tanh',
  'A smooth ReLU that dips below 0 and bends everywhere (Misra 2019); close to SiLU.':
    '平滑的 ReLU，在 0 以下略有下凹，处处弯曲（Misra，2019）；与 SiLU 相近。',
  'smooth ReLU, always positive': '平滑的 ReLU，恒为正',
  'A smooth ReLU that never reaches 0; its derivative is the sigmoid.': '平滑的 ReLU，永远不到 0；它的导数就是 sigmoid。',
  'squashes to −1…1, slowly': '缓慢压缩到 −1…1',
  'Squashes to between −1 and 1 like tanh, but approaches the ends more slowly.': '像 tanh 一样压缩到 −1 与 1 之间，但趋近两端更慢。',
  'squashes to 0…1': '压缩到 0…1',
  'Squashes any number to between 0 and 1. Far from 0 its gradient fades.': '把任何数压缩到 0 与 1 之间。离 0 越远，梯度越小。',
  'straight-line sigmoid': '折线形的 sigmoid',
  'A sigmoid of three straight lines: cheap to compute.': '由三段直线组成的 sigmoid，计算便宜。',
  'squashes to −1…1': '压缩到 −1…1',
  'Squashes any number to between −1 and 1, centred on 0.': '把任何数压缩到 −1 与 1 之间，以 0 为中心。',
  'x times its hard sigmoid': 'x 乘以自身的 HardSigmoid',
  'SiLU made of straight lines and a parabola: cheap to compute (MobileNetV3).': '由直线和抛物线组成的 SiLU，计算便宜（MobileNetV3）。',
  'scores to probabilities': '把得分变为概率',
  'Turns scores into probabilities that add up to 1, over the features of a vector or the channels of an image. Cross-entropy already contains it.':
    '把得分变为相加为 1 的概率，沿向量的特征或图像的通道进行。交叉熵已包含它。',
  'logarithm of softmax': 'softmax 的对数',
  'The logarithm of softmax, computed so that nothing overflows.': 'softmax 的对数，计算方式保证不会溢出。',
  Embedding: '嵌入',
  'a trained vector for each token': '每个词元一个可训练的向量',
  Tokens: '词元数',
  'Rows of the table: one for each token or category; 0 takes as many as the dataset declares.':
    '表的行数：每个词元或类别一行；0 取数据集声明的数量。',
  Features: '特征数',
  'Numbers that stand for each token.': '表示每个词元的数的个数。',
  'Make the padding token all zeros, and leave it so in training.': '把填充词元设为全零，训练中也保持不变。',
  'Number of the token that fills up short texts.': '用来补齐短文本的词元编号。',
  'Give the table': '输出词表',
  'Gives the table itself as well, for Token scores to tell tokens by it.': '同时输出整张表，供“词元得分”用来分辨词元。',
  'A dataset of word vectors that the rows of its words begin with; the others are drawn. None where empty.':
    '一个词向量数据集，表中相应的词从它开始，其余随机初始化。留空则不用。',
  'Train the vectors': '训练词向量',
  'Goes on training the table from the word vectors; else all of it stays as it began.':
    '从词向量开始继续训练整张表；否则整张表保持初始值。',
  'Keeps a table with one row of {dim} trained numbers for each token, and gives each token’s row. That is a one-hot vector times a matrix, without the zeros: words that are used alike get rows that lie close together. It can begin with vectors that others trained on many more texts.':
    '保存一张表，每个词元占一行，共 {dim} 个可训练的数，并给出各词元的那一行。这相当于独热向量乘以矩阵，只是省去了零：用法相近的词得到相近的行。表可以从他人在更多文本上训练的词向量开始。',
};
