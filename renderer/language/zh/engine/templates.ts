/** Names and descriptions of templates. */
export const templateTexts: Readonly<Record<string, string>> = {
  'Digits, convolutional': '数字，卷积',
  'Two convolutions find strokes, pooling makes small shifts matter less, a dense layer decides between ten digits.':
    '两个卷积找出笔画，池化减弱小位移的影响，全连接层在十个数字中作出判断。',
  'Digits, dense': '数字，全连接',
  'A multilayer perceptron: every pixel meets each of 256 hidden units, without knowing which pixels are neighbours.':
    '多层感知机：每个像素连接 256 个隐藏单元中的每一个，不知道哪些像素相邻。',
  'Small digits': '小数字',
  'Digits of 8×8 pixels train in seconds. Dropout silences one hidden unit in five at each step, against over-fitting.':
    '8×8 像素的数字几秒就能训练完。随机失活每一步让五分之一的隐藏单元静默，防止过拟合。',
  'Clothes, convolutional': '衣物，卷积',
  'Ten kinds of clothes and shoes: shirts, pullovers and coats look alike, so this is harder than digits.':
    '十种衣物和鞋：衬衫、套衫和外套看起来很像，因此比数字更难。',
  'Emoji, residual': '表情符号，残差',
  'Eight groups of emoji in three art styles. Shortcuts carry each block’s input past its convolutions: the block learns only what to add.':
    '三种画风的八组表情符号。捷径让每个块的输入绕过卷积：块只需学习该加上什么。',
  'Emoji, segmented': '表情符号，分割',
  'Which pixels show an animal or plant, food or travel? Downwards the network sees more around each pixel, upwards it draws the mask.':
    '哪些像素是动植物、食物或旅行？向下时网络在每个像素周围看到更多，向上时画出掩码。',
  Autoencoder: '自编码器',
  'Squeezes each digit into 32 numbers and draws it again from them: transposed convolutions grow 7×7 to 28×28. The target is the input.':
    '把每个数字压缩成 32 个数，再由它们画出来：转置卷积从 7×7 放大到 28×28。目标就是输入。',
  'Digits in three dimensions': '三维数字',
  'Digits cut out of a plate and turned in space. Kernels of 3×3×3 move along three axes; pooling halves all three.':
    '从板上切出、在空间中旋转的数字。3×3×3 的卷积核沿三个轴移动；池化使三个轴都减半。',
  'The smallest problem that needs a hidden layer: opposite quadrants of the plane belong together.':
    '需要隐藏层的最小问题：平面上相对的象限属于同一类。',
  'Two hidden layers fold the plane until two interlocked spirals fall apart.': '两个隐藏层折叠平面，直到两条交缠的螺旋分开。',
  'Which penguin?': '哪种企鹅？',
  'Three species by beak, flipper, mass, island and sex: a table whose categories became columns of zeros and ones.':
    '由喙、鳍肢、体重、岛和性别判断三个种：一张表，其中的类别变为由 0 和 1 组成的列。',
  'How far on a gallon': '一加仑跑多远',
  'Regression: a number instead of a class. Two hidden layers estimate the consumption of a car from its engine, weight and year.':
    '回归：输出一个数而不是类别。两个隐藏层由发动机、重量和年份估计汽车的油耗。',
  'Births tomorrow': '明天的出生人数',
  'Tomorrow’s births in the United States from the 28 days before, by convolutions along time. It errs by 310, to repeat last week by 430.':
    '由前 28 天预测美国明天的出生人数，沿时间做卷积。误差为 310，重复上周则为 430。',
  'Births, remembered': '出生人数，靠记忆',
  'Tomorrow’s births from the 28 days before: a memory cell reads them one by one. It errs by 308, to repeat last week by 430.':
    '由前 28 天预测明天的出生人数：记忆单元逐日读入。误差为 308，重复上周则为 430。',
  'A cell of one’s own': '自己的循环单元',
  'Tomorrow’s births from the 28 days before, read by a cell that is drawn layer by layer. It errs by 299, to repeat last week by 430.':
    '由前 28 天预测明天的出生人数，用逐层画出的循环单元读入。误差为 299，重复上周则为 430。',
  'Over-fitting and its cure': '过拟合及其对策',
  'Twice the same large network on digits of which a third is mislabelled: one learns even the wrong labels by heart, the other is cured.':
    '同一个大网络两份，数字中有三分之一标错：一份连错误的标签都背了下来，另一份得到纠正。',
  'Separable against full': '可分离与普通卷积',
  'Two paths learn the same digits: full convolutions, and depthwise ones followed by 1×1.':
    '两条路径学习同样的数字：普通卷积，以及深度卷积后接 1×1。',
  'Dilated or not': '扩张与否',
  'Two stacks of the same size read one signal. Only the dilated one sees far enough to tell which burst came first, and how long before.':
    '两个同样大小的层叠读同一个信号。只有扩张的那个看得够远，能判断哪个脉冲在先、先多少。',
  'Nine of ten weights gone': '十分之九的权重不见了',
  'Magnitude pruning sets the smallest 90 % of all weights to 0 while the network trains. It hardly reads digits worse.':
    '按幅值剪枝，在训练中把最小的 90 % 权重置 0。识别数字几乎不受影响。',
  'Vanishing gradients': '消失的梯度',
  'Three networks remember a sign through 60 steps. One’s gradients vanish on the way back; clipping cures one, gates the other.':
    '三个网络要隔 60 步记住一个符号。一个的梯度在回传中消失；裁剪救了一个，门救了另一个。',
  'Names, counted letters': '名字，统计字母',
  'Is a first name a woman’s or a man’s? Runs of up to three letters are counted in columns that a hash chooses; a dense layer weighs them.':
    '名字是女名还是男名？统计至多三个连续字母，放入由哈希决定的列；全连接层给它们加权。',
  'Names, read': '名字，逐字母读',
  'Is a first name a woman’s or a man’s? Gated units read it letter by letter, from both ends.':
    '名字是女名还是男名？门控单元从两端逐字母读入。',
  'Which Tang poet?': '哪位唐代诗人？',
  'Bai Juyi, Du Fu or Li Bai? A memory cell reads each poem character by character, in both directions.':
    '白居易、杜甫还是李白？记忆单元双向逐字读每首诗。',
  'From which era?': '哪个时代？',
  'From which of four eras is a piece of a president’s speech? Attention lets each word look at all others.':
    '总统演讲的一个片段出自四个时代中的哪一个？注意力让每个词看到其他所有词。',
  'Write like Melville': '像梅尔维尔那样写',
  'Which character comes next? Gated units read Moby-Dick, then write on, character by character.':
    '下一个字符是什么？门控单元读《白鲸》，然后逐字符续写。',
  'Which side did each member of a divided club take? Two are known, three graph convolutions find the others from who is friends with whom.':
    '一个分裂的俱乐部里，每个成员站在哪一边？已知两人，三个图卷积由谁与谁是朋友推知其他人。',
  Thesaurus: '同义词词典',
  'In which of its six classes does a thesaurus put a word? One headword in five is labelled; cross-references tell the rest.':
    '同义词词典把一个词归入六类中的哪一类？五分之一的词条有标签，其余由参见关系推知。',
  Molecules: '分子',
  'Is a molecule polar? Two graph isomorphism layers look at atoms and their bonds; a sum over the atoms decides for the molecule.':
    '分子是否有极性？两个图同构层查看原子和化学键；对原子求和，为整个分子作出判断。',
  'Karate club, graph convolution': '空手道俱乐部，图卷积',
  'Molecules, graph isomorphism network': '分子，图同构网络',
  'Thesaurus, graph convolution': '同义词词典，图卷积',
};
