import { partShape } from '../data/graph-fields.ts';
import { type DatasetShape, defineLayer, type LayerFix } from './definition.ts';
import { field } from './parameters.ts';
import { outputPort } from './ports.ts';

/** A field of a dataset, batch by batch. The compiler gives it the batch as its only input. */
export const Input = defineLayer({
  type: 'Input',
  version: 1,
  category: 'data',
  title: 'Input data',
  summary: 'samples of a dataset',
  synonyms: ['data', 'image', 'source', 'placeholder', '输入'],
  parameters: {
    dataset: field.dataset({ label: 'Dataset', help: 'Where the samples come from.', default: 'mnist' }),
    field: field.datasetField({ label: 'Field', help: 'Which part of each sample enters here.', default: 'image' }),
  },
  inputs: [],
  outputs: outputPort,
  infer({ parameters, dataset, projectDataset }) {
    const found = dataset(parameters.dataset);
    if (found === undefined) {
      return {
        problem: {
          code: 'unknown-dataset',
          parameter: 'dataset',
          message: `There is no dataset “${parameters.dataset}”. Choose one in the inspector.`,
          actual: parameters.dataset,
          fixes: takeDataset(projectDataset, parameters.field),
        },
      };
    }
    const inputs = found.fields.filter(({ role }) => role === 'input');
    const chosen = inputs.find(({ name }) => name === parameters.field);
    if (chosen === undefined) {
      return {
        problem: {
          code: 'unknown-field',
          parameter: 'field',
          message: `Dataset “${found.id}” has no input field “${parameters.field}”.`,
          expected: inputs.map(({ name }) => name).join(' or '),
          actual: parameters.field,
          fixes: inputs.map(({ name }) => ({ label: `Use field ${name}`, set: { field: name } })),
        },
      };
    }
    if (chosen.ragged === true && chosen.part === undefined) {
      const others = inputs.filter(({ ragged }) => ragged !== true).map(({ name }) => name);
      return {
        problem: {
          code: 'ragged-field',
          parameter: 'field',
          message: `The samples of “${chosen.name}” have lengths of their own, which no batch can hold. Give the field a preprocessing step that makes them alike, or choose another field.`,
          expected: 'samples of one shape',
          actual: 'samples of different lengths',
          fixes: others.map((name) => ({ label: `Use field ${name}`, set: { field: name } })),
        },
      };
    }
    const { dtype, part, shape } = chosen;
    if (part === undefined || found.samples === undefined) return { outputs: [{ dtype, shape: ['N', ...shape] }] };
    return { outputs: [{ dtype, shape: partShape(part, found.samples, shape) }] };
  },
  lower: ({ inputs }) => inputs,
  formula: 'x_n \\in \\mathcal{B}',
  explanation:
    'Feeds the field “{field}” of dataset “{dataset}”, a mini-batch of samples at a time. Of one large graph all nodes and edges enter at once.',
  display: ['dataset', 'field'],
  examples: [],
});

/** The dataset of the other inputs, where it is known: its field of that name, else its first one. */
function takeDataset(known: DatasetShape | undefined, field: string): readonly LayerFix[] {
  const inputs = known?.fields.filter(({ role }) => role === 'input').map(({ name }) => name) ?? [];
  if (known === undefined || inputs.length === 0) return [];
  return [{ label: `Use ${known.id}`, set: { dataset: known.id, field: inputs.includes(field) ? field : inputs[0] } }];
}
