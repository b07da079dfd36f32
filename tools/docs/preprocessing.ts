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
    'A field without steps of its own is scaled as its dataset declares. A table with categories or missing cells is filled in, standardised and one-hot encoded; texts are cut into characters, as many as 95 % of the training texts have at most.',
    'In project files: `data.preprocessing` is a list of `{"field": …, "steps": [{"type": …, "parameters": {…}}]}`. Windows of a series, in `data.window`, are cut before any step.',
    'An exported file takes prepared values, and its metadata `preprocessing` hold the steps with their constants. With `--with-preprocessing` the graph does them and the file takes stored values: bytes of images, raw columns with NaN for missing cells. Steps on texts stay in the metadata.',
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

function exported({ lower, examples }: PreprocessingDefinition): string {
  if (lower === undefined) return 'Done before the exported file.';
  const texts = examples.some(({ field }) => field.semantics === 'text');
  return texts ? 'Can be built into an exported file, but not for texts.' : 'Can be built into an exported file.';
}

function fieldText({ semantics, shape }: DatasetField): string {
  return shape.length === 0 ? semantics : `${semantics} ${shape.join('×')}`;
}
