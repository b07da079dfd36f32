import { showWorkspace } from '../window/route.ts';
import { numberSettings } from '../train/settings/number-settings.ts';
import { showSetting, type SettingPlace } from '../train/settings/shown-groups.ts';
import { regularizationFields } from '../../engine/layers/regularization.ts';
import { lossFields, losses } from '../../engine/losses/registry.ts';
import { engineText, t, type WindowText } from '../language/text.ts';
import { showLayerParameter, showLossSetting } from './network-choices.ts';
import type { TrainingChoice } from './training-choice.ts';

const REGULARISATION: readonly string[] = ['regularizer', 'regulariser', 'regularization', 'regularisation', 'over-fitting', '正则化'];

const { epochs, batchSize, learningRate, validationFraction, seed, warmupSteps, weightDecay, clipNorm, clipValue } = numberSettings;

/** What stands in the training form. */
const trainingSettings: readonly TrainingChoice[] = [
  setting('Early stopping', { group: 'stopping', row: 'Early stop' }, ['patience', 'stop early', ...REGULARISATION, '早停']),
  setting('Restore the best weights', { group: 'stopping', row: 'Restore best' }, ['checkpoint', 'best epoch']),
  setting('Best by', { group: 'stopping', row: 'Best by' }, ['monitor', 'best epoch']),
  setting('Pruning', { group: 'pruning', row: 'Prune' }, ['prune', 'sparse', 'sparsity', 'magnitude', 'masks', '剪枝']),
  setting('Augmentation', { group: 'augmentation' }, ['data augmentation', 'augment', '数据增强']),
  setting(weightDecay.label, { group: 'regularisation', row: weightDecay.label }, ['λ', 'L2', ...REGULARISATION, '权重衰减']),
  setting('Gradient clipping by norm', { group: 'regularisation', row: clipNorm.label }, ['clip norm', 'clip gradients', '梯度裁剪']),
  setting('Gradient clipping by value', { group: 'regularisation', row: clipValue.label }, ['clip value', 'clip gradients', '梯度裁剪']),
  setting('Warm-up', { row: warmupSteps.label }, ['warm-up steps', 'warmup']),
  setting(learningRate.label, { row: learningRate.label }, ['lr', 'η', 'step size', '学习率']),
  setting('Learning rate schedule', { row: 'Schedule' }, ['scheduler', 'decay']),
  setting('Optimiser', { row: 'Optimiser' }, ['optimizer', '优化算法', '优化器']),
  setting(epochs.label, { row: epochs.label }, ['passes']),
  setting(batchSize.label, { row: batchSize.label }, ['mini-batch', '批大小']),
  setting('Validation split', { row: validationFraction.label }, ['held back', 'hold-out', 'validation fraction']),
  setting('Random seed', { row: seed.label }, ['reproducible']),
];

function setting(title: WindowText, place: SettingPlace, synonyms: readonly string[]): TrainingChoice {
  return {
    id: `setting-${title}`,
    kind: 'Training setting',
    title,
    say: () => t(title),
    names: [],
    synonyms,
    choose: () => showSetting(place),
  };
}

const penaltyNames: Readonly<Record<keyof typeof regularizationFields, readonly string[]>> = {
  kernelL1: ['L1', 'L1 regularization', 'lasso'],
  kernelL2: ['L2', 'L2 regularization', 'ridge', 'Tikhonov'],
  maxNorm: ['maxnorm', 'norm constraint', 'weight constraint'],
};

/** What holds the kernels of a layer small: parameters of the layers that have kernels. */
const penalties: readonly TrainingChoice[] = Object.entries(penaltyNames).map(([name, synonyms]) => {
  const { label } = regularizationFields[name as keyof typeof regularizationFields];
  const say = () => plain(engineText(label));
  return {
    id: `penalty-${name}`,
    kind: 'Setting of a layer',
    title: plain(label),
    say,
    names: [],
    synonyms: [...synonyms, ...REGULARISATION, 'kernel regularizer'],
    choose: () => showLayerParameter(name, say()),
  };
});

/** Label smoothing, class weights and the like, which stand on the Output. */
const lossSettings: readonly TrainingChoice[] = Object.entries(lossFields).map(([name, field]) => {
  const say = () => plain(engineText(field.label));
  const users = losses.filter(({ parameters }) => name in parameters).map((loss) => loss.title);
  return {
    id: `loss-setting-${name}`,
    kind: 'Setting of a loss',
    title: plain(field.label),
    say,
    names: [],
    synonyms: [],
    choose: () => showLossSetting(name, say(), users),
  };
});

/** `Label smoothing ε` without its symbol. */
function plain(label: string): string {
  return label.replace(/ [λεγ][₁₂]?$/u, '');
}

/** What is seen of a trained network. */
const evaluations: readonly TrainingChoice[] = [
  evaluation('Confusion matrix', ['error matrix', 'mistakes', '混淆矩阵']),
  evaluation('ROC curve', ['receiver operating characteristic', 'AUC']),
  evaluation('Precision-recall curve', ['PR curve', 'average precision']),
  evaluation('Reliability diagram', ['calibration', 'ECE']),
];

function evaluation(title: WindowText, synonyms: readonly string[]): TrainingChoice {
  return {
    id: `evaluation-${title}`,
    kind: 'In Evaluate',
    title,
    say: () => t(title),
    names: [],
    synonyms,
    choose: () => showWorkspace('evaluate'),
  };
}

export const settingChoices: readonly TrainingChoice[] = [...trainingSettings, ...penalties, ...lossSettings, ...evaluations];
