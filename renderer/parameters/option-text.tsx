import type { ComboboxData, ComboboxItem } from '@mantine/core';
import classes from './parameters.module.css';
import type { Refusals } from './refusals.ts';
import { t } from '../language/text.ts';

/** The options in their order; those that are refused below the others, where they can't be chosen. */
export function optionsWithRefusals(
  options: readonly ComboboxItem[],
  refusals: Refusals = {},
  chosen: readonly string[] = [],
): ComboboxData {
  const isRefused = ({ value }: ComboboxItem) => value in refusals;
  const refused = options.filter(isRefused);
  if (refused.length === 0) return [...options];
  // What is chosen already can be taken out again, though it doesn't fit.
  const disabled = refused.map((option) => ({ ...option, disabled: !chosen.includes(option.value) }));
  return [...options.filter((option) => !isRefused(option)), { group: t('Not for this target'), items: disabled }];
}

interface OptionTextProps {
  readonly option: ComboboxItem;
  readonly checked: boolean;
  /** Why it can't be chosen. */
  readonly reason: string | undefined;
}

/** An option of a list, with the reason where it can't be chosen. */
export function OptionText({ option, checked, reason }: OptionTextProps) {
  return (
    <span className={classes.option} data-chosen={checked || undefined}>
      <span>{option.label}</span>
      {reason !== undefined && <small>{reason}</small>}
    </span>
  );
}
