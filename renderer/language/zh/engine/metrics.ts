/** Texts of metrics. */
export const metricTexts: Readonly<Record<string, string>> = {
  Accuracy: '准确率',
  'Share of samples (or pixels) whose largest output is the true class.': '最大输出就是真实类别的样本（或像素）所占比例。',
  'Balanced accuracy': '平衡准确率',
  'Mean over classes of the share found: a rare class counts as much as a frequent one, so guessing the frequent one does not pay.':
    '各类别被找出比例的均值：稀有类别与常见类别同样重要，因此一味猜常见类别并不划算。',
  'Classes that are never true are left out.': '不计从未真实出现的类别。',
  'Top-3 accuracy': 'Top-3 准确率',
  'Share of samples whose true class is among the 3 largest outputs. Of equal outputs the first class counts as larger.':
    '真实类别在最大的 3 个输出之中的样本所占比例。输出相等时，靠前的类别视为更大。',
  'Top-5 accuracy': 'Top-5 准确率',
  'Share of samples whose true class is among the 5 largest outputs. Of equal outputs the first class counts as larger.':
    '真实类别在最大的 5 个输出之中的样本所占比例。输出相等时，靠前的类别视为更大。',
  'Precision, macro': '精确率（宏平均）',
  'Of what is called a class, the share that is of it, as the mean over classes, so that a rare class counts as much as a frequent one.':
    '被判为某一类别的样本中确属该类别的比例，对各类别取均值，因此稀有类别与常见类别同样重要。',
  'A class whose fraction has 0 below counts as 0. Classes that are neither true nor predicted anywhere are left out.':
    '分母为 0 的类别按 0 计。既未真实出现、也未被预测的类别不计入。',
  'Precision, micro': '精确率（微平均）',
  'Of what is called a class, the share that is of it, from the counts of all classes together; with one class a sample this is the accuracy.':
    '被判为某一类别的样本中确属该类别的比例，由所有类别的计数合并得出；每个样本只有一个类别时，它就是准确率。',
  'Precision, weighted': '精确率（加权）',
  'Of what is called a class, the share that is of it, as the mean over classes, each weighed by how often it is true.':
    '被判为某一类别的样本中确属该类别的比例，按各类别真实出现的频率加权平均。',
  'A class whose fraction has 0 below counts as 0.': '分母为 0 的类别按 0 计。',
  'Recall, macro': '召回率（宏平均）',
  'Of what is of a class, the share that is called so, as the mean over classes, so that a rare class counts as much as a frequent one.':
    '属于某一类别的样本中被判为该类别的比例，对各类别取均值，因此稀有类别与常见类别同样重要。',
  'Recall, micro': '召回率（微平均）',
  'Of what is of a class, the share that is called so, from the counts of all classes together; with one class a sample this is the accuracy.':
    '属于某一类别的样本中被判为该类别的比例，由所有类别的计数合并得出；每个样本只有一个类别时，它就是准确率。',
  'Recall, weighted': '召回率（加权）',
  'Of what is of a class, the share that is called so, as the mean over classes, each weighed by how often it is true.':
    '属于某一类别的样本中被判为该类别的比例，按各类别真实出现的频率加权平均。',
  'F1, macro': 'F1（宏平均）',
  'Harmonic mean of precision and recall: high only where both are, as the mean over classes, so that a rare class counts as much as a frequent one.':
    '精确率与召回率的调和平均：两者都高才高，对各类别取均值，因此稀有类别与常见类别同样重要。',
  'F1, micro': 'F1（微平均）',
  'Harmonic mean of precision and recall: high only where both are, from the counts of all classes together; with one class a sample this is the accuracy.':
    '精确率与召回率的调和平均：两者都高才高，由所有类别的计数合并得出；每个样本只有一个类别时，它就是准确率。',
  'F1, weighted': 'F1（加权）',
  'Harmonic mean of precision and recall: high only where both are, as the mean over classes, each weighed by how often it is true.':
    '精确率与召回率的调和平均：两者都高才高，按各类别真实出现的频率加权平均。',
  'Matthews correlation': '马修斯相关系数',
  'Correlation between predicted and true classes, from all cells of the confusion matrix: 1 for all right, 0 for chance, also where one class is far more frequent. c counts what is right, t and p how often each class is true and predicted.':
    '预测类别与真实类别的相关系数，由混淆矩阵的所有格得出：全对为 1，随机为 0，即使某一类别远比其他常见也是如此。c 是正确的个数，t 和 p 是每个类别真实出现和被预测的次数。',
  '0 where all samples are of one class, or all are called one class.': '所有样本同属一类，或全被判为一类时为 0。',
  'Cohen’s kappa': 'Cohen κ 系数',
  'How far the accuracy is above what guessing with the same frequencies would reach: 1 for all right, 0 for chance.':
    '准确率比按相同频率随机猜测高出多少：全对为 1，随机为 0。',
  'No value where all samples are of one class and all are called so.': '所有样本同属一类且全被判为该类时没有值。',
  'Log-loss': '对数损失',
  'Mean surprise at the true class: 0 for certain and right, large for certain and wrong. Unlike the training loss it has no class weights, smoothing or penalties. It is computed from the raw scores in double precision, without a bound on p.':
    '对真实类别的平均意外程度：确信且正确为 0，确信却错误则很大。与训练损失不同，它没有类别权重、平滑和惩罚项。由原始得分以双精度计算，不对 p 设界限。',
  'Bits per token': '每词元比特数',
  'How many bits it takes to write down each token that comes next, for one who knows the network’s probabilities: the log-loss divided by ln 2. Where a token is a character, bits per character.':
    '知道网络所给概率时，写下每个后续词元需要多少比特：对数损失除以 ln 2。词元是字符时，就是每字符比特数。',
  'Bits per character': '每字符比特数',
  'Bits that it takes to write down the text, for each of its C characters: it compares networks whatever their tokens are. Ends of texts cost bits and are no characters.':
    '写下文本需要的比特数，平均到其 C 个字符：无论词元是什么，网络之间都可以比较。文本的结尾也占比特，但不算字符。',
  'No value where tokens are words, which leave the spaces out.': '词元是单词时没有值，因为单词不含空格。',
  Perplexity: '困惑度',
  'Among how many equally likely tokens it would be as hard to tell the next one: 1 for one who is certain and right, the size of the vocabulary for one who knows nothing.':
    '判断下一个词元的难度相当于在多少个等可能的词元中选择：确信且正确为 1，一无所知则为词表的大小。',
  'Expected calibration error': '期望校准误差',
  'How far confidence is from being right: predictions are sorted by the probability of the class they name into 15 equal bins, and each bin’s share of right ones is compared with its mean probability. 0 means that of predictions made with 80 % certainty 80 % are right.':
    '把握与正确相差多远：把预测按所判类别的概率分入 15 个等宽的区间，比较每个区间的正确比例与平均概率。0 表示以 80 % 的把握作出的预测中有 80 % 正确。',
  'Classes of which there is no sample, or nothing else, are left out of the mean; with none left, or with more than 16 million scores, it has no value. Training batches do not tell it, since an order of all samples is not a sum over batches.':
    '没有样本、或没有其他样本的类别不计入均值；一个类别也不剩，或得分超过 1600 万个时，没有值。训练批次上不给出，因为全部样本的排序不是各批次之和。',
  'Area under the curve of hits over false alarms: how often a sample of the class gets a larger score than one that is not of it; ½ is chance. With two classes that of the second, with more the mean over each class against the rest.':
    '命中率对误报率曲线下的面积：属于该类别的样本得分高于不属于它的样本的频率；½ 为随机。两个类别时取第二个，更多类别时取每一类对其余的均值。',
  'Classes of which there is no sample are left out of the mean; with none left, or with more than 16 million scores, it has no value. Training batches do not tell it, since an order of all samples is not a sum over batches.':
    '没有样本的类别不计入均值；一个类别也不剩，或得分超过 1600 万个时，没有值。训练批次上不给出，因为全部样本的排序不是各批次之和。',
  'Area under the curve of precision over recall, as average precision: more telling than ROC-AUC where the class is rare; chance is its share. With two classes that of the second, with more the mean over each class against the rest.':
    '精确率对召回率曲线下的面积，即平均精确率：类别稀有时比 ROC-AUC 更能说明问题；随机水平是该类别所占比例。两个类别时取第二个，更多类别时取每一类对其余的均值。',
  'Classes that are neither true nor predicted anywhere are left out.': '既未真实出现、也未被预测的类别不计入。',
  'Intersection over union': '交并比',
  'Overlap of the predicted and the true region of a class (its pixels, or its samples), as a share of both together; mean over classes. Also called Jaccard index.':
    '某一类别的预测区域与真实区域（像素或样本）的重叠，占两者合并的比例；对各类别取均值。也叫 Jaccard 指数。',
  'Twice the overlap of the predicted and the true region of a class, as a share of the sum of both; mean over classes. The same number as F1, macro, under the name that segmentation uses.':
    '某一类别的预测区域与真实区域重叠的两倍，占两者之和的比例；对各类别取均值。与 F1（宏平均）是同一个数，这是分割中的名称。',
  'Mean distance between prediction and target, in the target’s unit.': '预测与目标之间的平均距离，单位与目标相同。',
  'Root mean squared error': '均方根误差',
  'Typical distance between prediction and target, in the target’s unit; large errors weigh more. The root is taken over all values together.':
    '预测与目标之间的典型距离，单位与目标相同；大误差权重更大。对所有值一起开方。',
  'Mean square of the distance between prediction and target, for comparison where the loss is another one.':
    '预测与目标之差的平方的均值，供损失为其他函数时比较。',
  'Share of the target’s variance that the prediction explains: 1 is perfect, 0 no better than always saying the mean, below 0 worse than that. Several outputs count by the variance of their targets, so one that hardly varies (the border of an image, say) counts for little.':
    '目标的方差中由预测解释的比例：1 为完美，0 不比总报均值更好，小于 0 则更差。多个输出按其目标的方差计权，因此几乎不变的输出（例如图像的边缘）影响很小。',
  'Outputs whose target is constant are left out. Where all are: the mean of 1 for each that is predicted exactly and 0 for the others. No value for fewer than two samples.':
    '目标恒定的输出不计入。全部恒定时，预测完全准确的记 1，其他记 0，再取均值。样本少于两个时没有值。',
  'Mean absolute percentage error': '平均绝对百分比误差',
  'Mean distance between prediction and target as a share of the target. Targets at or near 0 make it huge, so it is offered for numbers and vectors that are a target, not for images, signals and what is reconstructed.':
    '预测与目标之间的平均距离占目标的比例。目标为 0 或接近 0 时它会极大，因此只用于目标是数或向量的情况，不用于图像、信号和重建。',
  'ε is 2⁻⁵².': 'ε 为 2⁻⁵²。',
};
