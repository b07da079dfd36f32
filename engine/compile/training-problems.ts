import { isMixing } from '../augmentations/definition.ts';
import { augmentationProblem } from '../augmentations/fit.ts';
import { augmentations, mixesSamples } from '../augmentations/registry.ts';
import type { DatasetShape } from '../layers/definition.ts';
import type { ParameterSchema } from '../layers/parameters.ts';
import { losses } from '../losses/registry.ts';
import type { MetricDefinition } from '../metrics/definition.ts';
import { metrics } from '../metrics/registry.ts';
import { isAdditive } from '../metrics/tally.ts';
import { optimizers } from '../optimizers/registry.ts';
import type { Diagnostic, Fix } from '../project/diagnostic.ts';
import type { TrainingSettings } from '../project/schema.ts';
import { pruningProblem } from '../pruning/problem.ts';
import { schedules } from '../schedules/registry.ts';
import { expectation, type ResolvedNode } from './resolve.ts';

/** What the settings refer to. */
export interface TrainingSurroundings {
  readonly nodes: ReadonlyMap<string, ResolvedNode>;
  readonly dataset: DatasetShape | undefined;
}

/** Problems of the training settings; they belong to no node. */
export function checkTraining(training: TrainingSettings, surroundings: TrainingSurroundings): readonly Diagnostic[] {
  const { optimizer, schedule } = training;
  return [
    ...checkChosen('optimiser', 'unknown-optimizer', optimizers, optimizer, 'Adam', (chosen) => ({ optimizer: chosen })),
    ...checkChosen('schedule', 'unknown-schedule', schedules, schedule, 'Constant', (chosen) => ({ schedule: chosen })),
    ...checkAugmentations(training, surroundings),
    ...checkMonitor(training, surroundings.nodes),
    ...checkPruning(training),
    ...checkValidation(training),
    ...checkDecay(training),
    ...checkBatch(training, surroundings.nodes),
  ];
}

type Chosen = TrainingSettings['optimizer'];

interface Choosable {
  readonly type: string;
  readonly title: string;
  readonly parameters: ParameterSchema;
}

const set = (label: string, changes: Partial<TrainingSettings>): Fix => ({ label, edits: [{ type: 'set-training', changes }] });

const holdBack = set('Hold back one sample in eight', { validationFraction: 0.125 });

/** The problems of an entry of a registry: its type, then its parameters. `change` puts another entry in its place. */
function checkChosen(
  kind: string,
  unknownCode: string,
  registry: readonly Choosable[],
  chosen: Chosen,
  instead: string | undefined,
  change: (chosen: Chosen) => Partial<TrainingSettings>,
): Diagnostic[] {
  const definition = registry.find(({ type }) => type === chosen.type);
  const known = registry.map(({ type }) => type).join(', ');
  if (definition === undefined) {
    const alike = registry.find(({ type }) => type.toLowerCase() === chosen.type.toLowerCase())?.type ?? instead;
    return [
      {
        code: unknownCode,
        severity: 'error',
        message: `There is no ${kind} “${chosen.type}”. Choose ${known}.`,
        expected: known,
        actual: chosen.type,
        ...(alike !== undefined && { fixes: [set(`Use ${alike}`, change({ type: alike, parameters: {} }))] }),
      },
    ];
  }
  return Object.entries(chosen.parameters).flatMap(([name, value]) => {
    const { [name]: _, ...others } = chosen.parameters;
    return checkParameter(definition, name, value, (label) => set(label, change({ type: chosen.type, parameters: others })));
  });
}

/** `leaveOut` makes the fix that lets the default count. */
function checkParameter(
  { type, title, parameters }: Choosable,
  name: string,
  value: unknown,
  leaveOut: (label: string) => Fix,
): Diagnostic[] {
  const field = Object.hasOwn(parameters, name) ? parameters[name] : undefined;
  if (field === undefined) {
    const message = `${type} has no parameter “${name}”; it is ignored.`;
    return [{ code: 'unknown-parameter', severity: 'warning', parameter: name, message, fixes: [leaveOut(`Remove ${name}`)] }];
  }
  if (field.schema.safeParse(value).success) return [];
  const expected = expectation(field);
  return [
    {
      code: 'invalid-parameter',
      severity: 'error',
      parameter: name,
      message: `“${field.label}” of ${title} must be ${expected}.`,
      expected,
      actual: String(value),
      fixes: [leaveOut(`Set ${field.label} to ${String(field.default)}`)],
    },
  ];
}

