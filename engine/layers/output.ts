import type { GraphSamples } from '../data/graph-fields.ts';
import { formatShape, isFloat } from '../graph/shape.ts';
import type { TensorType } from '../graph/types.ts';
import { type LossDefinition, limitsOf } from '../losses/definition.ts';
import { classAxisField } from '../losses/class-axis.ts';
import { lossFields, losses, lossOf } from '../losses/registry.ts';
import { fittingMetrics, unfitness } from '../metrics/fit.ts';
import { metrics } from '../metrics/registry.ts';
import { type DatasetShape, defineLayer, type LayerProblem, type Offers } from './definition.ts';
import { field, type ParameterValues } from './parameters.ts';
import { predictionProblem } from './output-shape.ts';
import { inputPort } from './ports.ts';

type TargetField = DatasetShape['fields'][number];

/** A target, or an input of numbers, which an autoencoder reconstructs. */
export function canBeTarget({
  role,
  dtype,
  ragged,
  part = 'nodes',
}: Pick<TargetField, 'role' | 'dtype' | 'part'> & { readonly ragged?: unknown }): boolean {
  return role === 'target' || (isFloat(dtype) && ragged === undefined && part === 'nodes');
}

/** Binds a prediction to its target, loss and metrics. The compiler emits the loss. */
export const Output = defineLayer({
  type: 'Output',
  version: 1,
  category: 'loss',
  title: 'Output, loss and metrics',
  summary: 'compares with the target',
  synonyms: ['loss', 'target', 'cross-entropy', 'mse', 'objective', '损失函数', '输出'],
  parameters: {
    target: field.datasetField({ label: 'Target', help: 'The field of the dataset that the network should predict.', default: 'digit' }),
    loss: field.choice({
      label: 'Loss',
      help: 'What training makes small.',
      default: 'crossEntropy',
      options: losses.map(({ id, title }) => ({ value: id, label: title })),
    }),
    metrics: field.choices({
      label: 'Metrics',
      help: 'What is measured beside the loss.',
      default: ['accuracy'],
      options: metrics.map(({ id, title }) => ({ value: id, label: title })),
    }),
    ...lossFields,
    classAxis: classAxisField,
    weight: field.float({
      label: 'Weight',
      help: 'Factor of this loss where a network has several outputs.',
      default: 1,
      min: 0,
      max: 1e6,
      advanced: true,
    }),
  },
  inputs: inputPort(),
  outputs: [],
  infer({ parameters, inputs: [prediction], projectDataset }) {
    if (projectDataset === undefined) {
      return { problem: { code: 'no-dataset', message: 'The output needs an Input layer with a dataset, whose target it compares with.' } };
    }
    const target = targetOf(projectDataset, parameters.target);
    if (target === undefined) return { problem: unknownTarget(projectDataset, parameters.target) };
    const loss = lossOf(parameters.loss);
    const problem =
      nodePredictions(prediction, projectDataset) ??
      predictionProblem(loss, prediction, target, parameters) ??
      leftInLoss(loss, target, parameters, projectDataset) ??
      unfitMetric(loss, target, parameters.metrics);
    return problem === undefined ? { outputs: [] } : { problem };
  },
  offers({ parameters, inputs: [prediction], projectDataset }): Offers {
    const target = projectDataset && targetOf(projectDataset, parameters.target);
    if (target === undefined) return {};
    const fits = (loss: LossDefinition) => loss.check(prediction, target, parameters)?.code !== 'loss-target';
    return {
      loss: losses.filter(fits).map(({ id }) => id),
      metrics: fittingMetrics({ loss: lossOf(parameters.loss), target }).map(({ id }) => id),
    };
  },
  lower: ({ inputs }) => inputs,
  chosen: ({ loss }) => lossOf(loss),
  formula: 'L = \\frac{1}{|\\mathcal{B}|} \\sum_{n \\in \\mathcal{B}} \\ell(y_n, t_n)',
  explanation: 'Compares the prediction with the target “{target}”. Training lowers this loss.',
  display: ['target', 'loss'],
  examples: [],
});

function targetOf({ fields }: DatasetShape, name: string): TargetField | undefined {
  return fields.find((field) => field.name === name && canBeTarget(field));
}

