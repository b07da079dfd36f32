import type { DatasetField, DatasetInfo } from '../../engine/data/dataset.ts';
import type { DatasetPreview, PreviewField } from '../../host/api.ts';
import { listOf } from '../language/lists.ts';
import { t } from '../language/text.ts';
import { fieldLabel } from '../samples/field-label.ts';
import { partsOfSample, sampleValues, textOfSample } from '../samples/sample-values.ts';
import { numberText, partsText } from '../samples/table-columns.ts';

/** The target of a sample in a few words; undefined where it is a picture, a mask or a list. */
export function targetText({ fields }: DatasetInfo, preview: DatasetPreview, sample: number): string | undefined {
  const target = fields.find(({ role }) => role === 'target');
  const given = target && preview.fields[target.name];
  if (target === undefined || given === undefined || target.ragged || sizeOf(target) !== 1) return undefined;
  return valueText(target, 0, sampleValues(given, sample)[0]);
}

export interface SampleFact {
  readonly name: string;
  readonly value: string;
  readonly missing?: true;
  readonly target?: true;
}

const LISTED = 12;

/** Everything that a sample holds in words; a picture or a signal by its size and range. */
export function sampleFacts({ fields }: DatasetInfo, preview: DatasetPreview, sample: number): readonly SampleFact[] {
  return fields.flatMap((field) => {
    const given = preview.fields[field.name];
    if (given === undefined) return [];
    const facts = factsOf(field, given, sample);
    return field.role === 'target' ? facts.map((fact) => ({ ...fact, target: true as const })) : facts;
  });
}

function factsOf(field: DatasetField, given: PreviewField, sample: number): readonly SampleFact[] {
  const { semantics, columns, shape } = field;
  const label = fieldLabel(field);
  if (semantics === 'text') return [{ name: label, value: textFact(textOfSample(given, sample)) }];
  if (field.ragged) return [{ name: label, value: partsText(field, partsOfSample(given, sample)) }];
  const values = sampleValues(given, sample);
  if (columns !== undefined && shape.length === 1) return columnFacts(field, values);
  const size = sizeOf(field);
  if (size === 1) return [factOf(field, label, 0, values[0])];
  if (size > LISTED) return [{ name: label, value: `${shape.join('×')}, ${rangeText(values)}` }];
  return [{ name: label, value: listOf(Array.from(values, (value, i) => valueText(field, i, value))) }];
}

/** The values of one row of a table under the names of their columns. */
export function columnFacts(field: DatasetField, values: ArrayLike<number>): readonly SampleFact[] {
  return (field.columns ?? []).map((column, i) => factOf(field, column.name, i, values[i]));
}

function factOf(field: DatasetField, name: string, column: number, value: number | undefined): SampleFact {
  if (value === undefined || Number.isNaN(value)) return { name, value: t('missing'), missing: true };
  return { name, value: valueText(field, column, value) };
}

/** A value with its unit, a category by its name. */
function valueText(field: DatasetField, column: number, value: number): string {
  const { columns, classes, unit } = field;
  const name = (columns?.[column]?.values ?? classes)?.[value];
  if (name !== undefined) return name;
  const behind = columns?.[column]?.unit ?? unit;
  const number = numberText(value);
  return behind === undefined ? number : `${number} ${behind}`;
}

const SHORT = 300;

/** A short text itself, else how long it is. */
function textFact(text: string): string {
  return text.length > 0 && text.length <= SHORT && !text.includes('\n') ? text : lengthText(text);
}

function lengthText(text: string): string {
  const count = [...text].length;
  return t('{count, plural, one {# character} other {# characters}}', { count });
}

function rangeText(values: ArrayLike<number>): string {
  let [least, most] = [Infinity, -Infinity];
  for (let i = 0; i < values.length; i += 1) {
    least = Math.min(least, values[i]);
    most = Math.max(most, values[i]);
  }
  return t('{from} to {to}', { from: numberText(least), to: numberText(most) });
}

function sizeOf({ shape }: DatasetField): number {
  return shape.reduce((product, length) => product * length, 1);
}