function checkAugmentations({ augmentation }: TrainingSettings, surroundings: TrainingSurroundings): Diagnostic[] {
  return augmentation.flatMap((chosen, index) => {
    const without = augmentation.filter((_, i) => i !== index);
    const replaced = (entry: Chosen) => ({ augmentation: augmentation.with(index, entry) });
    const faults = checkChosen('augmentation', 'unknown-augmentation', augmentations, chosen, undefined, replaced);
    const misfit =
      faults.length === 0
        ? [...checkAugmentationFit(chosen, surroundings), ...checkMixing(chosen, augmentation.slice(0, index), surroundings)]
        : [];
    const removal = set(`Remove ${chosen.type}`, { augmentation: without });
    return [...faults, ...misfit].map((fault) => ({ ...fault, fixes: [...(fault.fixes ?? []), removal] }));
  });
}

/** Whether the fields that the network reads can be changed that way; nothing to say where they aren't known yet. */
function checkAugmentationFit({ type }: Chosen, { nodes, dataset }: TrainingSurroundings): Diagnostic[] {
  const definition = augmentations.find((candidate) => candidate.type === type);
  const fieldsOf = (layer: string, parameter: string) => {
    const names = [...nodes.values()].filter((node) => node.layer.type === layer).map(({ parameters }) => parameters[parameter]);
    return (dataset?.fields ?? []).flatMap(({ name, shape, dtype }) =>
      names.includes(name) ? [{ name, shape: shape.map(Number), dtype }] : [],
    );
  };
  const inputs = fieldsOf('Input', 'field');
  if (definition !== undefined && dataset?.samples !== undefined) {
    const message = `${definition.title} changes sample by sample, but the nodes and edges of graphs are fed together. Remove the augmentation; noise, dropout and edge dropout are layers too.`;
    return [{ code: 'augmentation-input', severity: 'error', message }];
  }
  if (definition === undefined || inputs.length === 0) return [];
  const problem = augmentationProblem(definition, inputs, fieldsOf('Output', 'target'));
  return problem === undefined ? [] : [{ ...problem, severity: 'error' }];
}

/** Mixing takes each loss against two targets, and can be done once. */
function checkMixing({ type }: Chosen, before: readonly Chosen[], { nodes }: TrainingSurroundings): Diagnostic[] {
  const definition = augmentations.find((candidate) => candidate.type === type);
  if (definition === undefined || !isMixing(definition)) return [];
  if (mixesSamples(before)) {
    const message = `${definition.title} mixes samples that were mixed before. Keep one of the two.`;
    return [{ code: 'augmentation-repeated', severity: 'error', message }];
  }
  return [...nodes.values()].flatMap(({ layer, node, parameters }): Diagnostic[] => {
    const loss = layer.type === 'Output' ? losses.find(({ id }) => id === parameters.loss) : undefined;
    if (loss?.embeds !== true) return [];
    const message = `${definition.title} mixes samples, and ${loss.title} groups them by their classes: a mixed sample has none. Remove the augmentation, or choose another loss.`;
    return [{ code: 'mixing-loss', severity: 'error', nodeId: node.id, message }];
  });
}

/** Batches whose samples a loss compares with one another grow faster than their size. */
function checkBatch({ batchSize }: TrainingSettings, nodes: ReadonlyMap<string, ResolvedNode>): Diagnostic[] {
  return [...nodes.values()].flatMap(({ layer, node, parameters }): Diagnostic[] => {
    const loss = layer.type === 'Output' ? losses.find(({ id }) => id === parameters.loss) : undefined;
    const most = loss?.largestBatch?.(parameters) ?? Infinity;
    if (loss === undefined || batchSize <= most) return [];
    return [
      {
        code: 'batch-too-large',
        severity: 'error',
        nodeId: node.id,
        message: `${loss.title} compares the samples of a batch with one another: ${batchSize} of them would take more memory than there is. Use batches of at most ${most}.`,
        expected: `at most ${most}`,
        actual: String(batchSize),
        fixes: [set(`Set batch size to ${most}`, { batchSize: most })],
      },
    ];
  });
}

/** What an epoch can be judged by beside the loss: `accuracy`; where outputs are several `<node id>.accuracy` and, without a metric, `<node id>.loss`. */
function monitored(nodes: ReadonlyMap<string, ResolvedNode>): ReadonlyMap<string, MetricDefinition | undefined> {
  const outputs = [...nodes.values()].filter(({ layer }) => layer.type === 'Output');
  return new Map(
    outputs.flatMap(({ node, parameters }) => {
      const chosen = Array.isArray(parameters.metrics) ? parameters.metrics.map(String) : [];
      const several = outputs.length > 1;
      return [...(several ? ['loss'] : []), ...chosen].map(
        (id) => [several ? `${node.id}.${id}` : id, metrics.find((metric) => metric.id === id)] as const,
      );
    }),
  );
}

