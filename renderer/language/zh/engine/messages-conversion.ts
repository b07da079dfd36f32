/** What the import of own data says: guesses, notes, what can't be taken. */
export const conversionMessages: Readonly<Record<string, string>> = {
  'only "{0}": with one class there is nothing to learn': '只有“{=0}”：只有一个类别就没有可学的',
  '{0} classes': '{0} 个类别',
  '{0}: 2 to {1} classes were expected, came {2}. Choose another target, or predict numbers.':
    '{0}：应有 2 到 {1} 个类别，实为 {2}。请选择其他目标，或预测数值。',
  '{0}: there is no class "{1}" to rename. The classes are {2}.': '{0}：没有可重命名的类别“{=1}”。类别有：{=2}。',
  '{0}: the class "{1}" needs a name that isn\'t empty.': '{0}：类别“{=1}”的名称不能为空。',
  'A graph of at most {0} edges is imported, this one has {1}.': '最多导入 {0} 条边的图，此图有 {1} 条。',
  'The edges are taken as directed: {0} of {1} also lead back.': '边按有向处理：{1} 条中有 {0} 条也有反向边。',
  'The edges are taken as undirected: each joins two nodes in both directions.': '边按无向处理：每条边双向连接两个节点。',
  '{0} repeated edges are left out.': '已略去 {0} 条重复的边。',
  '{0} has {1} nodes, but nothing to predict of them. Import a table of the nodes with their class beside the edges.':
    '{=0} 有 {1} 个节点，但没有可预测的内容。除了边，请再导入一个带类别的节点表。',
  '{0} has no column but the names of the nodes: nothing to predict.': '{=0} 除节点名称外没有其他列：没有可预测的内容。',
  'A column with a class or a number of each node was expected as the target.': '目标应为给出每个节点类别或数值的列。',
  'The node "{0}" has no number in "{1}". Nodes can\'t be left out of a graph: fill it in, or choose another target.':
    '节点“{=0}”在“{=1}”中没有数值。图中的节点不能略去：请补上，或选择其他目标。',
  'The nodes have a class and nothing else to predict, not "{0}".': '节点只有类别可预测，没有“{=0}”。',
  'The classes of the nodes': '节点的类别',
  '{0} nodes have no class: they stay in the graph and are counted with the training nodes, their class is left out.':
    '{0} 个节点没有类别：它们留在图中并计入训练节点，但不使用其类别。',
  'Nothing but its edges is known of the {0} nodes of {1}; that is enough up to {2} nodes. Add columns with numbers or categories to the table of nodes.':
    '{=1} 的 {0} 个节点只有边的信息；节点数不超过 {2} 时才够用。请在节点表中添加数值列或类别列。',
  'No column describes the nodes: each is known by its number.': '没有描述节点的列：每个节点以编号区分。',
  'Nodes of a graph are for classification or regression, not for {0}.': '图的节点可用于分类或回归，不能用于{0}。',
  "{0} nodes are in none of the source's splits: they stay in the graph, their class is left out.":
    '{0} 个节点不在来源的任何划分中：它们留在图中，但不使用其类别。',
  'Pictures with masks are for segmentation, not for {0}.': '带掩码的图片用于分割，不能用于{0}。',
  'The masks of {0}': '{=0} 的掩码',
  '{0} in the masks is no class: such pixels are left out of the loss.': '掩码中的 {0} 不是类别：这些像素不计入损失。',
  'The masks of {0} have more than {1} values or colours, one for each class was expected. Were they saved as JPEG, which blurs them? "{2}" is the last that was read. Save masks as PNG.':
    '{=0} 的掩码有超过 {1} 种值或颜色，而应每个类别一种。是否存成了 JPEG（会使颜色模糊）？最后读取的是“{=2}”。请将掩码存为 PNG。',
  'a mask was expected for each picture, this one has none.': '每张图片都应有掩码，这张没有。',
  'a mask of {0}×{1} pixels was expected, as "{2}" has, it has {3}×{4}. Is it another picture\'s?':
    '掩码应为 {0}×{1} 像素，与“{=2}”一致，实为 {3}×{4}。是否属于另一张图片？',
  '{0} has no rows.': '{=0} 没有任何行。',
  "Columns that the network doesn't read are passed over: {0}.": '已跳过网络不读取的列：{=0}。',
  '{0} lacks the column "{1}" with texts. It has {2}.': '{=0} 缺少文本列“{=1}”。现有：{=2}。',
  '{0} is a table; the network reads {1}, {2} of {3}.': '{=0} 是表格；而网络读取 {=1}，即 {3} 的{2}。',
  '{0} lacks columns that the network was trained on: {1}{2}. It has {3}.': '{=0} 缺少网络训练时用到的列：{=1}{2}。现有：{=3}。',
  'no numbers': '不是数字',
  'unknown to the training': '训练时未出现',
  'Values of "{0}" are {1} and count as missing: {2}.': '“{=0}”中有些值{1}，按缺失处理：{=2}。',
  'Samples of {0} have the shape [{1}]; {2} holds {3}.': '{=0} 的样本形状为 [{1}]；而 {=2} 中是 {3}。',
  '"{0}" is read.': '读取“{=0}”。',
  '{0} has {1} steps; the network reads {2} in a row. Give at least {3} rows.':
    '{=0} 有 {1} 步；而网络连续读取 {2} 步。请至少提供 {3} 行。',
  '{0} has {1} windows of {2} × {3} values. Give it in parts.': '{=0} 有 {1} 个 {2} × {3} 的窗口。请分批提供。',
  'Each {0} steps in a row are one sample: prediction 0 follows step {1}, the last one follows the last step.':
    '每连续 {0} 步为一个样本：预测 0 对应第 {1} 步之后，最后一个预测对应最后一步之后。',
  'The steps are put in the order of "{0}", which falls in the file.': '各步按“{=0}”排序，它在文件中是递减的。',
  ', also {0}{1}': '，还有 {=0}{1}',
  "{0} {1} of {2} pictures can't be read{3}; {4} can. Mend or remove what is broken: nothing was imported.":
    '{0}{2} 张图片中有 {1} 张无法读取{3}，{4} 张可以。请修复或移除损坏的图片：尚未导入任何内容。',
  'An edge of 1 to {0} pixels was expected, came {1}.': '边长应为 1 到 {0} 像素，实为 {1}。',
  '{0}×{1} pixels large': '{0}×{1} 像素',
  'of unlike sizes': '大小不一',
  'Pictures are {0}; they are resized to {1}×{2}. Another size may be chosen.': '图片{0}；将缩放到 {1}×{2}，也可选择其他大小。',
  '{0} picture': '{0} 张图片',
  '{0} pictures': '{0} 张图片',
  '{0} of other proportions: stretched to fit. Crop them before the import where that matters.':
    '{0}宽高比不同，会被拉伸。若有影响，请在导入前裁切。',
  '{0} with transparency: laid on black.': '{0}带透明，已衬以黑色。',
  'Validation samples are among the training samples: each run draws its own from them.':
    '验证样本包含在训练样本中：每次运行自行从中抽取。',
  'Tables, arrays, one folder of pictures or one graph are imported, came {0}.': '可导入表格、数组、一个图片文件夹或一张图，实为 {0}。',
  "the source's own": '来源自带',
  'A share for testing between 0 and 1 was expected, came {0}.': '测试比例应在 0 与 1 之间，实为 {0}。',
  '{0} to {1}': '{0} 到 {1}',
  'by the column "{0}"': '按列“{=0}”',
  'by order, {0}: the last rows are for testing': '按顺序，{0}：最后的行用于测试',
  'drawn from each class, {0}, equal inputs on one side': '按类别抽取，{0}，相同的输入归于同一侧',
  'drawn by the hash of the input, {0}, equal inputs on one side': '按输入的哈希抽取，{0}，相同的输入归于同一侧',
  'The source keeps no samples for testing apart. Choose a share that is drawn for it.': '来源没有单独的测试样本。请选择要抽取的比例。',
  'A division by order needs the number of samples, which is not known here.': '按顺序划分需要知道样本数，而这里未知。',
  'Only samples of classes can be drawn class by class. Choose another division.': '只有带类别的样本才能按类别抽取。请选择其他划分方式。',
  'There is no column "{0}" to put the rows in the order of.': '没有用于排序的列“{=0}”。',
  'Rows are the steps of the series, in the order of the source.': '各行即序列的各步，按来源的顺序。',
  '{0}, {1}: a date or a number was expected in "{2}", came "{3}". Mend it, or choose another column.':
    '{=0}，{1}：“{=2}”中应为日期或数字，实为“{=3}”。请修正，或选择其他列。',
  'Rows are the steps of the series, in the order of the source; "{0}" neither only rises nor only falls. Choose it as the time to put them in its order.':
    '各行即序列的各步，按来源的顺序；“{=0}”并非单调。若要按它排序，请将它选为时间。',
  'Rows are the steps of the series, in the order of the source, in which "{0}" rises.': '各行即序列的各步，按来源的顺序，“{=0}”随之递增。',
  'Rows are the steps of the series, put in the order of "{0}".': '各行即序列的各步，已按“{=0}”排序。',
  'Rows are the steps of the series, put in the order of "{0}", which falls in the source.':
    '各行即序列的各步，已按“{=0}”排序（它在来源中递减）。',
  '{0} steps have the "{1}" of another one. Are several series in one table?': '{0} 步的“{=1}”与其他步相同。表中是否有多个序列？',
  '{0}: rows of at most {1} values are put in order, it has {2}. Sort the file by its time.':
    '{=0}：每行最多 {1} 个值才能排序，实为 {2}。请先按时间给文件排序。',
  'row {0}': '第 {0} 行',
  'A series is forecast, which is regression, not {0}.': '序列用于预测，属于回归，而非{0}。',
  '{0} has no rows. Is its first line all there is?': '{=0} 没有任何行。是否只有第一行？',
  'The {0} of a window is a whole number of steps from 1 on, not {1}.': '窗口的{0}是不小于 1 的整数步，不能是 {1}。',
  'A column of numbers was expected to be forecast, "{0}" holds none. Choose another target.':
    '要预测的应为数值列，而“{=0}”中没有数字。请选择其他目标。',
  'The windows of a series overlap: it is divided by order, the last steps being for testing.':
    '序列的窗口相互重叠，因此按顺序划分：最后的步用于测试。',
  'The files are one series in the order given: windows reach from one into the next.': '各文件按给定顺序组成一个序列：窗口可跨越文件。',
  'Column "{0}" is left out: it is no channel of numbers.': '已略去列“{=0}”：不是数值通道。',
  '{0}, {1}: the steps of a series for testing were expected one after another, others lie between them. Divide it by order.':
    '{=0}，{1}：序列中用于测试的步应当连续，但其间夹有其他步。请按顺序划分。',
  '{0}, {1}: the steps of a series for training were expected one after another, others lie between them. Divide it by order.':
    '{=0}，{1}：序列中用于训练的步应当连续，但其间夹有其他步。请按顺序划分。',
  '{0} missing numbers take the value of the step before.': '{0} 个缺失的数取前一步的值。',
  '{0} steps at the beginning are left out, as numbers are missing there.': '已略去开头 {0} 步，因为其中有缺失的数。',
  'The import was stopped; nothing was kept.': '导入已停止，未保留任何内容。',
  'Masks over pictures were expected for a segmentation, came a table. Choose another task.':
    '分割任务需要图片的掩码，实为表格。请选择其他任务。',
  'Column "{0}" is left out: as asked for.': '已按要求略去列“{=0}”。',
  'Column "{0}" is left out: the texts alone are learnt.': '已略去列“{=0}”：只学习文本。',
  'Column "{0}" is left out: it holds {1}.': '已略去列“{=0}”：其中是{1}。',
  'One column of texts was expected to be gone on with, came {0}. Choose it as the target.':
    '续写需要一个文本列，实为 {0}。请将它选为目标。',
  'No column is left to predict "{0}" from. {1} Say of a column what it is: a number, a category or a text.':
    '没有剩下可用于预测“{=0}”的列。{1}请指明列的类型：数值、类别或文本。',
  'There is no column "{0}". The columns are {1}, ….': '没有列“{=0}”。现有的列：{=1}…',
  'There is no column "{0}". The columns are {1}.': '没有列“{=0}”。现有的列：{=1}。',
  'Column "{0}" is left out: it holds no numbers.': '已略去列“{=0}”：其中没有数字。',
  'Column "{0}" is left out: all its numbers are equal.': '已略去列“{=0}”：所有数都相同。',
  'Column "{0}" is left out: too many unlike values, 2 to {1} were expected of a category.':
    '已略去列“{=0}”：不同的取值过多，类别应有 2 到 {1} 个。',
  'Column "{0}" is left out: {1} unlike values, 2 to {2} were expected of a category.':
    '已略去列“{=0}”：有 {1} 个不同的取值，类别应有 2 到 {2} 个。',
  'Column "{0}" is empty: it holds nothing to predict. Choose another target.': '列“{=0}”为空：没有可预测的内容。请选择其他目标。',
  'Column "{0}" has more than 1,000 unlike values. Choose another target, or predict numbers.':
    '列“{=0}”有超过 1,000 个不同的取值。请选择其他目标，或预测数值。',
  'Column "{0}"': '列“{=0}”',
  'Column "{0}" holds no numbers to predict. Choose another target, or predict classes.':
    '列“{=0}”中没有可预测的数字。请选择其他目标，或预测类别。',
  'lacks "{0}"': '缺少“{=0}”',
  'has "{0}" too': '多出“{=0}”',
  '{0}: the columns of all files must be the same, it {1}.': '{=0}：所有文件的列必须相同，而它{1}。',
  '{0} has {1} columns, at most {2} are taken. Is the separator right? Numbers in such an amount are better kept as .npy.':
    '{=0} 有 {1} 列，最多接受 {2} 列。分隔符是否正确？如此多的数更适合存为 .npy。',
  '{0}, {1}: train, validation or test was expected in "{2}", came "{3}".':
    '{=0}，{1}：“{=2}”中应为 train、validation 或 test，实为“{=3}”。',
  '“{0}” counts on from row to row. If the rows are steps of a series, take windows of them; as samples of their own, neighbours come to stand in training and test.':
    '“{=0}”逐行递增。若各行是序列的步，请取窗口；若作为独立样本，相邻的行会分落在训练和测试两侧。',
  '{0} bytes': '{0} 字节',
  'The first {0} of {1} columns are shown; what is guessed of the others counts as well.':
    '只显示 {1} 列中的前 {0} 列；对其余列的推测同样有效。',
  '{0} cells of the training rows have no value; what is done about them is up to the preprocessing.':
    '训练行中有 {0} 个单元格没有值；如何处理由预处理决定。',
  '{0} rows without "{1}" are left out.': '已略去 {0} 行没有“{=1}”的数据。',
  '{0} rows without a text are left out.': '已略去 {0} 行没有文本的数据。',
  '{0} rows with another number of values than there are columns are left out.': '已略去 {0} 行值的个数与列数不符的数据。',
  '"{0}" holds texts; numbers were expected of an input.': '“{=0}”中是文本；输入应为数字。',
  '"{0}" has the shape [{1}]: its rows hold no values.': '“{=0}”的形状为 [{1}]：各行没有值。',
  '"{0}" has the shape [{1}]: rows of pictures ([height, width], 1 to 4 channels first or last) or of numbers were expected.':
    '“{=0}”的形状为 [{1}]：每行应为图片（[高, 宽]，1 到 4 个通道在前或在后）或数字。',
  '"{0}", row {1}: a number was expected, came {2}. Mend the data or leave the row out.':
    '“{=0}”第 {1} 行：应为数字，实为 {2}。请修正数据或略去该行。',
  'Inputs of one shape were expected, came {0}.': '各输入的形状应相同，实为 {0}。',
  '"{0}" is left out.': '已略去“{=0}”。',
  'an input and a target of as many rows': '行数相同的输入和目标',
  'an input with as many rows as "{0}"': '与“{=0}”行数相同的输入',
  'Expected {0}, came {1}. Import the files together, or choose the target.': '应为{0}，实为 {1}。请一起导入这些文件，或选择目标。',
  '"{0}" has the shape [{1}]: one value a row was expected.': '“{=0}”的形状为 [{1}]：每行应为一个值。',
  '"{0}" holds texts, not numbers. Predict classes, or choose another target.': '“{=0}”中是文本而非数字。请预测类别，或选择其他目标。',
  'Arrays are for classification or regression, not for {0}.': '数组可用于分类或回归，不能用于{0}。',
  'At least two vectors were expected, came {0}.': '至少应有两个向量，实为 {0}。',
  'Word vectors are for regression, or for an Embedding to begin with, not for {0}.':
    '词向量可用于回归，或作为 Embedding 的初始值，不能用于{0}。',
  '{0} vectors of {1} numbers: an Embedding finds the row of a token by its number.':
    '{0} 个 {1} 维向量：Embedding 按词元编号查找对应的行。',
  '{0} words with vectors of {1} numbers: an Embedding can begin with them.': '{0} 个词，各有 {1} 维向量：可作为 Embedding 的初始值。',
};
