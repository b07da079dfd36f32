import { augmentations } from '../../engine/augmentations/registry.ts';
import { defaultsOf, type ParameterSchema } from '../../engine/layers/parameters.ts';
import type { TrainingSettings } from '../../engine/project/schema.ts';
import { schedules } from '../../engine/schedules/registry.ts';
import { formatCount, formatPercent, formatRate } from '../app/format.ts';

type Fact = readonly [name: string, value: string | undefined];
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
    ['Warm-up', warmupSteps > 0 ? `${formatCount(warmupSteps)} steps` : undefined],
    ['Weight decay', weightDecay > 0 ? formatRate(weightDecay) : undefined],
    ['Clipping', clippingText(training)],
    ['Augmentation', augmentation.length > 0 ? augmentation.map((chosen) => chosenText(augmentations, chosen)).join('; ') : undefined],
    ['Pruning', pruning && pruningText(pruning)],
    ['Early stop', earlyStopping && stoppingText(earlyStopping)],
    ['Ends with', restoreBest ? undefined : 'the last weights'],
  ];
}

/** "step decay, factor 0.1, …": what is chosen, and its values, defaults included. */
function chosenText(registry: readonly Choosable[], { type, parameters }: Chosen): string {
  const definition = registry.find((candidate) => candidate.type === type);
  if (definition === undefined) return type;
  const values: Record<string, unknown> = { ...defaultsOf(definition.parameters), ...parameters };
  const told = Object.entries(definition.parameters)
    .filter(([, field]) => !field.advanced)
    .map(([name, field]) => `${field.label.toLowerCase()} ${valueText(values[name])}`);
  return [definition.title.toLowerCase(), ...told].join(', ');
}

function valueText(value: unknown): string {
  return typeof value === 'boolean' ? (value ? 'on' : 'off') : String(value);
}

function clippingText({ clipNorm, clipValue }: TrainingSettings): string | undefined {
  const parts = [
    ...(clipNorm === undefined ? [] : [`norm ≤ ${clipNorm}`]),
    ...(clipValue === undefined ? [] : [`each gradient ≤ ${clipValue}`]),
  ];
  return parts.length === 0 ? undefined : parts.join(', ');
}

const PLACES = { global: 'of all layers', layer: 'of each layer' } as const;

function pruningText({ scope, sparsity, n, m, startEpoch, endEpoch }: NonNullable<TrainingSettings['pruning']>): string {
  const share = scope === 'pattern' ? `keeps ${n} of ${m}` : `${formatPercent(sparsity)} ${PLACES[scope]}`;
  return `${share}, ${endEpoch === undefined ? `from epoch ${startEpoch}` : `epochs ${startEpoch}–${endEpoch}`}`;
}

function stoppingText({ patience, minDelta }: NonNullable<TrainingSettings['earlyStopping']>): string {
  return `patience ${patience}${minDelta > 0 ? `, least change ${minDelta}` : ''}`;
}
