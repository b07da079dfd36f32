/** Texts of layers that change shapes, merge and compute. */
export const shapeTexts: Readonly<Record<string, string>> = {
  Flatten: '展平',
  'image or sequence to a vector': '图像或序列变为向量',
  'Lays all values of a sample in one row, so that a Dense layer can follow.': '把样本的所有值排成一行，后面便可接全连接层。',
  Reshape: '变形',
  'same numbers, other shape': '数值不变，换一种形状',
  'Sizes of the axes after the batch. One may be -1: it takes what is left.': '批次之后各轴的大小。其中一个可为 -1：取剩余的大小。',
  'Writes the numbers of each sample, row by row, into the shape {shape}. Samples stay apart: the batch is not touched.':
    '把每个样本的数逐行写入形状 {shape}。样本之间互不影响：批次不变。',
  Permute: '轴置换',
  'axes in another order': '改变轴的顺序',
  Order: '顺序',
  'The input’s axes in the order in which the output has them, counted from 1: 2, 3, 1 puts the channels last. The batch stays axis 0.':
    '输入的轴在输出中的顺序，从 1 数起：2, 3, 1 把通道放到最后。批次始终是轴 0。',
  'Puts the axes in the order {order}. Each number keeps its sample; only where it stands changes.':
    '把轴排成顺序 {order}。每个数仍属于原来的样本，只是位置改变。',
  Squeeze: '去除轴',
  'drops axes of size 1': '去掉大小为 1 的轴',
  'Axes of size 1 to drop, counted from 1; none stands for all of them. The batch is axis 0 and stays.':
    '要去掉的大小为 1 的轴，从 1 数起；留空表示全部。批次是轴 0，会保留。',
  'Drops axes along which there is one element: the numbers stay as they are.': '去掉只有一个元素的轴：数值不变。',
  Unsqueeze: '添加轴',
  'adds axes of size 1': '加入大小为 1 的轴',
  'Where the new axes stand in the output, counted from 1; the batch is axis 0. 2, 3 turns N×C into N×C×1×1.':
    '新轴在输出中的位置，从 1 数起；批次是轴 0。2, 3 把 N×C 变为 N×C×1×1。',
  'Adds an axis of size 1 at {axes}: the numbers stay as they are. So a vector becomes an image of one pixel that can be stretched.':
    '在 {axes} 处加入大小为 1 的轴：数值不变。向量由此成为一个像素的图像，可以再拉伸。',
  Slice: '切片',
  'part of an axis': '轴的一部分',
  'The axis that is cut. The batch is axis 0.': '被切的轴。批次是轴 0。',
  Start: '起点',
  'First position, counted from 0; a negative one counts from the end, as in Python.':
    '第一个位置，从 0 数起；负数从末尾数起，与 Python 相同。',
  'To the end': '直到末尾',
  'Take everything from the start on.': '从起点起全部保留。',
  'Position before which it stops; a negative one counts from the end, as in Python.': '到此位置之前为止；负数从末尾数起，与 Python 相同。',
  Step: '步长',
  '2 takes every second element; a negative step goes backwards, so start at -1 to reverse the axis.':
    '2 表示每隔一个取一个；负数表示倒着取，从 -1 起即可翻转此轴。',
  'Keeps part of axis {axis}, from position {start} on; the other axes stay whole. The gradient of what was cut off is 0.':
    '保留轴 {axis} 上从位置 {start} 起的一部分；其他轴保持完整。切掉部分的梯度为 0。',
  Split: '拆分',
  'cuts an axis into several outputs': '把一个轴切成多个输出',
  'Cut into': '切分方式',
  'Equal parts, or parts of the sizes that you give.': '等分，或按指定的大小切分。',
  'equal parts': '等分',
  sizes: '按大小',
  Parts: '份数',
  'Number of equal parts; it must divide the axis.': '等分的份数；须能整除该轴。',
  Sizes: '各部分大小',
  'Elements of each part along the axis; together they make up the axis.': '各部分沿该轴的元素数；合起来正好是整个轴。',
  'Cuts axis {axis} into parts, one for each output: the reverse of Concatenate. The gradients of the parts come together again.':
    '把轴 {axis} 切成几部分，每部分一个输出：与“拼接”相反。各部分的梯度会重新合并。',
  'part 1': '第 1 部分',
  'part 2': '第 2 部分',
  Repeat: '重复',
  'copies along an axis': '沿一个轴复制',
  Times: '次数',
  'Number of copies.': '份数。',
  'The axis along which the copies lie. The batch is axis 0.': '沿哪个轴复制。批次是轴 0。',
  '“whole” puts copies of the whole axis behind each other: a, b, a, b. “each” repeats every element in its place: a, a, b, b. “new axis” adds an axis of copies: a vector for each step of a sequence.':
    '“整体”把整个轴的副本依次排列：a, b, a, b。“逐个”在原处重复每个元素：a, a, b, b。“新轴”加入一个由副本组成的轴：序列的每一步都得到一个向量。',
  whole: '整体',
  each: '逐个',
  'new axis': '新轴',
  'Lays {times} copies along axis {axis}. The gradient of an element is the sum over its copies.':
    '沿轴 {axis} 放 {times} 份。元素的梯度是各份梯度之和。',
  'sum of its inputs': '各输入之和',
  'Adds its inputs. The gradient flows unchanged into each of them, which is what lets residual networks grow deep. An axis of size 1 is stretched to the others’ size.':
    '把各输入相加。梯度原样流入每个输入，残差网络因此能做得很深。大小为 1 的轴会扩展到其他输入的大小。',
  Add: '相加',
  inputs: '输入',
  'difference of two inputs': '两个输入之差',
  'Subtracts the second input from the first. The gradient flows unchanged into the first, negated into the second. An axis of size 1 is stretched to the others’ size.':
    '从第一个输入中减去第二个。梯度原样流入第一个，取负后流入第二个。大小为 1 的轴会扩展到其他输入的大小。',
  Subtract: '相减',
  'product of its inputs': '各输入之积',
  'Multiplies its inputs element by element: one branch opens or closes the other like a gate. An axis of size 1 is stretched to the others’ size. So N×C×1×1 weighs the channels of N×C×H×W.':
    '把各输入逐元素相乘：一个分支像门一样打开或关闭另一个分支。大小为 1 的轴会扩展到其他输入的大小，因此 N×C×1×1 可以给 N×C×H×W 的通道加权。',
  Multiply: '相乘',
  'mean of its inputs': '各输入的均值',
  'Averages its inputs, as an ensemble averages its members. Each gets 1/n of the gradient. An axis of size 1 is stretched to the others’ size.':
    '对各输入求平均，正如集成对其成员求平均。每个输入得到梯度的 1/n。大小为 1 的轴会扩展到其他输入的大小。',
  Average: '平均',
  'largest of its inputs': '各输入中的最大值',
  'Keeps the largest of its inputs, element by element. The gradient flows to that input alone; inputs that tie share it evenly. An axis of size 1 is stretched to the others’ size.':
    '逐元素保留各输入中的最大值。梯度只流向该输入；并列最大的输入平分梯度。大小为 1 的轴会扩展到其他输入的大小。',
  Maximum: '取最大',
  Concatenate: '拼接',
  'joins inputs along an axis': '沿一个轴连接各输入',
  '1 joins features or channels; the batch is axis 0.': '1 连接特征或通道；批次是轴 0。',
  'Joins its inputs along axis {axis}, so that later layers see all of them side by side.':
    '沿轴 {axis} 连接各输入，后面的层便能同时看到它们。',
  'a·x + b with constants': '用常数计算 a·x + b',
  'Factor a': '倍数 a',
  'Each number is multiplied by it.': '每个数都乘以它。',
  'Offset b': '偏移 b',
  'Added after that.': '之后再加上它。',
  'Multiplies by {factor} and adds {offset}. Nothing is trained; the gradient is multiplied by the factor.':
    '乘以 {factor}，再加 {offset}。没有可训练的参数；梯度乘以该倍数。',
  Clip: '截断',
  'keeps numbers between two bounds': '把数限制在两个界限之间',
  'Lower bound': '下限',
  'Smaller numbers become this one.': '更小的数变为此值。',
  'Upper bound': '上限',
  'Larger numbers become this one.': '更大的数变为此值。',
  'Cuts numbers off at {lower} and {upper}. The gradient passes where nothing was cut, and is 0 elsewhere.':
    '把数截断到 {lower} 与 {upper} 之间。没有被截断处梯度通过，其他处为 0。',
  Power: '幂',
  'each number to a constant power': '每个数的常数次幂',
  Exponent: '指数',
  '2 squares, 0.5 takes the root, -1 the reciprocal. Below 0 the result at 0 is infinite: keep the input away from 0.':
    '2 为平方，0.5 为平方根，-1 为倒数。指数小于 0 时，0 处的结果是无穷大：输入应远离 0。',
  'Negative input': '负输入',
  'Only whole exponents have a power of a negative number. Otherwise “keep the sign” gives −|x|ᵖ, “0” gives 0, and “NaN” not a number, as torch.pow does.':
    '只有整数指数才有负数的幂。否则“保留符号”得到 −|x|ᵖ，“0”得到 0，“NaN”得到非数，与 torch.pow 相同。',
  'keep the sign': '保留符号',
  'Raises each number to the power {exponent}. A negative number has such a power where the exponent is whole; for other exponents the sign is kept, −|x|ᵖ, unless you choose otherwise.':
    '求每个数的 {exponent} 次幂。指数为整数时负数也有幂；对其他指数，除非另作选择，否则保留符号：−|x|ᵖ。',
};
