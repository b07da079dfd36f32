import type { DatasetField } from '../data/dataset.ts';
import type { DataSettings } from '../project/schema.ts';
import { Impute } from './impute.ts';
import { OneHot } from './one-hot.ts';
import { Scale } from './scale.ts';
import { Standardise } from './standardise.ts';
import { Tokenise } from './tokenise.ts';

/** A step as a project names it. */
export type ChosenStep = DataSettings['preprocessing'][number]['steps'][number];

const LONGEST = 65_536;

/**
 * What is done to a field of which the project says nothing: texts are cut into characters, about as many as the long ones have; a table
 * with categories or missing cells is filled in, standardised and one-hot encoded; numeric targets of one's own data are standardised;
 * other fields are scaled as their dataset declares. Texts that are `continued` have their ends marked, and short windows.
 */
export function defaultSteps(field: DatasetField, continued = false): readonly ChosenStep[] {
  if (field.semantics === 'text' && field.ragged !== undefined) {
    if (continued) return continuedSteps(field.ragged);
    const length = Math.min(LONGEST, Math.max(1, field.ragged.percentile95));
    return [{ type: Tokenise.type, parameters: { length } }];
  }
  if (isRaw(field)) return rawSteps(field);
  return field.raw === true ? [{ type: Standardise.type, parameters: {} }] : declaredScaling(field);
}

/** A short text and the sign before it fit into one window; the sign after it is the last that is told. */
function continuedSteps({ percentile95 }: NonNullable<DatasetField['ragged']>): readonly ChosenStep[] {
  return [{ type: Tokenise.type, parameters: { length: Math.max(1, Math.min(WINDOW, percentile95 + 1)), ends: true } }];
}

const WINDOW = 128;

/** True where the default is the dataset's scaling alone, or nothing. */
export function isScaledAsDeclared(field: DatasetField): boolean {
  return !isRaw(field) && field.raw !== true && !(field.semantics === 'text' && field.ragged !== undefined);
}

/** A table that is stored as it was found: categories by their numbers, missing cells as NaN. */
function isRaw({ columns = [] }: DatasetField): boolean {
  return columns.some(({ values, missing }) => values !== undefined || missing !== undefined);
}

function rawSteps({ columns = [] }: DatasetField): readonly ChosenStep[] {
  const categories = columns.filter(({ values }) => values !== undefined).length;
  return [
    { type: Impute.type, parameters: {} },
    ...(categories < columns.length ? [{ type: Standardise.type, parameters: {} }] : []),
    ...(categories > 0 ? [{ type: OneHot.type, parameters: {} }] : []),
  ];
}

function declaredScaling({ columns, preprocessing }: DatasetField): readonly ChosenStep[] {
  const scalings = columns ?? (preprocessing && [preprocessing]) ?? [];
  if (scalings.every(({ scale, offset }) => scale === 1 && offset === 0)) return [];
  const parameters = { scale: scalings.map(({ scale }) => scale), offset: scalings.map(({ offset }) => offset) };
  return [{ type: Scale.type, parameters }];
}
