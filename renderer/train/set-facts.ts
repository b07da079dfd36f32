import { augmentations } from '../../engine/augmentations/registry.ts';
import { defaultsOf, type ParameterSchema } from '../../engine/layers/parameters.ts';
import type { TrainingSettings } from '../../engine/project/schema.ts';
import { schedules } from '../../engine/schedules/registry.ts';
import { formatPercent, formatRate } from '../window/format.ts';
import { valueText } from './run-facts.ts';
import { engineWord, t, type WindowText } from '../language/text.ts';

type Fact = readonly [name: WindowText, value: string | undefined];
type Chosen = TrainingSettings['schedule'];
interface Choosable {
  readonly type: string;
  readonly title: string;
  readonly parameters: ParameterSchema;
}

/** What the settings of a run add to plain training, by name; undefined where it is off. */
export function setFacts(training: TrainingSettings): readonly Fact[] {
  const { schedule, warmupSteps, weightDecay, earlyStopping, restoreBest, augmentation, pruning } = training;
  return [
    ['Schedule', schedule.type === 'Constant' ? undefined : chosenText(schedules, schedule)],
    ['Warm-up', warmupSteps > 0 ? t('{count, plural, one {# step} other {# steps}}', { count: warmupSteps }) : undefined],
    ['Weight decay', weightDecay > 0 ? formatRate(weightDecay) : undefined],
    ['Clipping', clippingText(training)],
    ['Augmentation', augmentation.length > 0 ? augmentation.map((chosen) => chosenText(augmentations, chosen)).join(t('; ')) : undefined],
    ['Pruning', pruning && pruningText(pruning)],
    ['Early stop', earlyStopping && stoppingText(earlyStopping)],
    ['Ends with', restoreBest ? undefined : t('the last weights')],
  ];
}

/** "step decay, factor 0.1, …": what is chosen, and its values, defaults included. */
function chosenText(registry: readonly Choosable[], { type, parameters }: Chosen): string {
  const definition = registry.find((candidate) => candidate.type === type);
  if (definition === undefined) return type;
  const values: Record<string, unknown> = { ...defaultsOf(definition.parameters), ...parameters };
  const told = Object.entries(definition.parameters)
    .filter(([, field]) => !field.advanced)
    .map(([name, field]) => `${engineWord(field.label)} ${valueText(values[name])}`);
  return [engineWord(definition.title), ...told].join(t(', '));
}

function clippingText({ clipNorm, clipValue }: TrainingSettings): string | undefined {
  const parts = [
    ...(clipNorm === undefined ? [] : [t('norm ≤ {limit}', { limit: String(clipNorm) })]),
    ...(clipValue === undefined ? [] : [t('each gradient ≤ {limit}', { limit: String(clipValue) })]),
  ];
  return parts.length === 0 ? undefined : parts.join(t(', '));
}

function pruningText({ scope, sparsity, n, m, startEpoch, endEpoch }: NonNullable<TrainingSettings['pruning']>): string {
  const share = formatPercent(sparsity);
  const pruned = {
    global: t('{share} of all layers', { share }),
    layer: t('{share} of each layer', { share }),
    pattern: t('keeps {n} of {m}', { n, m }),
  }[scope];
  const epochs =
    endEpoch === undefined
      ? t('from epoch {epoch}', { epoch: startEpoch })
      : t('epochs {first}–{last}', { first: startEpoch, last: endEpoch });
  return [pruned, epochs].join(t(', '));
}

function stoppingText({ patience, minDelta }: NonNullable<TrainingSettings['earlyStopping']>): string {
  if (minDelta === 0) return t('patience {patience}', { patience });
  return t('patience {patience}, least change {change}', { patience, change: String(minDelta) });
}