function checkMonitor(training: TrainingSettings, nodes: ReadonlyMap<string, ResolvedNode>): Diagnostic[] {
  const { monitor } = training;
  const known = monitored(nodes);
  const names = ['loss', ...known.keys()];
  if (names.includes(monitor)) return checkMeasured(training, known.get(monitor));
  const expected = names.join(', ');
  const alike = names.filter((name) => name.endsWith(`.${monitor}`));
  return [
    {
      code: 'unknown-monitor',
      severity: 'error',
      message: `Epochs are to be judged by “${monitor}”, which no Output layer measures. Choose ${expected}, or add the metric to an Output layer.`,
      expected,
      actual: monitor,
      fixes: [...alike, 'loss'].map((name) => set(`Judge by ${name}`, { monitor: name })),
    },
  ];
}

/** Training batches tell only what adds up over samples; the rest needs held-out samples. */
function checkMeasured({ validationFraction }: TrainingSettings, metric: MetricDefinition | undefined): Diagnostic[] {
  if (metric === undefined || validationFraction > 0 || isAdditive(metric.statistic)) return [];
  return [
    {
      code: 'monitor-unmeasured',
      severity: 'error',
      message: `${metric.title} is measured on held-out samples alone, and none are held back. Hold back a share for validation, or judge epochs by another metric.`,
      expected: 'a validation share above 0',
      actual: '0',
      fixes: [holdBack, set('Judge by loss', { monitor: 'loss' })],
    },
  ];
}

function checkPruning({ pruning, epochs }: TrainingSettings): Diagnostic[] {
  if (pruning === undefined) return [];
  const message = pruningProblem(pruning);
  const { scope, n, m, startEpoch, endEpoch } = pruning;
  if (message !== undefined && scope === 'pattern' && n >= m) {
    const fixes = [set(`Keep ${m - 1} of ${m}`, { pruning: { ...pruning, n: m - 1 } })];
    return [{ code: 'pruning-pattern', severity: 'error', message, expected: `n below ${m}`, actual: `${n} of ${m}`, fixes }];
  }
  if (message !== undefined) {
    const fixes = [set(`End with epoch ${startEpoch}`, { pruning: { ...pruning, endEpoch: startEpoch } })];
    return [{ code: 'pruning-epochs', severity: 'error', message, expected: `${startEpoch} or later`, actual: String(endEpoch), fixes }];
  }
  if (startEpoch <= epochs) return [];
  return [
    {
      code: 'pruning-late',
      severity: 'warning',
      message: `Pruning starts with epoch ${startEpoch}, but the run has ${epochs}: all of it will happen in the last epoch. Start earlier or train longer.`,
      expected: `an epoch up to ${epochs}`,
      actual: String(startEpoch),
      fixes: [set('Start with epoch 1', { pruning: { ...pruning, startEpoch: 1, endEpoch: undefined } })],
    },
  ];
}

/** Judging by the samples that are trained on hides over-fitting. */
function checkValidation({ validationFraction, earlyStopping, schedule }: TrainingSettings): Diagnostic[] {
  const watches = schedules.find(({ type }) => type === schedule.type)?.watchesMetric === true;
  if (validationFraction > 0 || (earlyStopping === undefined && !watches)) return [];
  const judge = earlyStopping === undefined ? 'The schedule' : 'Early stopping';
  return [
    {
      code: 'no-validation',
      severity: 'warning',
      message: `${judge} judges epochs by the samples that are trained on, because none are held back: it will not notice over-fitting. Hold back a share for validation.`,
      expected: 'a validation share above 0',
      actual: '0',
      fixes: [holdBack],
    },
  ];
}

/** Some optimisers are chosen for their weight decay, which belongs to the training settings and is 0 unless set. */
function checkDecay({ optimizer, weightDecay }: TrainingSettings): Diagnostic[] {
  const chosen = optimizers.find(({ type }) => type === optimizer.type);
  if (chosen?.usualDecay === undefined || weightDecay > 0) return [];
  const { title, usualDecay } = chosen;
  return [
    {
      code: 'no-weight-decay',
      severity: 'info',
      message: `${title} is chosen for its weight decay, which is 0. ${usualDecay} is usual.`,
      expected: 'a weight decay above 0',
      actual: '0',
      fixes: [set(`Set weight decay to ${usualDecay}`, { weightDecay: usualDecay })],
    },
  ];
}
