import type { DatasetField } from '../../engine/data/dataset.ts';
import type { PreprocessingDefinition } from '../../engine/preprocessing/definition.ts';
import { preprocessings } from '../../engine/preprocessing/registry.ts';
import { parameterTable } from './fields.ts';
import { code, formula, page } from './markdown.ts';

/** docs/preprocessing.md: what can be done to a field's values before they are fed. */
export function preprocessingPage(): string {
  return page(
    'Preprocessing',
    'Stored values become what a network is fed, step by step and field by field. What a step must know of the data it learns from the training samples of the run: those for validation and testing never count. The run’s folder keeps it in `preprocessing.json`, which evaluation, prediction and export read.',
    'A field without steps of its own is scaled as its dataset declares. A table with categories or missing cells is filled in, standardised and one-hot encoded; a numeric target of one’s own table is standardised; texts are cut into characters, as many as 95 % of the training texts have at most.',
    'In project files: `data.preprocessing` is a list of `{"field": …, "steps": [{"type": …, "parameters": {…}}]}`. Windows of a series, in `data.window`, are cut before any step.',
    'An exported file takes prepared values, and its metadata `preprocessing` hold the steps with their constants. With `--with-preprocessing` the graph does them and the file takes stored values: bytes of images, raw columns with NaN for missing cells. Steps on texts stay in the metadata. Predictions, errors and plots of a prepared target are told with its steps undone, in the unit of its stored values.',
    metadataText,
    ...preprocessings.map((definition) =>
      [
        `## ${definition.title}`,
        `In project files: ${code(definition.type)}. ${exported(definition)}`,
        ...(definition.formula === undefined ? [] : [formula(definition.formula)]),
        definition.explanation,
        parameterTable(definition.parameters),
        `Examples: ${definition.examples.map(({ name, field }) => `${name} (${fieldText(field)})`).join('; ')}.`,
      ].join('\n\n'),
    ),
  );
}

/** What a reader of an exported file finds in its metadata, key by key. */
const metadataText = [
  'The metadata of an exported file are JSON by name of its inputs or outputs:',
  '',
  '- `preprocessing`: of each input, `scale` and `offset` of what its dataset declares, or `stored` (the type of stored values) and `steps` with `type`, `parameters` and what was `fitted`; `inGraph` where the file does them itself.',
  '- `columns`: of each input with columns or channels, `stored` (in order: `name`, `unit`; of a category its `values`, stored by their places from 0; `missing` is NaN) and `fed`, the names of the columns after the steps.',
  '- `targets`: of each output of numbers, `field`, `label` and `unit` of its target, and `inverse`: what brings an output to the target’s own unit, in order, as `{"operation": "add" | "subtract" | "multiply" | "divide", "values": […]}` with a number for each column, or `{"operation": "exp", "columns": […]}` with 1 for each column that it counts for. With `inGraph` the file has done so already. `kept` names steps that can’t be undone.',
  '- `tokens`: of each output with a score for each token that may come next, the input `next` goes on with (its step `Tokenise` numbers the tokens), and the `axis` of the scores.',
  '- `classes`: names of the classes, in the order of the scores.',
].join('\n');

function exported({ lower, examples }: PreprocessingDefinition): string {
  if (lower === undefined) return 'Done before the exported file.';
  const texts = examples.some(({ field }) => field.semantics === 'text');
  return texts ? 'Can be built into an exported file, but not for texts.' : 'Can be built into an exported file.';
}

function fieldText({ semantics, shape }: DatasetField): string {
  return shape.length === 0 ? semantics : `${semantics} ${shape.join('×')}`;
}
