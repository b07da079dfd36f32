/** Texts of layers for sequences. */
export const sequenceTexts: Readonly<Record<string, string>> = {
  'Token scores': '词元得分',
  'how well each token fits, by an embedding’s table': '借嵌入的表，看每个词元有多合适',
  'Add a trained number to each token: how frequent it is.': '为每个词元加上一个可训练的数：它有多常见。',
  features: '特征',
  'Scores each token by how alike its row of an Embedding’s table and the features are. What reads tokens and what tells them then share one table, which both train: a language model has half as many numbers to learn for its tokens.':
    '按词元在嵌入表中的行与特征的相似程度，为每个词元打分。读入词元与分辨词元共用一张表，两边一起训练它：语言模型用于词元的参数减半。',
  'Padding mask': '填充掩码',
  'which tokens are no padding': '哪些词元不是填充',
  'Number of the token that fills up short texts; Tokenise takes 0.': '用来补齐短文本的词元编号；“分词”用 0。',
  mask: '掩码',
  'Says of each token whether it is there, or padding: number {paddingToken}. Wired to the mask of attention, recurrent layers or pooling over time, it keeps them from reading what fills up short texts.':
    '指出每个词元是真实的，还是填充（编号 {paddingToken}）。接到注意力、循环层或时间池化的掩码上，它们就不会读入补齐短文本的部分。',
  'Recurrent layer': '循环层',
  'reads a sequence step by step with a state': '带着状态逐步读入序列',
  'Size of the state.': '状态的大小。',
  'Function applied to the state in each step. The identity leaves a linear network.': '每一步作用于状态的函数。恒等则得到线性网络。',
  Gives: '输出',
  'The state after the last step, or that of every step.': '最后一步之后的状态，或每一步的状态。',
  'last state': '最后的状态',
  'every state': '每一步的状态',
  'Order in which the steps are read. Both gives the states of two readings behind each other.':
    '读入各步的顺序。双向把两次读入的状态前后拼接。',
  both: '双向',
  Layers: '层数',
  'Layers on top of each other: each reads the states of the one below.': '叠放的层数：每一层读下面一层的状态。',
  'Share of values set to 0 between layers at each training step.': '每个训练步在层与层之间置 0 的值所占比例。',
  'Clip gradient': '梯度裁剪',
  'Largest L2 norm of ∂ℓ/∂h of a sample that a step passes back to the one before, where ℓ is the sample’s loss; 0 sets no limit.':
    '一步传回上一步的单个样本 ∂ℓ/∂h 的最大 L2 范数，ℓ 为该样本的损失；0 表示不限制。',
  sequence: '序列',
  'mask or lengths': '掩码或长度',
  state: '状态',
  'first state': '初始状态',
  'Reads a sequence step by step. Its {units} units see the step’s input and their own state of the step before, so that the state gathers what came so far.':
    '逐步读入序列。{units} 个单元看到本步的输入和自己上一步的状态，状态因此汇集此前的内容。',
  'Gated recurrent units': '门控循环单元',
  'a state with gates for updating and resetting it': '带更新门和重置门的状态',
  'Reset gate': '重置门',
  'Where it acts: on the state times its weights, as PyTorch has it, or on the state before, as in the paper.':
    '作用的位置：作用于状态与权重之积（与 PyTorch 相同），或作用于之前的状态（与论文相同）。',
  'after the product': '相乘之后',
  'before the product': '相乘之前',
  'Add trained numbers to gates and units.': '为门和单元加上可训练的数。',
  'Reads a sequence step by step. For each of the {units} units a gate says how much of the state stays as it is, and another how much of it the proposed new value sees: what stays passes its gradient back undamped.':
    '逐步读入序列。对 {units} 个单元中的每一个，一个门决定状态保留多少，另一个门决定新的候选值能看到多少状态：保留下来的部分把梯度无衰减地传回。',
  'Long short-term memory': '长短期记忆',
  'a state with a memory cell and gates around it': '带记忆单元和门的状态',
  'Open forget gates': '打开遗忘门',
  'Start the forget gates’ biases at 1, so that memory lasts from the first step of training.':
    '让遗忘门的偏置从 1 开始，从训练第一步起就能保持记忆。',
  Peepholes: '窥视孔',
  'Let the gates see the memory cell.': '让门看到记忆单元。',
  'first cell': '初始记忆',
  'last cell': '最后的记忆',
  'Reads a sequence step by step. Units: {units}. Each has a memory cell; gates say what is written into it, what it keeps and what it shows. What a cell keeps passes its gradient back undamped, over many steps.':
    '逐步读入序列。单元数：{units}。每个单元有一个记忆；门决定写入什么、保留什么、展示什么。记忆保留的部分在许多步上把梯度无衰减地传回。',
  'Recurrent cell': '循环单元',
  'one step of an RNN, GRU or LSTM, its state wired by hand': 'RNN、GRU 或 LSTM 的一步，状态由手工连线',
  Cell: '单元类型',
  'What one step does with its state.': '一步如何处理它的状态。',
  simple: '简单',
  'Function applied to the state. The identity leaves a linear network.': '作用于状态的函数。恒等则得到线性网络。',
  'state before': '之前的状态',
  'memory before': '之前的记忆',
  'One step of a recurrent layer of {units} units: from an input and the state before it makes the next state. Wire several of them by hand, or draw one in a module and scan it over a sequence. A state that isn’t wired begins with zeros.':
    '有 {units} 个单元的循环层的一步：由输入和之前的状态得到下一状态。可以手工连接多个，也可以在模块中画一个，再沿序列扫描。没有连线的状态从零开始。',
  memory: '记忆',
  'Pooling over time': '时间池化',
  'one vector for a sequence': '一个序列得到一个向量',
  'What is kept of the steps, feature by feature.': '逐个特征，从各步中保留什么。',
  largest: '最大值',
  'first step': '第一步',
  'last step': '最后一步',
  'steps that count': '计入的步',
  'Makes one vector of all steps of a sequence: for each feature its {keep}. Where a mask is wired, only the steps count of which it is true; of a sequence without any, 0 remains. It takes N×T×F, the features last, as embeddings, recurrent layers and attention give them.':
    '把序列的所有步变成一个向量：每个特征取{keep}。接上掩码时，只计入掩码为真的步；没有这样的步则为 0。它接受 N×T×F，特征在最后，正如嵌入、循环层和注意力的输出。',
  'Max over time': '时间最大池化',
  'largest value of each feature': '每个特征的最大值',
  'Keeps of each feature the largest value over all steps: whether something occurs in the sequence, wherever that is.':
    '每个特征保留所有步中的最大值：只看某物是否在序列中出现，不论在哪里。',
  'Last step': '最后一步',
  'the last step that counts': '计入的最后一步',
  'Keeps the last step of each sequence; with a mask the last one that is no padding.':
    '保留每个序列的最后一步；有掩码时，保留最后一个不是填充的步。',
  'Positional encoding': '位置编码',
  'tells each step its place': '告诉每一步它的位置',
  'Sines and cosines of wavelengths from 2π steps on, or trained numbers for each place.':
    '波长从 2π 步起的正弦和余弦，或每个位置可训练的数。',
  sinusoidal: '正弦',
  learned: '可学习',
  'Scale input by √F': '输入乘以 √F',
  'Multiply the input by the root of its number of features first, as the original Transformer does with its embeddings.':
    '先把输入乘以特征数的平方根，与最初的 Transformer 对嵌入的做法相同。',
  Base: '基数',
  'The longest wavelength is 2π times it.': '最长的波长是它的 2π 倍。',
  'Attention and pooling see a set of steps without order. This adds to each step numbers that tell its place ({kind}): sines and cosines of many wavelengths, from which the distance of two steps can be read, or a trained vector for each place.':
    '注意力和池化看到的是没有顺序的步。这一层给每一步加上表示其位置的数（{kind}）：多种波长的正弦和余弦，由此可读出两步的距离；或者每个位置一个可训练的向量。',
  'Learned positions': '可学习的位置',
  'a trained vector for each place': '每个位置一个可训练的向量',
  'Adds a trained vector to each step, one for each place, as BERT and GPT do. It knows no more places than the sequences of the training have.':
    '给每一步加上一个可训练的向量，每个位置一个，与 BERT 和 GPT 相同。它只认识训练序列中有过的位置。',
  'Multi-head attention': '多头注意力',
  'each step looks at all others': '每一步看其他所有步',
  'Attentions side by side, each with queries, keys and values of its own.': '并行的注意力，每个都有自己的查询、键和值。',
  Causal: '因果',
  'Let each step see only itself and the steps before it, as a model that writes a text must.':
    '每一步只能看到自己和之前的步，写文本的模型必须如此。',
  'Share of the attention weights set to 0 at each training step.': '每个训练步中置 0 的注意力权重所占比例。',
  'Key size': '键大小',
  'Features of the queries and keys of each head; 0 shares the input’s features among the heads.':
    '每个头的查询和键的特征数；0 表示把输入的特征平分给各头。',
  'Value size': '值大小',
  'Features of the values of each head; 0 shares the input’s features among the heads.':
    '每个头的值的特征数；0 表示把输入的特征平分给各头。',
  'Add trained numbers to queries, values and the output. Those of keys would have no effect: softmax takes differences alone.':
    '为查询、值和输出加上可训练的数。键的偏置没有作用：softmax 只看差值。',
  'A second output that tells how much each step looks at each other.': '第二个输出，表示每一步看其他各步的程度。',
  'not shown': '不输出',
  'mean of the heads': '各头的均值',
  'of each head': '每个头的',
  'keys and values': '键和值',
  'keys that count': '计入的键',
  'Each step asks a question (query) and compares it with what all steps have to offer (keys); it takes up their values, weighted by how well they match. {heads} heads do so side by side. With nothing wired to keys and values a sequence looks at itself (self-attention), else at that other sequence (cross-attention). Steps that the mask leaves out are not looked at; a step that may look at none takes up nothing.':
    '每一步提出一个查询，与所有步的键比较，再按匹配程度加权取用它们的值。{heads} 个头并行进行。键和值没有连线时，序列看自己（自注意力），否则看另一个序列（交叉注意力）。被掩码排除的步不会被看到；一个可看的步都没有时，什么也不取。',
  'Causal self-attention': '因果自注意力',
  'each step looks at those before it': '每一步只看之前的步',
  'Each step looks at itself and at the steps before it alone, so that a network that is to foretell the next token can’t read it.':
    '每一步只看自己和之前的步，要预测下一个词元的网络就不会提前读到它。',
  'Single-head attention': '单头注意力',
  'one attention over all features': '对所有特征做一次注意力',
  'One head compares all features at once: the plain scaled dot-product attention, whose weights are easily drawn.':
    '一个头同时比较所有特征：最基本的缩放点积注意力，权重便于绘制。',
  'weights of each head': '每个头的权重',
  'mean weights': '平均权重',
  'Transformer encoder block': 'Transformer 编码器块',
  'self-attention and feed-forward with shortcuts': '自注意力和前馈，带捷径连接',
  'Feed-forward size': '前馈大小',
  'Units of the hidden layer that follows the attention; 0 takes four times the features.': '注意力之后隐藏层的单元数；0 取特征数的四倍。',
  Norm: '归一化位置',
  'Before each part, which trains more easily, or after each sum, as in the original Transformer.':
    '在每个部分之前（更容易训练），或在每次相加之后（最初的 Transformer）。',
  'before each part': '每个部分之前',
  'after each sum': '每次相加之后',
  'Function of the hidden feed-forward units.': '前馈隐藏单元的函数。',
  'Share of the attention weights, hidden units and results of each part set to 0 at each training step.':
    '每个训练步中，注意力权重、隐藏单元和各部分结果置 0 的比例。',
  'Add trained numbers to the linear maps. Keys have none: theirs would have no effect.':
    '为线性映射加上可训练的数。键没有偏置：它不起作用。',
  'Lets each step look at all others by {heads} heads of self-attention, and then sends each through a small network of its own. Both parts only add to what comes in, so that the gradient flows past them and blocks can be stacked. Tell the steps their places before the first block. Steps that the mask leaves out are not looked at.':
    '每一步先通过 {heads} 个头的自注意力看其他所有步，再各自经过一个小网络。两部分都只在输入上相加，梯度可以绕过它们，因此这种块可以叠放。在第一个块之前应加入位置。被掩码排除的步不会被看到。',
  'Causal Transformer block': '因果 Transformer 块',
  'Each step looks at itself and at the steps before it alone: the block of language models that write a text token by token.':
    '每一步只看自己和之前的步：逐个词元写文本的语言模型所用的块。',
  'Post-norm Transformer block': '后归一化 Transformer 块',
  'the block of the original Transformer': '最初的 Transformer 的块',
  'Normalises after each sum and has ReLU, as the original Transformer. It wants a learning rate that warms up.':
    '与最初的 Transformer 一样，在每次相加之后归一化，用 ReLU。它需要预热的学习率。',
  'Transformer decoder block': 'Transformer 解码器块',
  'causal self-attention, cross-attention, feed-forward': '因果自注意力、交叉注意力、前馈',
  'memory steps that count': '计入的记忆步',
  'Lets each step look at itself and the steps before it, then at the memory that is wired to it, such as a sentence that an encoder has read, and sends it through a small network of its own: {heads} heads, and each part only adds to what comes in. Without memory that part is left out, which makes it the block of a language model.':
    '每一步先看自己和之前的步，再看接到它的记忆（例如编码器读过的句子），然后经过自己的小网络：{heads} 个头，每个部分都只是相加。没有记忆时省去那一部分，它就成为语言模型的块。',
  'Post-norm decoder block': '后归一化解码器块',
  'the decoder of the original Transformer': '最初的 Transformer 的解码器',
};
