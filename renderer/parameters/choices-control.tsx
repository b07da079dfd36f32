import { MultiSelect } from '@mantine/core';
import { useState } from 'react';
import type { ChoicesField } from '../../engine/layers/parameters.ts';
import { engineText, t } from '../language/text.ts';
import { OptionText, optionsWithRefusals } from './option-text.tsx';
import type { Refusals } from './refusals.ts';

interface ChoicesControlProps {
  readonly id: string;
  readonly field: ChoicesField<string>;
  readonly value: unknown;
  readonly refusals?: Refusals | undefined;
  readonly onChange: (value: unknown) => void;
}

/** Any number of the options, kept in the order in which they are listed: the chosen ones as chips, the others in a list to search. */
export function ChoicesControl({ id, field, value, refusals, onChange }: ChoicesControlProps) {
  const [search, setSearch] = useState('');
  const chosen = Array.isArray(value) ? value.map(String) : [];
  const options = field.options.map((option) => ({ value: option.value, label: engineText(option.label) }));
  return (
    <MultiSelect
      id={id}
      data={optionsWithRefusals(options, refusals, chosen)}
      value={chosen}
      placeholder={t(chosen.length === 0 ? 'None' : 'Add…')}
      searchable
      searchValue={search}
      onSearchChange={setSearch}
      nothingFoundMessage={t('No such option')}
      renderOption={({ option, checked }) => <OptionText option={option} checked={checked === true} reason={refusals?.[option.value]} />}
      comboboxProps={{ width: 300, position: 'bottom-end' }}
      onChange={(next) => {
        setSearch('');
        onChange(options.map((option) => option.value).filter((option) => next.includes(option)));
      }}
    />
  );
}
