import { Button, Combobox, useCombobox } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { Choosable } from './registry-rows.tsx';
import styles from './training-form.module.css';
import { engineText, t, type WindowText } from '../../language/text.ts';

export interface Offered extends Choosable {
  readonly explanation: string;
  readonly synonyms?: readonly string[];
}

/** What an entry of a list is called. */
export type Noun = 'step' | 'augmentation';

const ADD: Readonly<Record<Noun, WindowText>> = { step: 'Add step', augmentation: 'Add augmentation' };

interface AddChosenProps {
  readonly noun: Noun;
  readonly offered: readonly Offered[];
  /** Why that is none, where it is. */
  readonly nothingOffered?: string;
  readonly onAdd: (chosen: Offered) => void;
}

/** A button whose list is searched by title, other words and explanation. */
export function AddChosen({ noun, offered, nothingOffered, onAdd }: AddChosenProps) {
  const [search, setSearch] = useState('');
  const combobox = useCombobox({
    onDropdownClose: () => {
      combobox.resetSelectedOption();
      combobox.focusTarget();
      setSearch('');
    },
    onDropdownOpen: () => combobox.focusSearchInput(),
  });
  const wanted = search.trim().toLowerCase();
  const found = offered.filter(({ title, explanation, synonyms = [] }) =>
    [title, explanation, ...synonyms, engineText(title), engineText(explanation)].some((text) => text.toLowerCase().includes(wanted)),
  );
  return (
    <>
      <Combobox
        store={combobox}
        width={290}
        position="bottom-start"
        onOptionSubmit={(type) => {
          const chosen = offered.find((definition) => definition.type === type);
          combobox.closeDropdown();
          if (chosen !== undefined) onAdd(chosen);
        }}
      >
        <Combobox.Target withAriaAttributes={false}>
          <Button
            variant="default"
            size="compact-sm"
            className={styles.add}
            aria-label={t(ADD[noun])}
            aria-haspopup="listbox"
            aria-expanded={combobox.dropdownOpened}
            leftSection={<IconPlus size={14} stroke={1.7} />}
            disabled={offered.length === 0}
            onClick={() => combobox.toggleDropdown()}
          >
            {t('Add')}
          </Button>
        </Combobox.Target>
        <Combobox.Dropdown>
          <Combobox.Search
            value={search}
            placeholder={t('Search, or choose one below')}
            aria-label={t('Search for one to add')}
            onChange={(event) => {
              setSearch(event.currentTarget.value);
              combobox.selectFirstOption();
            }}
          />
          <Combobox.Options className={styles.options} aria-label={t('What can be added')}>
            {found.map(({ type, title, explanation }) => (
              <Combobox.Option key={type} value={type}>
                <span className={styles.offered}>
                  {engineText(title)}
                  <small>{engineText(explanation)}</small>
                </span>
              </Combobox.Option>
            ))}
            {found.length === 0 && <Combobox.Empty>{t('Nothing is called that')}</Combobox.Empty>}
          </Combobox.Options>
        </Combobox.Dropdown>
      </Combobox>
      {offered.length === 0 && nothingOffered !== undefined && <span className={styles.nothingOffered}>{nothingOffered}</span>}
    </>
  );
}
