import type { ImportPreview } from '../../engine/conversion/import-preview.ts';
import type { DatasetField, DatasetInfo } from '../../engine/data/dataset.ts';
import { windowText } from '../../engine/data/window-text.ts';
import { formatCount } from '../app/format.ts';
import styles from './import.module.css';

/** The dataset that would come of the import, in a few facts. */
export function Facts({ info, preview }: { readonly info: DatasetInfo; readonly preview: ImportPreview }) {
  const facts = [
    { name: 'Samples', value: preview.total === undefined ? 'counted while importing' : formatCount(preview.total) },
    ...info.fields.map((field) => ({ name: field.role === 'input' ? 'Input' : 'Target', value: fieldText(field) })),
    ...(info.window === undefined ? [] : [{ name: 'Windows', value: windowText(info.window) }]),
    { name: 'Task', value: taskNames[info.task] },
    { name: 'Test samples', value: info.splitKey },
  ];
  return (
    <dl className={styles.facts}>
      {facts.map(({ name, value }) => (
        <div key={`${name} ${value}`}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

export const taskNames: Readonly<Record<DatasetInfo['task'], string>> = {
  classification: 'classification',
  regression: 'regression',
  segmentation: 'segmentation',
  'language-modelling': 'language modelling',
};

/** "image, 3×64×64", "variety, 3 classes", "texts". */
export function fieldText({ label, name, semantics, shape, classes, columns, ragged, unit }: DatasetField): string {
  const called = label === '' ? name : label;
  const size = shape.join('×');
  if (semantics === 'text') return called.toLowerCase() === 'text' ? 'texts' : `${called}, texts`;
  if (ragged !== undefined) return `${called}, rows of ${shape[0] ?? 1}, as many as a sample has`;
  if (columns !== undefined) return shape.length > 1 ? `${called}, ${size}` : counted(columns.length, 'column');
  if (classes !== undefined) return `${called}, ${counted(classes.length, 'class', 'classes')}`;
  if (shape.length > 1) return `${called}, ${size}`;
  return (shape[0] ?? 1) === 1 ? `${called}, a number${unit === undefined ? '' : ` (${unit})`}` : `${called}, ${shape[0]} numbers`;
}

function counted(count: number, noun: string, nouns = `${noun}s`): string {
  return `${formatCount(count)} ${count === 1 ? noun : nouns}`;
}
