/** Texts of optimisers. */
export const optimizerTexts: Readonly<Record<string, string>> = {
  'Takes a step down the mean gradient of the mini-batch. One learning rate for all weights: slow in narrow valleys.':
    '沿小批量的平均梯度下降一步。所有权重共用一个学习率：在狭窄的谷中较慢。',
  Momentum: '动量',
  'Momentum γ': '动量 γ',
  'Share of the last step that goes on.': '上一步延续的比例。',
  'Look ahead: apply the momentum once more.': '向前看：再应用一次动量。',
  'η inside the momentum': 'η 在动量之内',
  'As the notes write it: m ← γ m + η g. Off gives m ← γ m + g and θ ← θ − η m, as PyTorch does. They differ only where the learning rate changes.':
    '按笔记的写法：m ← γ m + η g。关闭则为 m ← γ m + g、θ ← θ − η m，与 PyTorch 相同。只有学习率变化时两者才不同。',
  'Adds up past steps, each weaker than the next: directions that stay get faster, directions that swing cancel. Nesterov’s form applies the momentum once more, as if it looked at the gradient ahead.':
    '累加过去的各步，越早的越弱：稳定的方向加速，来回摆动的方向相互抵消。Nesterov 形式再应用一次动量，仿佛看到了前方的梯度。',
  'First v': '初始 v',
  'What the sum of squares begins with: more than 0 makes the first steps smaller.': '平方和的起始值：大于 0 会使最初几步更小。',
  'Keeps the division finite where the gradients are 0.': '梯度为 0 时使除法仍为有限值。',
  'ε inside the root': 'ε 在根号之内',
  'As the notes write it: √(v + ε). Off gives √v + ε, as PyTorch and Keras do.':
    '按笔记的写法：√(v + ε)。关闭则为 √v + ε，与 PyTorch 和 Keras 相同。',
  'Divides each weight’s step by the root of the sum of all its squared gradients: weights that rarely get a gradient take larger steps. The steps only ever get smaller, so long runs may stall.':
    '把每个权重的步长除以其所有梯度平方之和的平方根：很少得到梯度的权重走得更大。步长只会越来越小，运行很长时可能停滞。',
  'Memory γ': '记忆 γ',
  'Memory of the squared gradient.': '对梯度平方的记忆。',
  'Momentum μ': '动量 μ',
  'Share of the last step that goes on; 0 is the notes’ form.': '上一步延续的比例；0 为笔记的形式。',
  Centred: '中心化',
  'Divide by the deviation of the gradient and not by its size: the square of its mean is taken off.':
    '除以梯度的标准差而不是它的大小：减去均值的平方。',
  'AdaGrad that forgets: each weight’s step is divided by the typical size of its recent gradients, so the steps don’t die out in long runs.':
    '会遗忘的 AdaGrad：把每个权重的步长除以其近期梯度的典型大小，运行很长时步长也不会消失。',
  'Memory of the mean gradient.': '对平均梯度的记忆。',
  'Momentum divided by the typical size of each weight’s gradient: every weight takes steps of about η, whatever the scale of its gradient. Works well without much tuning.':
    '动量除以每个权重梯度的典型大小：无论梯度的尺度如何，每个权重的步长都约为 η。几乎不用调整就很好用。',
  'Adam that never forgets its largest gradients: the steps of a weight cannot grow again after a rare large gradient, where Adam may fail to converge.':
    '从不忘记最大梯度的 Adam：出现过罕见的大梯度后，权重的步长不会再变大，而 Adam 在这种情况下可能不收敛。',
  'Adam with weight decay apart from the gradient: all weights shrink by the same share, however large their gradients are. λ is the weight decay of the training settings (0.01 is usual); with 0 it is Adam.':
    '权重衰减独立于梯度的 Adam：无论梯度多大，所有权重都按同一比例缩小。λ 是训练设置中的权重衰减（常用 0.01）；为 0 时就是 Adam。',
  'Memory of the largest gradient.': '对最大梯度的记忆。',
  'Adam that divides by the largest recent gradient of each weight and not by a mean: steadier where gradients come in bursts.':
    '除以每个权重近期最大梯度、而不是均值的 Adam：梯度成批突发时更稳定。',
  'How fast the momentum rises from β₁/2 to β₁: μ_t = β₁ (1 − ½ · 0.96^(ψt)). 0 keeps it at β₁/2.':
    '动量从 β₁/2 升到 β₁ 的快慢：μ_t = β₁ (1 − ½ · 0.96^(ψt))。0 使它保持在 β₁/2。',
  'Adam that looks ahead as Nesterov’s momentum does: the newest gradient counts more. Its momentum rises over the first steps.':
    '像 Nesterov 动量那样向前看的 Adam：最新的梯度权重更大。动量在最初几步逐渐增大。',
  'Memory of squared gradients and squared steps.': '对梯度平方和步长平方的记忆。',
  'Added inside both roots. It sets how large the first steps are.': '加在两个根号之内，决定最初几步有多大。',
  'Takes steps of the size that recent steps had, so that they carry the weights’ own unit. It was made to need no learning rate: 1 is the paper’s choice.':
    '步长与近期各步的大小相当，因此带有权重自身的单位。它的设计不需要学习率：论文取 1。',
  'Share of the memory in the direction of a step.': '一步的方向中记忆所占比例。',
  'Looks at the sign alone: every weight moves by exactly η in each step. Wants a learning rate 3 to 10 times smaller than Adam’s and a weight decay that much larger.':
    '只看符号：每个权重每步恰好移动 η。学习率应比 Adam 小 3 到 10 倍，权重衰减则大同样的倍数。',
};
