/** Texts of datasets and their fields. */
export const datasetTexts: Readonly<Record<string, string>> = {
  'Handwritten digits, 28×28 grey, centred and scaled to one size: 10,000 images of MNIST.':
    '手写数字，28×28 灰度，居中并统一大小：取自 MNIST 的 10,000 张图像。',
  Image: '图像',
  Digit: '数字',
  'stratified by digit, equal images on one side': '按数字分层，相同的图像在同一侧',
  'Clothes and shoes from a shop, 28×28 grey, as large as MNIST and harder: 12,000 images of Fashion-MNIST.':
    '商店里的衣物和鞋，28×28 灰度，规模与 MNIST 相同但更难：取自 Fashion-MNIST 的 12,000 张图像。',
  Article: '商品',
  'stratified by article, from the training and the test part of the original, equal images on one side':
    '按品类分层，取自原有的训练部分和测试部分，相同的图像在同一侧',
  'Emoji as 32×32 colour images, each in three art styles; the class is the group that Unicode puts it in. Faces are easy; an object may look like anything.':
    '32×32 彩色表情符号，每个有三种画风；类别是 Unicode 对它的分组。脸容易辨认；物品则什么样子都有。',
  Group: '组',
  'stratified by group, all drawings of an emoji on one side, equal images left out':
    '按组分层，一个表情符号的所有画法在同一侧，去掉相同的图像',
  'Digits 8×8': '8×8 数字',
  'Handwritten digits as 8×8 grey images: each pixel counts the inked pixels, 0 to 16, in a 4×4 block of the scan.':
    '8×8 灰度手写数字：每个像素是扫描图上 4×4 方块中有墨的像素数，0 到 16。',
  'Palmer penguins': '帕尔默企鹅',
  'Adélie, chinstrap or gentoo? 342 penguins of three islands in the Antarctic, by their beak, flipper, mass and sex. Two of the 344 were never measured and are left out; nine whose sex is not known have 0 in both of its columns.':
    '阿德利企鹅、帽带企鹅还是巴布亚企鹅？南极三个岛上的 342 只企鹅，由喙、鳍肢、体重和性别描述。344 只中有两只从未测量，已去掉；九只性别不明，两个性别列都为 0。',
  Penguin: '企鹅',
  Species: '种',
  'stratified by species, equal rows on one side': '按种分层，相同的行在同一侧',
  Iris: '鸢尾花',
  'Three species of iris by the length and width of their sepals and petals: the 150 flowers of Fisher’s paper of 1936. One species stands apart, the other two touch.':
    '三种鸢尾花，由萼片和花瓣的长与宽描述：Fisher 1936 年论文中的 150 朵花。一种明显分开，另外两种相接。',
  Flower: '花',
  Wine: '葡萄酒',
  'Which of three growers in one region of Italy made a wine? 178 wines by what chemists found in them.':
    '意大利同一地区的三个酿酒商中，是谁酿的酒？178 种葡萄酒，由化学分析的结果描述。',
  Grower: '酿酒商',
  'stratified by grower, equal rows on one side': '按酿酒商分层，相同的行在同一侧',
  'Breast cancer': '乳腺癌',
  'Malignant or benign? 569 tumours by the shape of the cell nuclei in a fine needle’s sample: ten measures, each as the mean over the nuclei, its standard error, and the mean of the three worst. Of a data set of 1995; not for diagnosis.':
    '恶性还是良性？569 个肿瘤，由细针穿刺样本中细胞核的形状描述：十项测量，各取细胞核的均值、标准误差，以及最差三个的均值。数据来自 1995 年；不可用于诊断。',
  Nuclei: '细胞核',
  Diagnosis: '诊断',
  'stratified by diagnosis, equal rows on one side': '按诊断分层，相同的行在同一侧',
  'Auto MPG': '汽车油耗',
  'How far 392 cars of 1970 to 1982 went on a gallon of petrol, and what was known of their engines and bodies.':
    '1970 到 1982 年的 392 款汽车每加仑汽油能行驶多远，以及已知的发动机和车身情况。',
  Car: '汽车',
  'Miles per gallon': '每加仑英里数',
  'drawn by the hash of the row, equal rows on one side': '按行的哈希值抽取，相同的行在同一侧',
  Diabetes: '糖尿病',
  'How far a disease went within a year: 442 people with diabetes by age, sex, body and blood. The score has no unit and is fed a hundredth as large; what its source calls sex is coded 1 and 2 without a key.':
    '一年内病情进展如何：442 名糖尿病人，由年龄、性别、体格和血液指标描述。得分没有单位，送入时缩小为百分之一；来源中的性别编码为 1 和 2，没有说明。',
  Patient: '病人',
  Progression: '病情进展',
  'US births': '美国出生人数',
  'How many children will be born in the United States tomorrow, from the 28 days before? To repeat the number of a week ago errs by 430 on average (root mean square 930); holidays cost most.':
    '由前 28 天预测明天美国会有多少孩子出生。重复一周前的数字，平均误差为 430（均方根 930）；节假日误差最大。',
  Days: '天',
  'Births of the next day': '次日出生人数',
  day: '天',
  'split in time: 2000 to 2012 for training, 2013 and 2014 for testing, no day in both':
    '按时间划分：2000 到 2012 年用于训练，2013 和 2014 年用于测试，没有同属两者的日子',
  'Seattle weather': '西雅图天气',
  'How warm will the next three days be, from the four weeks before? To expect today’s warmth for all three errs by 2.95 °C on average (root mean square 3.83).':
    '由前四周预测接下来三天有多暖。假定三天都与今天一样，平均误差为 2.95 °C（均方根 3.83）。',
  'Warmest of the next three days': '接下来三天的最高气温',
  'split in time: 2012 to 2014 for training, 2015 for testing, no day in both':
    '按时间划分：2012 到 2014 年用于训练，2015 年用于测试，没有同属两者的日子',
  'Public domain': '公有领域',
  Sunspots: '太阳黑子',
  'How many spots will the sun show next year, from the 22 years before, two of its cycles? To repeat this year’s number errs by 25 on average (root mean square 33), that of eleven years ago by 28 (38). The sun was more active in the test years than before.':
    '由前 22 年（两个周期）预测明年太阳有多少黑子。重复今年的数字，平均误差为 25（均方根 33）；重复十一年前的数字为 28（38）。测试年份的太阳比之前更活跃。',
  Years: '年',
  'Sunspot number of the next year': '次年太阳黑子数',
  year: '年',
  'split in time: 1700 to 1929 for training, 1930 to 2008 for testing, no year in both':
    '按时间划分：1700 到 1929 年用于训练，1930 到 2008 年用于测试，没有同属两者的年份',
  'First names': '名字',
  'Is it a woman’s or a man’s name? 8,003 first names of English-speaking countries; the 419 that both bear are left out. To count pairs, triples and quadruples of letters (naive Bayes) is right for 87 % of the test names, the larger class has 57 %.':
    '是女名还是男名？英语国家的 8,003 个名字；男女通用的 419 个已去掉。统计两个、三个、四个连续字母（朴素贝叶斯）在测试名字上的正确率为 87 %，较大的类别占 57 %。',
  Name: '名字',
  'stratified by kind, each name once': '按性别分层，每个名字只出现一次',
  'State of the Union': '国情咨文',
  'From which era is this piece of an American president’s yearly address? 12,000 pieces of up to 256 characters from 233 speeches. To count words (naive Bayes) is right for 76 % of the test pieces, the eras are of one size.':
    '这段美国总统年度咨文出自哪个时代？取自 233 篇演讲的 12,000 个片段，每段至多 256 个字符。统计单词（朴素贝叶斯）在测试片段上的正确率为 76 %，各时代的片段数相同。',
  Snippet: '片段',
  Era: '时代',
  'stratified by era, all speeches of a year on one side, equal snippets left out': '按时代分层，同一年的演讲都在同一侧，去掉相同的片段',
  'Tang poets': '唐代诗人',
  'Bai Juyi, Du Fu or Li Bai (白居易, 杜甫, 李白)? Poems of the three in traditional characters, a couplet a line. To count characters (naive Bayes) is right for 89 % of the test poems, pairs of them as well for 92 %; more than half are Bai Juyi’s.':
    '白居易、杜甫还是李白？三人的诗，繁体字，一联一行。统计单字（朴素贝叶斯）在测试诗上的正确率为 89 %，加上相邻两字为 92 %；白居易的诗占一半以上。',
  Poem: '诗',
  Poet: '诗人',
  'stratified by poet, poems that share a line on one side, equal poems left out': '按诗人分层，有相同诗句的诗在同一侧，去掉相同的诗',
  'MIT; texts in the public domain': 'MIT；文本属公有领域',
  'Human rights in 25 languages': '25 种语言的人权宣言',
  'Which language is this? Clauses of the Universal Declaration of Human Rights in 25 languages, some of them close kin. To count letters (naive Bayes) is right for 90 % of the test clauses, letters, pairs and triples for 99 %.':
    '这是哪种语言？《世界人权宣言》的条款，共 25 种语言，其中一些亲缘很近。统计字母（朴素贝叶斯）在测试条款上的正确率为 90 %，统计一个、两个和三个连续字母为 99 %。',
  Clause: '条款',
  Language: '语言',
  'all clauses of an article, in all languages, on one side, equal clauses left out': '一条的所有条款、所有语言都在同一侧，去掉相同的条款',
  'MIT; text of the United Nations, free to reproduce': 'MIT；联合国文本，可自由复制',
  'Moby-Dick': '白鲸',
  'Herman Melville’s novel of 1851, 135 chapters and the epilogue, 1.2 million characters: learn to write on. To know how often each character occurs costs 4.4 bits a character of the test chapters, to count what follows any five 2.2.':
    '赫尔曼·梅尔维尔 1851 年的小说，135 章和尾声，120 万个字符：学习续写。只知道每个字符的频率，测试章节的代价是每字符 4.4 比特；统计任意五个字符之后是什么，代价为 2.2 比特。',
  Chapter: '章',
  'drawn by the hash of the chapter, chapters stay whole': '按章的哈希值抽取，每章保持完整',
  'Chinese quatrains of the Tang dynasty, four lines of seven characters each, in traditional characters: learn to write on. To know how often each character occurs costs 9.4 bits a character, to know the one before as well 8.1.':
    '唐代七言绝句，每首四句、每句七字，繁体字：学习续写。只知道每个字的频率，代价是每字 9.4 比特；还知道前一个字，则为 8.1 比特。',
  'drawn by the hash of the lines, poems that share a line on one side, equal poems left out':
    '按诗句的哈希值抽取，有相同诗句的诗在同一侧，去掉相同的诗',
  'Karate club': '空手道俱乐部',
  'A club fell out over its instructor and split in two: whom did each of its 34 members follow? The two who led the sides are known, for the others there are only the friendships. To spread the two known labels along the friendships is right for 31 of the other 32.':
    '一个俱乐部因教练起了争执，一分为二：34 名成员各自跟了谁？两派的首领已知，其他人只知道彼此的友谊。把两个已知标签沿友谊传播，其余 32 人中有 31 人判断正确。',
  Member: '成员',
  Club: '俱乐部',
  'the instructor and the administrator for training, all other members for testing': '教练和管理员用于训练，其他成员用于测试',
  'Roget’s thesaurus': '罗热同义词词典',
  'In which of its six classes does Roget’s thesaurus of 1879 put a headword? All that is known of the 1,022 headwords is to which others each refers. To spread the labels of a fifth along the references is right for 68 % of the others, the largest class has 22 %.':
    '1879 年的罗热同义词词典把词条归入六类中的哪一类？关于 1,022 个词条，只知道各自参见哪些词条。把五分之一的标签沿参见关系传播，其余的正确率为 68 %，最大的类别占 22 %。',
  'Headword’s number': '词条编号',
  Headword: '词条',
  Class: '类别',
  'stratified by class, drawn by the hash of the headword’s number': '按类别分层，按词条编号的哈希值抽取',
  'Free to copy; BSD 3-Clause, LGPL': '可自由复制；BSD 3-Clause、LGPL',
  'NCI molecules': 'NCI 分子',
  'Is a molecule polar? 4,999 molecules as graphs of atoms and bonds, with their topological polar surface area, by whose median of 46.4 Å² they are called polar or not. To count atoms of nitrogen and oxygen is right for 87 % of the test molecules; a straight line through the counts of all kinds of atoms errs by 8.6 Å² in the area (root mean square 12.4).':
    '分子是否有极性？4,999 个分子，表示为原子和化学键的图，并附拓扑极性表面积；以其中位数 46.4 Å² 划分有无极性。统计氮和氧原子在测试分子上的正确率为 87 %；对各种原子的计数作直线拟合，面积误差为 8.6 Å²（均方根 12.4）。',
  Atoms: '原子',
  Bonds: '化学键',
  Polarity: '极性',
  'Polar surface area': '极性表面积',
  'stratified by polarity, drawn by the hash of the molecule, equal molecules on one side':
    '按极性分层，按分子的哈希值抽取，相同的分子在同一侧',
  'Mislabelled digits': '错标的数字',
  'The 8×8 digits, but more than a third of the training samples bear the label of another digit: what is learnt by heart is wrong. The test samples are labelled rightly.':
    '8×8 数字，但三分之一以上的训练样本带着另一个数字的标签：死记硬背学到的是错的。测试样本的标签正确。',
  'labels shuffled among 40 % of the training samples': '40 % 的训练样本的标签被打乱',
  'MNIST in 3-D': '三维 MNIST',
  'Digits of MNIST cut out of a plate three voxels thick and turned about all three axes, in a grid of 16×16×16.':
    '从三个体素厚的板上切出的 MNIST 数字，绕三个轴旋转，放在 16×16×16 的网格中。',
  Volume: '体数据',
  'the same number of each digit, each in the split that it has in MNIST': '每个数字个数相同，各自保持在 MNIST 中所属的划分',
  'turned by up to ±0.6 radians about each axis': '绕各轴旋转至多 ±0.6 弧度',
  'Emoji on photographs': '照片上的表情符号',
  'One to three emoji on a tinted piece of an old photograph, 64×64 colour: which pixels show nature (animals and plants), food or travel? To go by the colour of each pixel alone finds the background (intersection over union 0.87) and little of the classes (0.16, 0.17 and 0.24).':
    '染色的老照片片段上有一到三个表情符号，64×64 彩色：哪些像素是自然（动植物）、食物或旅行？只看每个像素的颜色能找到背景（交并比 0.87），各类别则很少（0.16、0.17 和 0.24）。',
  Mask: '掩码',
  'emoji of the training and of the test part of Emoji-32, left and right halves of the photographs':
    '表情符号取自 Emoji-32 的训练部分和测试部分，照片分为左半和右半',
  'places, sizes (20 to 40 pixels), turns (up to ±0.3 radians) and the photographs’ tints drawn at random':
    '位置、大小（20 到 40 像素）、旋转（至多 ±0.3 弧度）和照片的色调随机抽取',
  'CC BY 4.0, Apache 2.0, MIT; photographs PDDL 1.0, CC0 1.0': 'CC BY 4.0、Apache 2.0、MIT；照片 PDDL 1.0、CC0 1.0',
  'Two bursts': '两个脉冲',
  'A slow and a fast burst of waves in a noisy signal of 256 values. Each class holds both: only their order and how far apart they are tell the classes apart, so a network has to see more than 100 values at once.':
    '256 个值的含噪信号中有一慢一快两个波脉冲。每个类别都含两者：只有先后顺序和相隔多远能区分类别，因此网络必须一次看到 100 个以上的值。',
  Signal: '信号',
  Arrangement: '排列',
  'drawn independently, classes of equal size': '独立抽取，各类别大小相同',
  'normal, standard deviation 0.12': '正态，标准差 0.12',
  'No rights reserved': '不保留任何权利',
  'One marked value': '一个有标记的值',
  'Is the one marked value of sixty positive or negative? The mark lies anywhere: to tell at the end, a network has to remember the value through up to 59 others.':
    '六十个值中有标记的那个是正还是负？标记可在任何位置：要在最后作答，网络必须隔着至多 59 个其他值记住它。',
  'Values and mark': '值与标记',
  Sign: '符号',
  'the other values, uniform from -1 to 1': '其他值，-1 到 1 均匀分布',
  'Four quadrants, opposite ones of one class: the problem that a single perceptron cannot solve.':
    '四个象限，相对的属于同一类：单个感知机解决不了的问题。',
  Point: '点',
  'normal, standard deviation 0.03': '正态，标准差 0.03',
  Moons: '双月',
  'Two half circles that reach into each other.': '两个相互嵌入的半圆。',
  'normal, standard deviation 0.06': '正态，标准差 0.06',
  Circles: '同心圆',
  'A circle within a circle: no straight line tells them apart.': '圆中有圆：没有直线能把它们分开。',
  'normal, standard deviation 0.05': '正态，标准差 0.05',
  'Two spirals': '双螺旋',
  'Two arms wound around each other one and a half times, after a problem that Lang and Witbrock posed in 1988.':
    '两条旋臂相互缠绕一圈半，源自 Lang 和 Witbrock 1988 年提出的问题。',
  'normal, standard deviation 0.02': '正态，标准差 0.02',
  Blobs: '团簇',
  'Three round clusters that barely touch.': '三个几乎不相接的圆形团簇。',
  'normal, standard deviation 0.18': '正态，标准差 0.18',
  Checkerboard: '棋盘',
  'Four by four squares in turn: many small regions that a network has to fence in.': '四乘四的交替方格：网络要圈出许多小区域。',
  Photographs: '照片',
  'Nine old photographs of plants, landscapes, animals and an aeroplane, for pictures to be drawn on.':
    '九张老照片：植物、风景、动物和一架飞机，用作绘图的底图。',
  'the left half of each photograph for training, the right half for testing': '每张照片的左半用于训练，右半用于测试',
  'Pair of nodes': '节点对',
  Linked: '有边相连',
  Row: '行号',
  Vector: '向量',
  'Edge weights': '边权重',
  'Graph of each node': '每个节点所属的图',
  'edges drawn at random, as many pairs that are no edges': '随机抽取边，以及同样多的无边节点对',
  'not stated': '未注明',
};
