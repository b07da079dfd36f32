import { lossFields, losses, lossOf } from '../losses/registry.ts';
import { metrics } from '../metrics/registry.ts';
import { defineLayer } from './definition.ts';
import { field } from './parameters.ts';
import { inputPort } from './ports.ts';

/** Binds a prediction to its target, loss and metrics. The compiler emits the loss. */
export const Output = defineLayer({
  type: 'Output',
  version: 1,
  category: 'loss',
  title: 'Output, loss and metrics',
  summary: 'compares with the target',
  synonyms: ['loss', 'target', 'cross-entropy', 'mse', 'objective'],
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
    const targets = projectDataset.fields.filter(({ role }) => role === 'target');
    const target = targets.find(({ name }) => name === parameters.target);
    if (target === undefined) {
      return {
        problem: {
          code: 'unknown-field',
          parameter: 'target',
          message: `Dataset “${projectDataset.id}” has no target “${parameters.target}”.`,
          expected: targets.map(({ name }) => name).join(' or '),
          actual: parameters.target,
          fixes: targets.map(({ name }) => ({ label: `Use target ${name}`, set: { target: name } })),
        },
      };
    }
    const problem = lossOf(parameters.loss).check(prediction, target, parameters);
    if (problem !== undefined) return { problem };
    const task = target.classes === undefined ? 'regression' : 'classification';
    const unfit = metrics.find((metric) => parameters.metrics.includes(metric.id) && metric.task !== task);
    if (unfit !== undefined) {
      const fitting = metrics.filter((metric) => metric.task === task).map(({ id }) => id);
      return {
        problem: {
          code: 'metric-target',
          parameter: 'metrics',
          message: `${unfit.title} is for ${unfit.task}; the target “${target.name}” asks for ${task}.`,
          expected: fitting.join(', '),
          actual: unfit.id,
          fixes: [{ label: `Use ${fitting[0]}`, set: { metrics: fitting.slice(0, 1) } }],
        },
      };
    }
    return { outputs: [] };
  },
  lower: ({ inputs }) => inputs,
  formula: 'L = \\frac{1}{|\\mathcal{B}|} \\sum_{n \\in \\mathcal{B}} \\ell(y_n, t_n)',
  explanation: 'Compares the prediction with the target “{target}”. Training lowers this loss.',
  display: ['target', 'loss'],
  examples: [],
});
