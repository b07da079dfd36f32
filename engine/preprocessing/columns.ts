import type { DatasetField } from '../data/dataset.ts';
import { field } from '../layers/parameters.ts';
import { groupName, groupsOf, isCategory, isNumberColumn, misfit } from './blocks.ts';
import type { PreprocessingProblem } from './definition.ts';

/** Names of the columns that a step changes. */
export const columnsParameter = field.text({
  label: 'Columns',
  help: 'Names of the columns or channels, with commas between them; all of the kind that the step changes where empty.',
  default: '',
});

/** Numbers of all values together, or of each column by itself. */
export const overParameter = field.choice({
  label: 'Over',
  help: 'What is taken together: each column of a table (channel of an image or a signal) by itself, or all values.',
  default: 'column',
  options: [
    { value: 'column', label: 'each column' },
    { value: 'all', label: 'all values' },
  ],
});

/** Which columns or channels are named, 1 for each that is; `undefined` where none is, which means all. */
function namedGroups(columns: string, declared: DatasetField): readonly number[] | undefined {
  const names = namesIn(columns);
  if (names.length === 0) return undefined;
  const known = Array.from({ length: groupsOf(declared) }, (_, group) => groupName(declared, group));
  return known.map((name) => Number(names.includes(name) || name === columns.trim()));
}

/** Tells for each column or channel whether the step changes it: where it is named and `suits`, or where none is and it `suits` unnamed. */
export function chosenGroups(
  columns: string,
  declared: DatasetField,
  suits: (group: number) => boolean = () => true,
  unnamed: (group: number) => boolean = suits,
): (group: number) => boolean {
  const named = namedGroups(columns, declared);
  return named === undefined ? unnamed : (group) => named[group] === 1 && suits(group);
}

/** The columns that a step on numbers changes: those that are named, or all that are neither categories nor zeros and ones of some. */
export function chosenNumbers(columns: string, declared: DatasetField): (group: number) => boolean {
  return chosenGroups(
    columns,
    declared,
    (group) => !isCategory(declared, group),
    (group) => isNumberColumn(declared, group),
  );
}

/** As `columnsProblem`, for a step on numbers. */
export function numbersProblem(columns: string, declared: DatasetField): { readonly problem: PreprocessingProblem } | undefined {
  const suits = columns.trim() === '' ? isNumberColumn : (field: DatasetField, group: number) => !isCategory(field, group);
  return columnsProblem(columns, declared, (group) => suits(declared, group), 'columns of numbers');
}

/** Names that the field doesn't have, or that don't suit. */
export function columnsProblem(
  columns: string,
  declared: DatasetField,
  suits: (group: number) => boolean,
  kind: string,
): { readonly problem: PreprocessingProblem } | undefined {
  const suiting = Array.from({ length: groupsOf(declared) }, (_, group) => group).filter(suits);
  const names = suiting.map((group) => groupName(declared, group));
  const few = names.length > 8 ? `${names.slice(0, 8).join(', ')}, …` : names.join(', ');
  if (names.length === 0) return misfit('nothing-to-prepare', kind, 'none', 'columns');
  if (names.includes(columns.trim())) return undefined;
  const odd = namesIn(columns).find((name) => !names.includes(name));
  return odd === undefined ? undefined : misfit('unknown-column', `${kind}: ${few}`, odd, 'columns');
}

function namesIn(columns: string): readonly string[] {
  return columns
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}
