/** Texts of readers of one’s own data. */
export const importerTexts: Readonly<Record<string, string>> = {
  'CSV or TSV': 'CSV 或 TSV',
  'A table with one row a line and commas, semicolons, tabs or bars between values; quotes as in RFC 4180.':
    '每行一条记录的表，值之间用逗号、分号、制表符或竖线分隔；引号遵循 RFC 4180。',
  'JSON lines': 'JSON 行',
  'One JSON object a line (.jsonl, .ndjson), or one array of objects (.json, up to 256 MiB). Objects within objects become columns named "outer.inner".':
    '每行一个 JSON 对象（.jsonl、.ndjson），或一个对象数组（.json，至多 256 MiB）。对象中的对象成为名为“outer.inner”的列。',
  'A typed table. Columns of structures become columns named "outer.inner"; lists and bytes, such as pictures, stay what they are.':
    '带类型的表。结构的列成为名为“outer.inner”的列；列表和字节（例如图片）保持原样。',
  'Text, one sample a line or paragraph': '文本，每行或每段一个样本',
  'Each line that isn’t blank is a sample, or each paragraph of a book; where every line is a short label, a tab and a text, the label is a column.':
    '每个非空行是一个样本，或书中的每段是一个样本；每行都是“短标签、制表符、文本”时，标签成为一列。',
  'Word vectors': '词向量',
  'Each line is a word and the numbers of its vector, between spaces (GloVe), tabs or commas; a first line with the number of words and of numbers (word2vec, fastText) or with names of columns is passed over.':
    '每行一个词及其向量的各个数，用空格（GloVe）、制表符或逗号分隔；写有词数和维数（word2vec、fastText）或列名的首行会跳过。',
  'NumPy array': 'NumPy 数组',
  'One array of numbers, booleans or fixed-width text as numpy.save writes it. Arrays of objects are not read: they are programs.':
    'numpy.save 写出的一个数组：数、布尔值或定长文本。不读取对象数组：它们是程序。',
  'NumPy arrays': 'NumPy 多个数组',
  'Several arrays by name as numpy.savez and numpy.savez_compressed write them.':
    'numpy.savez 和 numpy.savez_compressed 写出的多个具名数组。',
  'One array, as MNIST and its relatives come: train-images-idx3-ubyte.gz. Import their folder to have pictures and labels together.':
    '一个数组，格式与 MNIST 等数据集相同：train-images-idx3-ubyte.gz。导入整个文件夹可同时得到图片和标签。',
  'CIFAR binary': 'CIFAR 二进制',
  'A batch of CIFAR-10 or CIFAR-100 in the binary version: 32×32 colour pictures with their labels. Import the folder to have all batches.':
    '二进制版 CIFAR-10 或 CIFAR-100 的一个批次：32×32 彩色图片及其标签。导入整个文件夹可得到所有批次。',
  'Edge list': '边列表',
  'Two nodes a line with blanks, tabs or commas between them, and a weight behind them where there is one; lines with # or % are comments.':
    '每行两个节点，用空格、制表符或逗号分隔，其后可有权重；以 # 或 % 开头的行是注释。',
  'Folders of pictures': '图片文件夹',
  'A folder for each class with its pictures in it, with or without folders train, validation and test around them.':
    '每个类别一个文件夹，内含该类别的图片；外面可以有 train、validation、test 文件夹。',
  'Pictures with masks': '图片与掩码',
  'Folders "images" and "masks" with files of equal names, or "name.png" beside "name_mask.png"; folders train, validation and test may lie around or inside.':
    '文件夹“images”和“masks”中的同名文件，或“name.png”旁边的“name_mask.png”；train、validation、test 文件夹可在外层或内层。',
  'MNIST files': 'MNIST 文件',
  'A folder with train-images-idx3-ubyte, train-labels-idx1-ubyte and the t10k pair, plain or .gz.':
    '含 train-images-idx3-ubyte、train-labels-idx1-ubyte 以及 t10k 一对文件的文件夹，可为 .gz。',
  'CIFAR files': 'CIFAR 文件',
  'A folder with data_batch_1.bin to data_batch_5.bin and test_batch.bin (CIFAR-10), or train.bin and test.bin (CIFAR-100).':
    '含 data_batch_1.bin 到 data_batch_5.bin 和 test_batch.bin（CIFAR-10），或 train.bin 和 test.bin（CIFAR-100）的文件夹。',
  'Edges and nodes': '边与节点',
  'A folder with a table of edges (edges.csv) and a table of nodes (nodes.csv) with features and classes.':
    '含边表（edges.csv）和带特征与类别的节点表（nodes.csv）的文件夹。',
  'Planetoid citation graph': 'Planetoid 引文图',
  'The eight files ind.NAME.x to ind.NAME.test.index of Cora, Citeseer or Pubmed. Their pickles are read as data; nothing in them is run.':
    'Cora、Citeseer 或 Pubmed 的 ind.NAME.x 到 ind.NAME.test.index 八个文件。其中的 pickle 只作为数据读取，不会运行任何内容。',
};