/** A target of nodes, pairs of them or graphs is compared with a row for each. */
function nodePredictions({ shape }: TensorType, { samples }: DatasetShape): LayerProblem | undefined {
  if (samples === undefined || shape[0] === 'N') return undefined;
  return {
    code: 'node-predictions',
    port: 'in',
    ...otherRows[samples],
    expected: formatShape(['N', ...shape.slice(1)]),
    actual: formatShape(shape),
  };
}

const otherRows: Readonly<Record<GraphSamples, Pick<LayerProblem, 'message' | 'fixes'>>> = {
  nodes: {
    message:
      'The target has a value for each node, but some nodes have no row in the prediction. Take the layer away that leaves them out.',
  },
  pairs: {
    message:
      'The target has a value for each pair of nodes, the prediction a row for each node. Make one row of two nodes: insert Pairs of nodes and wire the pairs to it.',
    fixes: [{ label: 'Insert Pairs of nodes', insert: 'NodePairs' }],
  },
  graphs: {
    message:
      'The target has a value for each graph, the prediction a row for each node. Make one row of the nodes of a graph: insert Graph pooling and wire the graph of each node to it.',
    fixes: [{ label: 'Insert Graph pooling', insert: 'GraphPool' }],
  },
};

/** What is wrong with the name of a target; `undefined` where the dataset has it. */
export function targetProblem(dataset: DatasetShape, name: string): LayerProblem | undefined {
  return targetOf(dataset, name) === undefined ? unknownTarget(dataset, name) : undefined;
}

function unknownTarget({ id, fields }: DatasetShape, name: string): LayerProblem {
  const targets = fields.filter(canBeTarget).sort((a, b) => Number(b.role === 'target') - Number(a.role === 'target'));
  return {
    code: 'unknown-field',
    parameter: 'target',
    message:
      targets.length === 0
        ? `Dataset “${id}” has nothing to compare with: no target, and no input of numbers to reconstruct. Choose another dataset at the Input.`
        : `Dataset “${id}” has no field “${name}” that can be a target.`,
    expected: targets.map((target) => target.name).join(' or ') || 'a dataset with a target',
    actual: name,
    fixes: targets.map((target) => ({
      label: target.role === 'target' ? `Use “${target.name}”` : `Reconstruct “${target.name}”`,
      set: { target: target.name },
    })),
  };
}

/** A target that has a number for what is no class: the loss has to leave it out, or it would index past the predictions. */
function leftInLoss(
  loss: LossDefinition,
  target: TargetField,
  parameters: ParameterValues,
  { fields }: DatasetShape,
): LayerProblem | undefined {
  const ignored = fields.find(({ name }) => name === target.name)?.ignored;
  const limits = limitsOf(loss, target, parameters);
  if (ignored === undefined || limits?.kind !== 'classes' || limits.ignored === ignored) return undefined;
  const leaveOut = { ignore: true, ignoreIndex: ignored };
  const can = 'ignore' in loss.parameters;
  return {
    code: 'class-left-in',
    parameter: can ? 'ignore' : 'loss',
    message: `“${target.name}” has the number ${ignored} where it has no class. ${can ? 'Leave it out of the loss.' : `${loss.title} can't leave it out; choose cross-entropy.`}`,
    expected: `class ${ignored} left out`,
    actual: limits.ignored === undefined ? 'no class left out' : `class ${limits.ignored} left out`,
    fixes: [
      can
        ? { label: `Leave class ${ignored} out`, set: leaveOut }
        : { label: `Use cross-entropy without class ${ignored}`, set: { loss: 'crossEntropy', ...leaveOut } },
    ],
  };
}

function unfitMetric(loss: LossDefinition, target: TargetField, chosen: readonly string[]): LayerProblem | undefined {
  const compared = { loss, target };
  const unfit = metrics.find((metric) => chosen.includes(metric.id) && unfitness(metric, compared) !== undefined);
  if (unfit === undefined) return undefined;
  const fitting = fittingMetrics(compared).map(({ id }) => id);
  const kept = chosen.filter((id) => fitting.includes(id));
  const [first] = fitting;
  return {
    code: 'metric-target',
    parameter: 'metrics',
    message: `${unfitness(unfit, compared) ?? ''}.`,
    expected: fitting.length === 0 ? 'no metric' : fitting.join(', '),
    actual: unfit.id,
    fixes: [
      kept.length > 0 || first === undefined
        ? { label: `Leave out ${unfit.title.toLowerCase()}`, set: { metrics: kept } }
        : { label: `Use ${first}`, set: { metrics: [first] } },
    ],
  };
}
