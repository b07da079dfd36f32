import { MultiSelect } from '@mantine/core';
import { t } from '../language/text.ts';
import { joinedNames, namesIn } from './listed-names.ts';

interface NamesControlProps {
  readonly id: string;
  readonly label: string;
  /** What can be chosen. */
  readonly names: readonly string[];
  /** Names with commas between them; empty for all. */
  readonly value: unknown;
  readonly error: boolean;
  readonly onChange: (value: string) => void;
}

/** Columns chosen by name; none chosen means all. */
export function NamesControl({ id, label, names, value, error, onChange }: NamesControlProps) {
  const chosen = namesIn(typeof value === 'string' ? value : '', names);
  return (
    <MultiSelect
      id={id}
      aria-label={label}
      data={[...new Set([...names, ...chosen])]}
      value={[...chosen]}
      error={error}
      placeholder={chosen.length === 0 ? t('all') : undefined}
      searchable
      hidePickedOptions
      limit={100}
      nothingFoundMessage={t('No column is called that')}
      onChange={(next) => onChange(joinedNames(next, chosen))}
      comboboxProps={{ width: 220, position: 'bottom-end' }}
    />
  );
}
