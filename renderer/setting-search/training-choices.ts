import { augmentations } from '../../engine/augmentations/registry.ts';
import { losses } from '../../engine/losses/registry.ts';
import { metrics } from '../../engine/metrics/registry.ts';
import { optimizers } from '../../engine/optimizers/registry.ts';
import { schedules } from '../../engine/schedules/registry.ts';
import { useDocument } from '../document/store.ts';
import { GOOD_MATCH, matchScore } from '../layer-search/match.ts';
import { sealTraining, setOptimizer, setTraining } from '../train/settings/edit-settings.ts';
import { showSetting } from '../train/settings/shown-groups.ts';
import { engineText, t } from '../language/text.ts';
import { chooseLoss, chooseMetric } from './network-choices.ts';
import { settingChoices } from './setting-choices.ts';
import type { TrainingChoice } from './training-choice.ts';

const optimizerChoices = optimizers.map(
  ({ type, title, synonyms = [] }): TrainingChoice => ({
    id: `optimizer-${type}`,
    kind: 'Optimiser',
    title,
    say: () => engineText(title),
    names: [type],
    synonyms: [...synonyms, 'optimizer', 'optimiser'],
    choose: () => chooseOptimizer(type, {}),
  }),
);

/** Momentum with its switch on, which people know by a name of its own. */
const nesterov: TrainingChoice = {
  id: 'optimizer-Nesterov',
  kind: 'Optimiser',
  title: 'Nesterov momentum',
  say: () => t('Nesterov momentum'),
  names: ['Nesterov'],
  synonyms: ['nag', 'accelerated gradient', 'optimizer', 'optimiser'],
  choose: () => chooseOptimizer('Momentum', { nesterov: true }),
};

const scheduleChoices = schedules.map(
  ({ type, title, synonyms = [] }): TrainingChoice => ({
    id: `schedule-${type}`,
    kind: 'Schedule',
    title,
    say: () => engineText(title),
    names: [type],
    synonyms: [...synonyms, 'schedule', 'scheduler'],
    choose: () => chooseSchedule(type),
  }),
);

const lossChoices = losses.map(
  ({ id, title, synonyms = [] }): TrainingChoice => ({
    id: `loss-${id}`,
    kind: 'Loss',
    title,
    say: () => engineText(title),
    names: [id],
    synonyms: [...synonyms, `${title} loss`, 'loss'],
    choose: () => chooseLoss(id, engineText(title)),
  }),
);

const metricChoices = metrics.map(
  ({ id, title, synonyms = [] }): TrainingChoice => ({
    id: `metric-${id}`,
    kind: 'Metric',
    title,
    say: () => engineText(title),
    names: [id],
    synonyms: [...synonyms, 'metric'],
    choose: () => chooseMetric(id, engineText(title)),
  }),
);

const augmentationChoices = augmentations.map(
  ({ type, title, synonyms = [] }): TrainingChoice => ({
    id: `augmentation-${type}`,
    kind: 'Augmentation',
    title,
    say: () => engineText(title),
    names: [type],
    synonyms: [...synonyms, 'augmentation'],
    choose: () => chooseAugmentation(type),
  }),
);

const trainingChoices: readonly TrainingChoice[] = [
  ...settingChoices,
  ...optimizerChoices,
  nesterov,
  ...scheduleChoices,
  ...lossChoices,
  ...metricChoices,
  ...augmentationChoices,
];

/** What of training a query finds, the best match first; nothing where it is empty. */
export function searchTraining(query: string): readonly TrainingChoice[] {
  return trainingChoices
    .map((choice, order) => ({ choice, order, score: scoreOf(choice, query) }))
    .filter(({ score }) => score >= GOOD_MATCH)
    .sort((a, b) => b.score - a.score || a.order - b.order)
    .map(({ choice }) => choice);
}

function scoreOf({ title, say, names, synonyms }: TrainingChoice, query: string): number {
  return matchScore(query, { names: [title, say(), ...names], synonyms });
}

function chooseOptimizer(type: string, parameters: Record<string, unknown>): void {
  const { optimizer } = useDocument.getState().project.training;
  const isSet = optimizer.type === type && Object.entries(parameters).every(([name, value]) => optimizer.parameters[name] === value);
  if (!isSet) {
    setOptimizer({ type, parameters });
    sealTraining();
  }
  showSetting({ row: 'Optimiser' });
}

function chooseSchedule(type: string): void {
  if (useDocument.getState().project.training.schedule.type !== type) {
    setTraining({ schedule: { type, parameters: {} } });
    sealTraining();
  }
  showSetting({ row: 'Schedule' });
}

function chooseAugmentation(type: string): void {
  const { augmentation } = useDocument.getState().project.training;
  if (!augmentation.some((chosen) => chosen.type === type)) {
    setTraining({ augmentation: [...augmentation, { type, parameters: {} }] });
    sealTraining();
  }
  showSetting({ group: 'augmentation' });
}
