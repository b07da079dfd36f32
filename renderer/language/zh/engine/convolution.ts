/** Texts of convolutions. */
export const convolutionTexts: Readonly<Record<string, string>> = {
  '1-D convolution': '一维卷积',
  'slides trained kernels along a sequence': '用可训练的卷积核沿序列滑动',
  'Slides {filters} kernels along the steps of a sequence N×C×T, so that a pattern is found wherever it occurs.':
    '让 {filters} 个卷积核沿序列 N×C×T 的各步滑动，无论一个模式出现在哪里都能找到。',
  'Dilated 1-D convolution': '一维扩张卷积',
  'kernel with gaps: sees further': '卷积核带间隔，看得更远',
  'The cells of the kernel stand {dilation} apart, so that it covers a larger field with as many weights: 3 cells at dilation 2 reach as far as 5. Stacked with growing dilations, the field grows exponentially.':
    '卷积核的元素相隔 {dilation}，以同样多的权重覆盖更大的范围：膨胀为 2 的 3 个元素与 5 个元素看得一样远。逐层增大膨胀时，感受野按指数增长。',
  'Number of kernels, and of output channels.': '卷积核的数量，也是输出通道数。',
  'Kernel size': '卷积核大小',
  'Cells of each kernel along every axis.': '每个卷积核沿各轴的元素数。',
  'Step of the kernel along every axis.': '卷积核沿各轴每次移动的距离。',
  'Add a trained number to each output channel.': '为每个输出通道加上一个可训练的数。',
  'Padding values': '填充值',
  'What stands in the padding: zeros, the mirrored input, its edge repeated, or the input wrapped around.':
    '填充处放什么：零、镜像的输入、重复的边缘，或首尾相接的输入。',
  reflect: '镜像',
  replicate: '重复边缘',
  circular: '循环',
  Dilation: '膨胀',
  'Distance between the kernel’s cells.': '卷积核各元素之间的距离。',
  'Channels are split into this many parts, each with kernels of its own.': '通道分成这么多组，每组有自己的卷积核。',
  '2-D convolution': '二维卷积',
  'slides trained kernels over the image': '用可训练的卷积核在图像上滑动',
  'Slides {filters} kernels over the image. Each output pixel is the weighted sum of its neighbourhood, so the layer learns edges and strokes once and finds them anywhere.':
    '让 {filters} 个卷积核在图像上滑动。每个输出像素是其邻域的加权和，因此这一层只需学一次边缘和笔画，就能在任何位置找到它们。',
  '1×1 convolution': '1×1 卷积',
  'mixes channels, pixel by pixel': '逐像素混合通道',
  'With a kernel of one cell it mixes the channels of each pixel and looks at no neighbours: a Dense layer for every pixel. It changes the number of channels to {filters} at little cost, to narrow a wide layer or to make the shapes of two branches agree.':
    '卷积核只有一个元素，只混合每个像素的通道，不看相邻像素：相当于对每个像素做一次全连接。它以很小的代价把通道数变为 {filters}，可用来收窄较宽的层，或让两个分支的形状一致。',
  'Grouped convolution': '分组卷积',
  'parts of the channels, each with own kernels': '通道分组，各用各的卷积核',
  'The channels are split into {groups} groups, and the kernels of one see the channels of that group alone: {groups} times fewer weights and operations. Nothing passes between groups until a later layer mixes them.':
    '通道分成 {groups} 组，一组的卷积核只看本组的通道：权重和运算量减为 1/{groups}。各组之间没有信息交换，直到后面的层把它们混合。',
  'Dilated convolution': '扩张卷积',
  '3-D convolution': '三维卷积',
  'slides trained kernels through a volume': '用可训练的卷积核在体数据中滑动',
  'Slides {filters} kernels through a volume. Unlike a 2-D convolution over channels, each kernel is shallower than the input and moves along three axes.':
    '让 {filters} 个卷积核在体数据中滑动。与对各通道做的二维卷积不同，每个卷积核的深度小于输入，并沿三个轴移动。',
  'Depthwise 2-D convolution': '二维深度卷积',
  'filters each channel by itself': '每个通道单独滤波',
  Multiplier: '倍数',
  'Kernels for each input channel.': '每个输入通道的卷积核数。',
  'Filters every channel with {multiplier} kernel of its own and mixes none: a fraction of a full convolution’s cost.':
    '每个通道用自己的 {multiplier} 个卷积核滤波，通道之间不混合：代价只是普通卷积的一小部分。',
  'Depthwise separable 2-D convolution': '二维深度可分离卷积',
  'filters channels, then mixes them': '先逐通道滤波，再混合',
  'First filters every channel by itself, then mixes the channels with a 1×1 convolution into {filters}: close to a full convolution at a fraction of its cost.':
    '先对每个通道单独滤波，再用 1×1 卷积把通道混合成 {filters} 个：效果接近普通卷积，代价只是其一小部分。',
  'Spatially separable 2-D convolution': '二维空间可分离卷积',
  'k×1, then 1×k': '先 k×1，再 1×k',
  'Splits each kernel into a column and a row: {filters} filters that cost as much as their height plus width, not height times width.':
    '把每个卷积核拆成一列和一行：{filters} 个滤波器，代价与高加宽成正比，而不是高乘宽。',
  '1-D transposed convolution': '一维转置卷积',
  'grows the input by trained kernels': '用可训练的卷积核放大输入',
  'How far apart the inputs lie in the output: the factor of growth.': '输入各元素在输出中相隔多远，即放大的倍数。',
  'Elements cut off at both ends of every axis, as `padding` of PyTorch.': '各轴两端裁去的元素数，与 PyTorch 的 `padding` 相同。',
  'Output padding': '输出填充',
  'Elements added at the end of every axis; below the stride.': '各轴末端补上的元素数，应小于步幅。',
  'Runs a convolution’s wiring backwards: each input value spreads a kernel over the output, so the result grows by the stride. It does not invert a convolution.':
    '把卷积的连接反过来：每个输入值把一个卷积核铺到输出上，结果按步幅放大。它并不是卷积的逆运算。',
  '2-D transposed convolution': '二维转置卷积',
  '3-D transposed convolution': '三维转置卷积',
};
