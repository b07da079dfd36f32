/** Texts of augmentations. */
export const augmentationTexts: Readonly<Record<string, string>> = {
  'Horizontal flip': '水平翻转',
  'Mirrors an image left to right. Not for data in which left and right mean something, such as digits or letters.':
    '左右镜像图像。不适用于左右有别的数据，例如数字或字母。',
  Probability: '概率',
  'Share of the samples that are mirrored.': '被镜像的样本所占比例。',
  'Vertical flip': '垂直翻转',
  'Mirrors an image top to bottom. For data without an up and down: pictures from above or through a microscope.':
    '上下镜像图像。适用于不分上下的数据：俯拍或显微镜下的图像。',
  Shift: '平移',
  'Moves an image by whole pixels, each distance up to the largest equally likely; what comes in from outside is 0. This is the same as padding it with zeros and cutting out its size at random.':
    '按整像素移动图像，最大距离以内的各种距离等可能；外面移入的部分为 0。相当于补零后随机裁出原来的大小。',
  Rows: '行',
  'Largest distance up or down, in pixels.': '向上或向下的最大距离，以像素计。',
  'Largest distance left or right, in pixels.': '向左或向右的最大距离，以像素计。',
  Rotation: '旋转',
  'Turns an image about its centre, each angle up to the largest equally likely either way; values between pixels are interpolated, what comes in from outside is 0. A volume turns about its axis of depth.':
    '绕图像中心旋转，最大角度以内的两个方向的各种角度等可能；像素之间的值用插值，外面移入的部分为 0。体数据绕深度轴旋转。',
  Degrees: '角度',
  'Largest angle.': '最大角度。',
  Zoom: '随机缩放',
  'Makes an image larger or smaller about its centre, each factor between the two equally likely; values between pixels are interpolated, what comes in from outside is 0. It stays as large as it was: what grows beyond the border is cut off.':
    '以图像中心为准放大或缩小，两个倍数之间等可能；像素之间的值用插值，外面移入的部分为 0。图像大小不变：超出边缘的部分被切去。',
  Smallest: '最小',
  'Factor; below 1 makes smaller.': '倍数；小于 1 为缩小。',
  Largest: '最大',
  'Factor; above 1 makes larger.': '倍数；大于 1 为放大。',
  'Random crop': '随机裁剪',
  'Cuts a random rectangle out of an image and enlarges it to the whole size, values between pixels being interpolated: the network sees parts of things at several sizes. Nothing comes in from outside; to move an image by a few pixels, use Shift.':
    '从图像中随机裁出一个矩形，放大到原来的大小，像素之间的值用插值：网络看到大小不同的局部。外面不会移入任何内容；要把图像移动几个像素，用“平移”。',
  'Smallest area': '最小面积',
  'Share of the image; each share from it to 1 is equally likely.': '占图像的比例；从它到 1 的各种比例等可能。',
  Stretching: '拉伸',
  'At most so many times wider than high, or higher than wide, as compared with the image.':
    '与图像相比，宽至多是高的多少倍，或高至多是宽的多少倍。',
  Brightness: '亮度',
  'Adds one random number to all values of an image, each up to the largest equally likely either way: brighter or darker.':
    '给图像的所有值加上同一个随机数，两个方向上最大值以内等可能：变亮或变暗。',
  'Largest change': '最大变化',
  'In the units of the values as they are fed: 0.2 of images fed from 0 to 1.': '以送入的值为单位：图像以 0 到 1 送入时，例如 0.2。',
  'Clip to 0 … 1': '截断到 0 … 1',
  'Cuts values off at 0 and 1, as a camera does; for images that are fed in this range, not for standardised ones. Off, values may leave it.':
    '像相机一样把值截断到 0 和 1 之间；适用于以此范围送入的图像，不适用于标准化的图像。关闭时，值可以超出。',
  Contrast: '对比度',
  'Multiplies what the values of each channel of an image deviate from their mean by one random factor; the mean stays. Above 1 the image gets harsher, below 1 paler.':
    '把图像每个通道的值与其均值的偏差乘以一个随机系数；均值不变。大于 1 时图像更强烈，小于 1 时更淡。',
  Strength: '强度',
  'Factors from 1 − strength to 1 + strength are equally likely.': '从 1 − 强度到 1 + 强度的系数等可能。',
  Cutout: '随机遮挡',
  'Sets a square around a random pixel to 0 in all channels, cut off at the border: the network learns not to rely on one part of the image.':
    '把随机像素周围的方块在所有通道中置 0，超出边缘的部分略去：网络学会不依赖图像的某一部分。',
  Size: '大小',
  'Side of the square, in pixels.': '方块的边长，以像素计。',
  'Gaussian noise': '高斯噪声',
  'Adds normal noise to every value: an image, a signal or a vector. With the input as target too, the network learns to take noise away.':
    '给每个值加上正态噪声：图像、信号或向量。输入同时作为目标时，网络学会去除噪声。',
  'Standard deviation': '标准差',
  'In the units of the values as they are fed, after preprocessing; with “relative”, as a multiple of what the values deviate themselves.':
    '以预处理后送入的值为单位；选“相对”时，为值自身标准差的倍数。',
  'Measures the noise by the standard deviation of the sample, each channel by its own: loud signals get more of it.':
    '以样本的标准差衡量噪声，每个通道各自计算：强的信号得到更多噪声。',
  'Mixes each sample of a batch with another one, λ · x + (1 − λ) · x′, and the losses against the targets of both alike: λ · L(ŷ, y) + (1 − λ) · L(ŷ, y′). λ is drawn anew for each batch from Beta(α, α). Training metrics are taken against y alone, so that they look worse than they are; validation mixes nothing.':
    '把批次中每个样本与另一个样本混合：λ · x + (1 − λ) · x′，两者目标的损失也同样混合：λ · L(ŷ, y) + (1 − λ) · L(ŷ, y′)。λ 对每个批次从 Beta(α, α) 重新抽取。训练指标只对 y 计算，因此看上去比实际差；验证时不混合。',
  'Small values keep samples nearly whole, 1 makes each share equally likely, large ones mix half and half; 0 mixes nothing.':
    '值小时样本几乎保持原样，1 时各种比例等可能，值大时各占一半；0 不混合。',
  'Time warp': '时间扭曲',
  'Runs a signal faster here and slower there, smoothly and in all channels alike, from the same start to the same end; values between steps are interpolated.':
    '让信号这里快一些、那里慢一些，变化平滑且所有通道一致，起点和终点不变；各步之间的值用插值。',
  'Speeds from 1 − strength to 1 + strength are equally likely.': '从 1 − 强度到 1 + 强度的速度等可能。',
  Speeds: '速度数',
  'Random speeds, evenly spread over the signal; between them it changes evenly.': '均匀分布在信号上的随机速度；它们之间均匀变化。',
  'Time shift': '时间平移',
  'Moves a signal by whole steps, earlier or later, each distance up to the largest equally likely and in all channels alike. What comes in is 0, or what left at the other end.':
    '按整步把信号提前或推后，最大距离以内的各种距离等可能，所有通道一致。移入的部分为 0，或为另一端移出的部分。',
  'Largest distance.': '最大距离。',
  Circular: '首尾相接',
  'What leaves at one end comes in at the other; for signals that repeat.': '一端移出的部分从另一端移入；适用于重复的信号。',
  'Time masking': '时间遮挡',
  'Sets one random stretch of a signal to 0 in all channels; each length up to the longest is equally likely.':
    '把信号的一段随机区间在所有通道中置 0；不超过最长长度的各种长度等可能。',
  Longest: '最长',
  'Steps of the stretch at most.': '区间至多多少步。',
  'Channel dropout': '通道随机失活',
  'Sets whole channels of a signal or an image to 0 at random, never all of them: the network learns to do without a sensor or a colour. It changes nothing where there is one channel.':
    '随机把信号或图像的整个通道置 0，但不会全部置 0：网络学会在缺少某个传感器或颜色时工作。只有一个通道时不作改变。',
  'Of each channel to be set to 0.': '每个通道被置 0 的概率。',
  'Token dropout': '词元随机失活',
  'Replaces tokens of a text by the unknown one at random: the network learns to read on where it does not know a word. Padding stays.':
    '随机把文本的词元换成未知词元：网络学会遇到不认识的词时继续读下去。填充不变。',
  'Of each token to be replaced.': '每个词元被替换的概率。',
};
