/** Texts of losses. */
export const lossTexts: Readonly<Record<string, string>> = {
  'Cross-entropy': '交叉熵',
  'Compares the softmax of the outputs with the true class: the surer of the right class, the smaller. It takes raw scores (logits), so no Softmax layer goes before it. Where the target has a class for each place, n runs over samples and places. Without weights w and smoothing ε it is the mean of −ln of the true class’s probability.':
    '把输出的 softmax 与真实类别比较：对正确的类别越有把握，损失越小。它接受原始得分（logits），因此前面不要放 Softmax 层。目标在每个位置都有类别时，n 遍历样本和位置。没有权重 w 和平滑 ε 时，它是真实类别概率的 −ln 的均值。',
  'Mean squared error': '均方误差',
  'Mean square of the distance between prediction and target. A few large errors outweigh many small ones. Where the target is a class, each output is compared with 1 for the true class and 0 for the others; it takes outputs as they are, so put Softmax or Sigmoid before it for probabilities. Cross-entropy usually learns classes faster.':
    '预测与目标之差的平方的均值。少数大误差比许多小误差影响更大。目标是类别时，真实类别的输出与 1 比较，其他输出与 0 比较；输出按原样使用，需要概率时在前面放 Softmax 或 Sigmoid。学习类别时，交叉熵通常更快。',
  'Mean absolute error': '平均绝对误差',
  'Mean distance between prediction and target. Its gradient has one size however far off a prediction is, so that outliers don’t take over.':
    '预测与目标之间的平均距离。无论预测偏离多远，梯度大小都相同，因此不会被离群值左右。',
  Huber: 'Huber 损失',
  'Squared error near the target and absolute error from a distance of δ on: smooth at the target, calm about outliers.':
    '接近目标时用平方误差，距离达到 δ 后用绝对误差：在目标附近平滑，对离群值稳健。',
  'Log-cosh': '对数双曲余弦',
  'Half the squared error near the target, the absolute error far from it, without a corner between. Its gradient is tanh(y − t).':
    '接近目标时为平方误差的一半，远离目标时为绝对误差，中间没有折角。其梯度是 tanh(y − t)。',
  'Binary cross-entropy': '二元交叉熵',
  'Compares the sigmoid of each output by itself with a target between 0 and 1: one of two classes with a single output, several labels that may hold at once, or brightness of pixels. It takes raw scores (logits), so no Sigmoid layer goes before it.':
    '把每个输出各自的 sigmoid 与 0 到 1 之间的目标比较：用一个输出区分两个类别、可同时成立的多个标签，或像素的亮度。它接受原始得分（logits），因此前面不要放 Sigmoid 层。',
  Focal: 'Focal 损失',
  'Cross-entropy in which samples that are already right count little, so that rare and hard ones lead. γ = 0 is cross-entropy. It is the mean over samples (and places) also with class weights.':
    '降低已经正确的样本的权重的交叉熵，由稀有和困难的样本主导。γ = 0 即为交叉熵。即使有类别权重，也是对样本（和位置）求均值。',
  'Binary focal': '二元 Focal 损失',
  'Binary cross-entropy in which outputs that are already right count little. One output tells two classes apart, or each output a label that holds or not. α weighs the targets of 1, 1 − α those of 0.':
    '降低已经正确的输出的权重的二元交叉熵。一个输出区分两个类别，或每个输出对应一个成立与否的标签。目标为 1 的权重是 α，为 0 的是 1 − α。',
  Hinge: '合页损失',
  'Asks that the true class’s score is ahead of every other by the margin m, and is content then. The outputs are scores, not probabilities.':
    '要求真实类别的得分比其他每个类别至少高出间隔 m，达到即可。输出是得分，不是概率。',
  'Binary hinge': '二元合页损失',
  'Asks that each output lies at least the margin m on its target’s side of 0, as a support vector machine does. Above 0 means the second class.':
    '要求每个输出落在 0 的目标一侧，且距离至少为间隔 m，与支持向量机相同。大于 0 表示第二个类别。',
  'One minus the overlap of predicted and true regions, for each class alike: a class of few pixels counts as much as the background. n runs over the batch’s samples and places, so larger batches give a steadier loss; that of an epoch is the mean of its batches’.':
    '1 减去预测区域与真实区域的重叠程度，各类别同等对待：像素少的类别与背景一样重要。n 遍历批次的样本和位置，因此批次越大，损失越稳定；一轮的损失是各批次损失的均值。',
  'Binary Dice': '二元 Dice',
  'One minus the overlap of the predicted and the true region, of one channel: what lies outside of both counts for nothing. The sums run over the whole batch.':
    '1 减去单个通道的预测区域与真实区域的重叠程度：两者之外的部分不计入。求和遍历整个批次。',
  'Kullback–Leibler divergence': 'KL 散度',
  'How far the softmax of the outputs is from a target that is a distribution itself: shares that sum to 1, such as another network’s probabilities. It takes raw scores (logits).':
    '输出的 softmax 与目标分布相差多远；目标本身是一个分布，即和为 1 的比例，例如另一个网络的概率。它接受原始得分（logits）。',
  'Cosine distance': '余弦距离',
  'Compares directions and leaves lengths free: 0 for the same direction, 1 at a right angle, 2 for the opposite. A vector of zeros counts as at a right angle.':
    '只比较方向，不看长度：同向为 0，垂直为 1，反向为 2。零向量按垂直计。',
  Triplet: '三元组损失',
  'Places samples so that those of one class lie nearer to each other than to any other class by the margin m: the outputs are points, not classes. “Batch hard” takes for each sample its farthest like and its nearest unlike in the batch, “batch all” every triplet that is not far enough apart. A batch without triplets gives 0, so batches must hold several samples of several classes.':
    '安放样本，使同类样本之间比与任何其他类别的样本至少近出间隔 m：输出是点，不是类别。“批内最难”为每个样本取批次中最远的同类和最近的异类，“批内全部”取所有间隔不足的三元组。没有三元组的批次损失为 0，因此批次须包含多个类别的多个样本。',
};
