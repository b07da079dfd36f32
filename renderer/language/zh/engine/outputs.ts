/** Texts of inputs and outputs. */
export const outputTexts: Readonly<Record<string, string>> = {
  'Input data': '输入数据',
  'samples of a dataset': '数据集的样本',
  Dataset: '数据集',
  'Where the samples come from.': '样本来自哪里。',
  Field: '字段',
  'Which part of each sample enters here.': '每个样本的哪一部分从这里进入。',
  'Feeds the field “{field}” of dataset “{dataset}”, a mini-batch of samples at a time. Of one large graph all nodes and edges enter at once.':
    '送入数据集“{dataset}”的字段“{field}”，每次一个小批量的样本。若数据是一张大图，则所有节点和边一次全部送入。',
  'Output, loss and metrics': '输出、损失和指标',
  'compares with the target': '与目标比较',
  Target: '目标',
  'The field of the dataset that the network should predict.': '网络要预测的数据集字段。',
  Loss: '损失',
  'What training makes small.': '训练使之变小的量。',
  Metrics: '指标',
  'What is measured beside the loss.': '损失之外还要测量什么。',
  'Class axis': '类别轴',
  'Where a prediction for many places has the scores of the classes: before the places, as the channels of an image, or after them, as the features of a sequence’s steps.':
    '对多个位置的预测，类别得分在哪里：在位置之前（如图像的通道），或在位置之后（如序列各步的特征）。',
  'where it fits': '自动适应',
  'first: N×K×…': '最前：N×K×…',
  'last: N×…×K': '最后：N×…×K',
  Weight: '权重',
  'Factor of this loss where a network has several outputs.': '网络有多个输出时，这一损失的系数。',
  'Compares the prediction with the target “{target}”. Training lowers this loss.': '把预测与目标“{target}”比较。训练使这一损失减小。',
};
