import type { ImportPreview } from '../../engine/conversion/import-preview.ts';
import type { DatasetField, DatasetInfo } from '../../engine/data/dataset.ts';
import { windowText } from '../../engine/data/window-text.ts';
import { formatCount } from '../window/format.ts';
import { taskNames } from '../data/dataset-facts.ts';
import { engineText, t } from '../language/text.ts';
import styles from './import.module.css';

/** The dataset that would come of the import, in a few facts. */
export function Facts({ info, preview }: { readonly info: DatasetInfo; readonly preview: ImportPreview }) {
  const facts = [
    { name: t('Samples'), value: preview.total === undefined ? t('counted while importing') : formatCount(preview.total) },
    ...info.fields.map((field) => ({ name: t(field.role === 'input' ? 'Input' : 'Target'), value: fieldText(field) })),
    ...(info.window === undefined ? [] : [{ name: t('Windows'), value: engineText(windowText(info.window)) }]),
    { name: t('Task'), value: t(taskNames[info.task]) },
    { name: t('Test samples'), value: engineText(info.splitKey) },
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

/** "image, 3×64×64", "variety, 3 classes", "texts". */
export function fieldText({ label, name, semantics, shape, classes, columns, ragged, unit }: DatasetField): string {
  const field = label === '' ? name : label;
  const size = shape.join('×');
  const count = shape[0] ?? 1;
  if (semantics === 'text') return field.toLowerCase() === 'text' ? t('texts') : t('{field}, texts', { field });
  if (ragged !== undefined) return t('{field}, rows of {count}, as many as a sample has', { field, count });
  if (columns !== undefined && shape.length <= 1) return t('{count, plural, one {# column} other {# columns}}', { count: columns.length });
  if (classes !== undefined) return t('{field}, {count, plural, one {# class} other {# classes}}', { field, count: classes.length });
  if (shape.length > 1) return t('{field}, {size}', { field, size });
  if (count !== 1) return t('{field}, {count, plural, one {# number} other {# numbers}}', { field, count });
  return unit === undefined ? t('{field}, a number', { field }) : t('{field}, a number ({unit})', { field, unit });
}
