/** Texts of norms, dropout and noise. */
export const normalisationTexts: Readonly<Record<string, string>> = {
  Dropout: '随机失活',
  'Batch normalisation': '批归一化',
  'mean 0, variance 1 for each channel': '每个通道均值 0、方差 1',
  'Shifts and scales each channel to mean 0 and variance 1 over the batch, then by two trained numbers. After training it uses the running mean and variance.':
    '把每个通道在批次上平移、缩放到均值 0、方差 1，再用两个可训练的数变换。训练之后使用滑动均值和滑动方差。',
  'Layer normalisation': '层归一化',
  'mean 0, variance 1 of features in each sample': '每个样本的特征均值 0、方差 1',
  'Values that are normalised together: along the last axes, in the whole sample, or the channels at each place.':
    '一起归一化的值：沿末尾各轴、在整个样本中，或每个位置的各通道。',
  'last axes': '末尾各轴',
  'whole sample': '整个样本',
  'How many of the last axes: 1 for the features of a vector or of each step; of an image that is each row of pixels by itself.':
    '取末尾几个轴：1 为向量的特征或每一步的特征；对图像则是各行像素分别处理。',
  'Shifts and scales the values that it takes together to mean 0 and variance 1: over {over}. Over one last axis, that is all features of a vector and the features of each step of a sequence, but a single row of pixels of an image: take the channels or the whole sample there. It looks at no other sample, so it does the same in training and afterwards, for a batch of any size.':
    '把一起处理的值平移、缩放到均值 0、方差 1，范围为{over}。取最后一个轴时，是向量的所有特征、序列每一步的特征，但对图像只是一行像素：图像应取通道或整个样本。它不看其他样本，因此训练时与训练后做法相同，批次大小不限。',
  'LayerNorm over channels': '按通道的层归一化',
  'mean 0, variance 1 of the channels at each pixel': '每个像素的各通道均值 0、方差 1',
  'At each pixel the channels are normalised by themselves, with a scale and a shift for each channel: the norm of ConvNeXt and of transformers on images. It fits images of any size.':
    '每个像素的各通道单独归一化，每个通道有自己的缩放和平移：ConvNeXt 和图像 Transformer 所用的归一化。适用于任意大小的图像。',
  'LayerNorm over the whole sample': '整个样本的层归一化',
  'mean 0, variance 1 of all values of a sample': '样本的所有值均值 0、方差 1',
  'All channels and pixels of a sample have one mean and one variance, as the layer norm was first used on images; each value has a scale and a shift of its own, so the layer is tied to the size of the image.':
    '样本的所有通道和像素共用一个均值和一个方差，这是层归一化最初用于图像的方式；每个值有自己的缩放和平移，因此该层受限于图像的大小。',
  'Group normalisation': '组归一化',
  'mean 0, variance 1 for groups of channels': '每组通道均值 0、方差 1',
  'Shifts and scales {groups} groups of channels of each sample to mean 0 and variance 1. Unlike batch normalisation it works with small batches.':
    '把每个样本的 {groups} 组通道平移、缩放到均值 0、方差 1。与批归一化不同，批次很小时也适用。',
  'Instance normalisation': '实例归一化',
  'mean 0, variance 1 for each channel of each sample': '每个样本的每个通道均值 0、方差 1',
  'Shifts and scales each channel of each sample to mean 0 and variance 1 over its places: it takes out brightness and contrast.':
    '把每个样本的每个通道在各位置上平移、缩放到均值 0、方差 1：去掉亮度和对比度的影响。',
  'RMS normalisation': 'RMS 归一化',
  'root mean square 1 of features in each sample': '每个样本的特征均方根为 1',
  'Multiply the result by trained numbers.': '把结果乘以可训练的数。',
  'Divides the values that it takes together by their root mean square: over {over}. Over one last axis, that is all features of a vector and the features of each step of a sequence, but a single row of pixels of an image: take the channels or the whole sample there. Layer normalisation without its mean: cheaper, and usual in large language models.':
    '把一起处理的值除以它们的均方根，范围为{over}。取最后一个轴时，是向量的所有特征、序列每一步的特征，但对图像只是一行像素：图像应取通道或整个样本。相当于不减均值的层归一化：更便宜，常用于大语言模型。',
  'silences random units while training': '训练时随机让单元静默',
  'Share of values set to 0 at each step.': '每一步置 0 的值所占比例。',
  'Sets a share of {rate} of the values to 0 at each training step and scales the rest up, so that no unit relies on one other. It does nothing afterwards.':
    '每个训练步把 {rate} 的值置 0，并放大其余的值，使单元不会依赖某一个其他单元。训练之后不起作用。',
  'Spatial dropout': '空间随机失活',
  'silences random channels while training': '训练时随机让通道静默',
  'Share of channels set to 0 at each step.': '每一步置 0 的通道所占比例。',
  'Sets a share of {rate} of the channels to 0 at each training step and scales the rest up. Neighbouring pixels say nearly the same, so dropping single ones would hide little. It does nothing afterwards.':
    '每个训练步把 {rate} 的通道置 0，并放大其余的通道。相邻像素的内容几乎相同，只丢弃单个像素遮不住什么。训练之后不起作用。',
  'Alpha dropout': 'Alpha 随机失活',
  'dropout that keeps mean and variance, for SELU': '保持均值和方差，配合 SELU',
  'Share of values set to what SELU gives far below 0, at each step.': '每一步设为 SELU 远低于 0 时的值的比例。',
  'Sets a share of {rate} of the values to the least that SELU gives, then shifts and scales all so that mean 0 and variance 1 stay. Plain dropout would break what SELU keeps. It does nothing after training.':
    '每个训练步把 {rate} 的值设为 SELU 的最小值，再整体平移、缩放，以保持均值 0、方差 1。普通的随机失活会破坏 SELU 所保持的分布。训练之后不起作用。',
  'adds random noise while training': '训练时加入随机噪声',
  'Deviation σ': '标准差 σ',
  'Standard deviation of the noise.': '噪声的标准差。',
  'Adds noise of deviation {stddev} to each value at each training step, so that the network cannot rely on the exact numbers. It does nothing afterwards.':
    '每个训练步给每个值加上标准差为 {stddev} 的噪声，使网络不能依赖精确的数值。训练之后不起作用。',
  'Stochastic depth': '随机深度',
  'skips a residual branch at random while training': '训练时随机跳过残差分支',
  'How often the branch is skipped.': '跳过分支的概率。',
  'Drawn for': '抽取单位',
  'Each sample skips the branch on its own, or the whole batch does.': '每个样本各自决定是否跳过，或整个批次一起跳过。',
  'each sample': '每个样本',
  'the batch': '整个批次',
  'Stands at the end of a residual branch, before Add. With a chance of {rate} it silences the branch, so that only the shortcut is left and the network is shallower for that step. It does nothing afterwards.':
    '放在残差分支的末端、“相加”之前。以 {rate} 的概率让分支静默，只剩捷径，网络在这一步就更浅。训练之后不起作用。',
};
