/** What readers of files say of files that they can't read, and of what they guessed. */
export const importerMessages: Readonly<Record<string, string>> = {
  '{0} bytes were expected, the file ends at byte {1}. Get it again, it is cut short.':
    '应有 {0} 字节，文件到第 {1} 字节就结束了。文件不完整，请重新获取。',
  'records of 3,073 bytes (CIFAR-10) or 3,074 (CIFAR-100) that begin with a label were expected, it has {0} bytes.':
    '应由以标签开头的 3,073 字节（CIFAR-10）或 3,074 字节（CIFAR-100）的记录组成，实为 {0} 字节。',
  'a label below {0} was expected, came {1}. The file is damaged: get it again.': '标签应小于 {0}，实为 {1}。文件已损坏，请重新获取。',
  'batches of CIFAR-10 and of CIFAR-100 lie side by side. Import one of them.':
    'CIFAR-10 与 CIFAR-100 的文件放在了一起。请只导入其中一种。',
  'column {0}': '第 {0} 列',
  'each column needs a name of its own, "{0}" stands at column {1} and at column {2}. Rename one, or have equal names numbered.':
    '每列需要不同的名称，而“{=0}”同时是第 {1} 列和第 {2} 列。请重命名其中一列，或让相同的名称自动编号。',
  'Is the separator right? Numbers in such an amount are better kept as .npy.': '分隔符是否正确？如此多的数更适合存为 .npy。',
  'at most {0} columns are read, this row has {1}. {2}': '最多读取 {0} 列，这一行有 {1} 列。{2}',
  'the bytes are no text in {0}. Choose the encoding that the file was saved in, or save it as UTF-8.':
    '内容不是 {0} 编码的文本。请选择文件保存时的编码，或将它存为 UTF-8。',
  'at most {0} characters are read as one line, this one is longer. Is it the right kind of file?':
    '一行最多读取 {0} 个字符，这一行更长。文件类型是否正确？',
  'a quote that begins a value in this row is never closed. Close it, or double it if it is part of the text.':
    '这一行有一个值的引号没有闭合。请补上引号；若它是文本的一部分，请写成两个。',
  'a separator or the end of the line was expected behind a closing quote, more text came. Double quotes that are part of a text.':
    '右引号之后应为分隔符或行尾，却还有文本。文本中的引号请写成两个。',
  'A quote is probably never closed': '可能有引号没有闭合',
  'It is probably no table with one row a line': '它可能不是每行一条记录的表格',
  'a row goes on for more than {0} characters. {1}.': '有一行超过 {0} 个字符。{1}。',
  'The first row was taken for values, not for names of columns.': '第一行被当作数据，而非列名。',
  'a table was expected, the file holds empty lines only.': '应为表格，但文件中只有空行。',
  '{0} values instead of {1}': '{0} 个值，而非 {1} 个',
  'skip such rows or fill short ones': '跳过这样的行或补齐较短的行',
  'skip such rows': '跳过这样的行',
  'the row has {0}. Mend it, choose another separator, or {1}.': '这一行有 {0}。请修正、选择其他分隔符，或{1}。',
  'a table was expected.': '应为表格。',
  '{0} values were expected, as in the lines before; came {1}.': '与前面各行一样应有 {0} 个值，实为 {1}。',
  '{0} failed ({1}). The file is damaged or cut short: get it again.': '{0}失败（{1}）。文件已损坏或不完整，请重新获取。',
  'a table of nodes was expected.': '应为节点表。',
  'one table with "{0}" in its name was expected, came {1}.': '应有一个名称含“{=0}”的表格，实为 {1}。',
  'a column with the beginning and one with the end of each edge were expected, it has one column.':
    '应有边的起点和终点两列，实际只有一列。',
  'each node needs a value in "{0}", this one has none.': '每个节点在“{=0}”中都应有值，这个没有。',
  'each node comes once, "{0}" comes a second time.': '每个节点只能出现一次，“{=0}”重复出现。',
  'both ends of an edge were expected, one is missing.': '边应有两个端点，缺少一个。',
  'the edge leads to "{0}", which {1} doesn\'t hold. Add the node or remove the edge.':
    '这条边通向“{=0}”，而 {=1} 中没有它。请添加该节点或移除这条边。',
  'graphs of at most {0} edges are read.': '最多读取 {0} 条边的图。',
  'graphs of at most {0} nodes are read.': '最多读取 {0} 个节点的图。',
  'a number was expected as the weight of an edge, came {0}.': '边的权重应为数字，实为 {=0}。',
  'one file of pictures and one of labels were expected for {0}, there are more. Import one family at a time.':
    '{0}应有一个图片文件和一个标签文件，实际更多。请每次只导入一组。',
  "as many labels as pictures were expected for {0}, there are {1} and {2}. One of the files is missing or another set's.":
    '{0}的标签数应与图片数相同，实为 {1} 与 {2}。可能缺少某个文件，或混入了另一组的文件。',
  'an IDX file begins with two zeros and the type of its values (8, 9, 11 to 14). Is it another kind of file?':
    'IDX 文件以两个零和数值类型（8、9、11 到 14）开头。是否为其他类型的文件？',
  '1 to {0} dimensions were expected, its header claims {1}.': '应为 1 到 {0} 维，文件头中为 {1} 维。',
  'it ends within its header. It is cut short: get it again.': '文件在文件头处就结束了。文件不完整，请重新获取。',
  '1 file is no picture and is left out.': '1 个文件不是图片，已略去。',
  '{0} files are no pictures and are left out.': '{0} 个文件不是图片，已略去。',
  'All pictures are in one folder, "{0}": there is one class only.': '所有图片都在文件夹“{=0}”中：只有一个类别。',
  'there are no pictures in it': '其中没有图片',
  '"{0}" and {1} more lie outside of such folders': '“{=0}”及另外 {1} 个不在这样的文件夹中',
  '"{0}" lie outside of such folders': '“{=0}”不在这样的文件夹中',
  'a folder for each class with its pictures was expected, {0}. Sort the pictures into folders.':
    '应为每个类别一个图片文件夹，但{0}。请将图片分类放入文件夹。',
  'two masks belong to one picture, "{0}" is the second. Remove one.': '一张图片有两个掩码，“{=0}”是第二个。请移除一个。',
  'pictures and masks were expected, there are none.': '应有图片和掩码，但没有找到。',
  '"{0}" has no mask ({1} such)': '“{=0}”没有掩码（共 {1} 个）',
  'the mask "{0}" has no picture ({1} such)': '掩码“{=0}”没有图片（共 {1} 个）',
  'a mask of the same name was expected for each picture, {0}. Add what is missing or remove the rest.':
    '每张图片应有同名的掩码，但{0}。请补上缺少的，或移除多余的。',
  'pictures of at most {0} pixels are read, its header claims {1}×{2}. Make it smaller, or get it again if that isn’t true.':
    '最多读取 {0} 像素的图片，文件头中为 {1}×{2}。请缩小图片；若与实际不符，请重新获取。',
  'a picture was expected, the file is empty.': '应为图片，但文件为空。',
  'pictures of at most 256 MiB are read, this file is larger.': '最多读取 256 MiB 的图片，此文件更大。',
  'its checksum is not that of its content. The file is damaged: get it again.': '校验和与内容不符。文件已损坏，请重新获取。',
  'packed data was expected, the file is empty.': '应为压缩数据，但文件为空。',
  'unpacking near byte {0}': '在第 {0} 字节附近解压',
  'it unpacks to {0} bytes': '解压后为 {0} 字节',
  'it unpacks to more': '解压后更多',
  '{0} bytes were expected, {1}. The file is damaged: get it again.': '应有 {0} 字节，{1}。文件已损坏，请重新获取。',
  'JSON objects were expected, the file is blank.': '应为 JSON 对象，但文件是空白的。',
  'a JSON array of at most 256 MiB is read. Write it as JSON lines, one object a line.':
    '最多读取 256 MiB 的 JSON 数组。请写成 JSON Lines，每行一个对象。',
  'an array of objects was expected.': '应为对象数组。',
  'JSON was expected ({0}). Mend it, or get the file again if it is cut short.': '应为 JSON（{=0}）。请修正；若文件不完整，请重新获取。',
  'an object with named values was expected, as in {"text": "…", "label": 1}.': '应为带名称的值组成的对象，如 {"text": "…", "label": 1}。',
  'objects with named values were expected, there are none.': '应为带名称的值组成的对象，但没有找到。',
  'the value "{0}" comes up for the first time, far from the beginning. List the columns to read.':
    '值“{=0}”在离开头很远处才首次出现。请列出要读取的列。',
  'version 1, 2 or 3 of the format was expected, came {0}.': '格式版本应为 1、2 或 3，实为 {0}。',
  'its header claims {0} bytes, more than there are or a header has. It is damaged.':
    '文件头声称有 {0} 字节，超出实际或合理范围。文件已损坏。',
  'reading the header': '读取文件头',
  'it is an array of records with named fields. Save each field as an array of its own, or all as CSV.':
    '这是带命名字段的记录数组。请将每个字段单独存为数组，或全部存为 CSV。',
  'Python objects, which only Python can load safely': '只有 Python 才能安全加载的 Python 对象',
  'values of type "{0}"': '类型为“{=0}”的值',
  'it holds {0}. Save numbers, booleans or text: numpy.save(path, array.astype("float32")).':
    '其中是{0}。请保存数字、布尔值或文本：numpy.save(path, array.astype("float32"))。',
  'text in Fortran order is not read. Save numpy.ascontiguousarray(array).':
    '不读取 Fortran 顺序的文本。请保存 numpy.ascontiguousarray(array)。',
  'its text holds characters that don’t exist. It is damaged: get it again.': '文本中有不存在的字符。文件已损坏，请重新获取。',
  'its rows of {0} values lie in Fortran order, far apart. Save numpy.ascontiguousarray(array).':
    '每行 {0} 个值按 Fortran 顺序分散存放。请保存 numpy.ascontiguousarray(array)。',
  'arrays (.npy) were expected in the archive, there are none.': '压缩包中应有数组（.npy），但没有找到。',
  '{0} entries of the archive are no arrays.': '压缩包中有 {0} 项不是数组。',
  'a Parquet file has at least 12 bytes. It is cut short: get it again.': 'Parquet 文件至少有 12 字节。文件不完整，请重新获取。',
  'it is encrypted. Write it without encryption.': '文件已加密。请以不加密方式写出。',
  'a Parquet file begins and ends with PAR1. It is cut short or another kind of file.':
    'Parquet 文件以 PAR1 开头和结尾。文件不完整，或是其他类型的文件。',
  'its footer claims {0} bytes, more than it can have. It is damaged: get it again.':
    '文件尾声称有 {0} 字节，超出可能的范围。文件已损坏，请重新获取。',
  'reading its footer': '读取文件尾',
  'its footer claims {0} rows and groups of {1} together. It is damaged: get it again.':
    '文件尾声称有 {0} 行，而各行组合计 {1} 行。文件已损坏，请重新获取。',
  'reading its rows': '读取各行',
  'the rows of one group are read together, and this one unpacks to more than 2 GiB. Write smaller row groups, or choose fewer columns.':
    '同一行组会一起读取，而此行组解压后超过 2 GiB。请写出更小的行组，或选择更少的列。',
  '{0} values of the column "{1}" were expected, came {2}. It is damaged: get it again.':
    '列“{=1}”应有 {0} 个值，实为 {2}。文件已损坏，请重新获取。',
  'an instruction of arrays, lists or numbers was expected, came another. Export the data as CSV or .npz.':
    '应为数组、列表或数字的指令，却是其他指令。请将数据导出为 CSV 或 .npz。',
  'the end of the data was expected. It is cut short: get it again.': '应为数据结尾。文件不完整，请重新获取。',
  'a value was expected on the stack. It is damaged: get it again.': '栈上应有一个值。文件已损坏，请重新获取。',
  'a mark was expected on the stack. It is damaged: get it again.': '栈上应有一个标记。文件已损坏，请重新获取。',
  'a value that was kept before was expected. It is damaged: get it again.': '应为之前保存过的值。文件已损坏，请重新获取。',
  '{0} more bytes were expected. It is cut short: get it again.': '还应有 {0} 字节。文件不完整，请重新获取。',
  'the end of a line was expected. It is cut short: get it again.': '应为行尾。文件不完整，请重新获取。',
  'a number was expected, came {0}.': '应为数字，实为 {=0}。',
  'the name of a class was expected. It is damaged: get it again.': '应为类名。文件已损坏，请重新获取。',
  'pairs for a dictionary were expected. It is damaged: get it again.': '应为字典的键值对。文件已损坏，请重新获取。',
  'a list was expected. It is damaged: get it again.': '应为列表。文件已损坏，请重新获取。',
  'a matrix was expected, came {0} dimensions.': '应为矩阵，实为 {0} 维。',
  'an array of numbers of numpy was expected. Save the data as .npz.': '应为 numpy 的数值数组。请将数据存为 .npz。',
  'an array of plain numbers in row order was expected, came the type "{0}". Save the data as .npz.':
    '应为按行存放的普通数值数组，实为类型“{=0}”。请将数据存为 .npz。',
  "an array claims the shape {0}, which its {1} bytes don't fill. It is damaged: get it again.":
    '数组声称的形状为 {0}，但只有 {1} 字节。文件已损坏，请重新获取。',
  'its sparse matrix points outside of itself. It is damaged: get it again.': '稀疏矩阵的索引越界。文件已损坏，请重新获取。',
  'matrices of at most {0} values are read, this one claims {1}×{2}.': '最多读取 {0} 个值的矩阵，此矩阵声称为 {1}×{2}。',
  'the eight files of one graph (ind.NAME.x …) were expected, came {0} graphs.': '应为同一张图的八个文件（ind.NAME.x…），实为 {0} 张图。',
  'unlike numbers of {0} nodes from {1} on were expected. The files belong to different graphs.':
    '应为从 {1} 起 {0} 个节点的不同编号。这些文件属于不同的图。',
  'the sizes of the matrices differ. The files belong to different graphs.': '矩阵大小不一致。这些文件属于不同的图。',
  'it names the node {0}, far beyond the others. It is damaged: get it again.': '其中的节点 {0} 远超其他节点。文件已损坏，请重新获取。',
  'Each edge stands in the file once for each of its ends, some more often.': '文件中每条边按两个端点各出现一次，有些更多。',
  'files of at most 256 MiB are read, this one is larger.': '最多读取 256 MiB 的文件，此文件更大。',
  'the number of a node was expected, came {0}.': '应为节点编号，实为 {=0}。',
  'numbers of nodes below {0} were expected in its lists. The files belong to different graphs.':
    '列表中的节点编号应小于 {0}。这些文件属于不同的图。',
  'a list of neighbours was expected for each node. It is another kind of file.': '每个节点应有一个邻居列表。这是其他类型的文件。',
  'data was expected, the file is empty.': '应为数据，但文件为空。',
  'no reader knows it. These are read: {0}.': '无法识别此文件。可读取的有：{0}。',
  'it holds {0}, which leads out of the archive. Unpack it yourself if you trust it, and import the folder.':
    '其中的 {=0} 指向压缩包之外。若信任它，请自行解压后导入文件夹。',
  'it holds no {0}.': '其中没有 {=0}。',
  'a table was expected, the file is empty.': '应为表格，但文件为空。',
  'a table was expected, it unpacks to nothing.': '应为表格，但解压后为空。',
  'there is no column "{0}". It has {1}, ….': '没有列“{=0}”。现有：{=1}…',
  'there is no column "{0}". It has {1}.': '没有列“{=0}”。现有：{=1}。',
  'line {0}': '第 {0} 行',
  'its header claims the shape {0}, which no file can hold. It is damaged: get it again.':
    '文件头声称的形状为 {0}，没有文件能容纳。文件已损坏，请重新获取。',
  'It is cut short or its header lies': '文件不完整，或文件头有误',
  'More follows, so it is damaged or no such file': '后面还有内容，文件已损坏或不是此类文件',
  'its header claims {0} values of {1}, {2} bytes in all; it has {3}. {4}: get it again.':
    '文件头声称有 {0} 个 {1} 值，共 {2} 字节；实为 {3}。{4}：请重新获取。',
  '{0} rows were asked for, it has {1} in all.': '需要 {0} 行，而它总共 {1} 行。',
  'lines of text were expected, the file is blank.': '应为文本行，但文件是空白的。',
  'a paragraph goes on for more than {0} characters. Read lines instead.': '有一段超过 {0} 个字符。请改为按行读取。',
  'a label, a tab and a text were expected, as in the lines before. Mend the line.': '与前面各行一样，应为标签、制表符和文本。请修正该行。',
  'a word and the numbers of its vector were expected on each line.': '每行应为一个词及其向量的数值。',
  'a word and {0} numbers were expected, as in the lines before.': '与前面各行一样，应为一个词和 {0} 个数。',
  'it holds two files of one path. Pack it anew.': '其中有两个路径相同的文件。请重新打包。',
  'the beginning of a file': '文件的开头',
  'archives of at most {0} files are read, it claims {1}.': '最多读取 {0} 个文件的压缩包，此包声称有 {1} 个。',
  'the directory at the end of a zip archive was expected, there is none. It is cut short: get it again.':
    'zip 压缩包末尾应有目录，但没有找到。文件不完整，请重新获取。',
  'the end of the directory': '目录的结尾',
  'an entry of the directory': '目录项',
  'a ZIP64 field': 'ZIP64 字段',
  'it is encrypted. Unpack the archive yourself and import the folder.': '压缩包已加密。请自行解压后导入文件夹。',
  'it is packed by method {0}; stored and deflated files are read. Pack the archive anew.':
    '压缩方式为 {0}；只读取未压缩或 deflate 压缩的文件。请重新打包。',
  "{0} packed bytes can't be {1} bytes. The archive is damaged or made to fill a disk.":
    '{0} 字节的压缩数据不可能解压为 {1} 字节。压缩包已损坏，或是为占满磁盘而制作的。',
  'it lies over what follows. The archive is damaged.': '它与后面的内容重叠。压缩包已损坏。',
  'a size within the archive': '压缩包范围内的大小',
  '{0} was expected. The archive is damaged: get it again.': '应为{0}。压缩包已损坏，请重新获取。',
  // engine/runtime/importers
  'reading the header of the picture': '读取图片头',
  'PNG, JPEG, WebP, GIF or TIFF was expected, came {0}.': '应为 PNG、JPEG、WebP、GIF 或 TIFF，实为 {=0}。',
  'decoding the picture': '解码图片',
  '{0} values a pixel were expected, came {1}. Save it as PNG.': '每像素应有 {0} 个值，实为 {1}。请存为 PNG。',
  'a file was expected, this is none.': '应为文件，但它不是。',
  'the file was cut short while it was read. Import it again.': '文件在读取时被截断。请重新导入。',
  'folders of at most {0} files are read, it holds more.': '最多读取 {0} 个文件的文件夹，其中更多。',
  "it can't be read ({0}). Check that it is there and that you may read it.": '无法读取（{=0}）。请确认它存在且有读取权限。',
};
