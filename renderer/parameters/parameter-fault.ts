import type { Field, SizesField } from '../../engine/layers/parameters.ts';
import { listOf } from '../language/lists.ts';
import { engineText, t } from '../language/text.ts';

/** Why a value can't stand in the field, in a few words; undefined where it can. */
export function parameterFault(field: Field, value: unknown): string | undefined {
  if (field.schema.safeParse(value).success) return undefined;
  switch (field.kind) {
    case 'int':
      return wholeNumberText(field.min, field.max);
    case 'float':
      return isOpen(field.max) ? t('A number of at least {min}.', minOf(field)) : t('A number from {min} to {max}.', rangeOf(field));
    case 'sizes':
      return isOpen(field.max)
        ? t('Whole numbers of at least {min}, for {axes}.', { ...minOf(field), axes: axesOf(field) })
        : t('Whole numbers from {min} to {max}, for {axes}.', { ...rangeOf(field), axes: axesOf(field) });
    case 'ints':
      return t('Whole numbers, separated by commas.');
    case 'floats':
      return t('Numbers, separated by commas.');
    case 'choice':
      return t('One of {options}.', { options: listOf(field.options.map(({ label }) => engineText(label))) });
    default:
      return t('This value has another type than the parameter.');
  }
}

/** What a whole number may be. */
export function wholeNumberText(min: number, max: number): string {
  return isOpen(max)
    ? t('A whole number of at least {min}.', minOf({ min }))
    : t('A whole number from {min} to {max}.', rangeOf({ min, max }));
}

/** The largest number of 32 bits stands for no limit. */
function isOpen(max: number): boolean {
  return max >= 2 ** 31 - 1;
}

function minOf({ min }: { readonly min: number }) {
  return { min: String(min) };
}

function rangeOf({ min, max }: { readonly min: number; readonly max: number }) {
  return { min: String(min), max: String(max) };
}

function axesOf({ axes }: SizesField): string {
  return listOf(axes.map(engineText));
}
