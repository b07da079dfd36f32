import { SegmentedControl, Select } from '@mantine/core';
import type { ReactNode } from 'react';
import { t } from '../language/text.ts';
import { fieldLabel } from '../samples/field-label.ts';
import { type ClassField, classFields } from './dataset-facts.ts';
import styles from './list-bar.module.css';
import type { ClassChoice, SampleList, SplitName } from './use-sample-list.ts';

interface ListBarProps {
  readonly list: SampleList;
  readonly children?: ReactNode;
}

const ALL = 'all';

/** Which samples are listed: the split, and the class. */
export function ListBar({ list, children }: ListBarProps) {
  const { dataset, split, chosen, blocks, choose } = list;
  const fields = classFields(dataset);
  return (
    <div className={styles.bar}>
      <SegmentedControl
        aria-label={t('Split')}
        value={split}
        onChange={(value) => choose(value === 'test' ? 'test' : 'train', chosen)}
        data={(['train', 'test'] satisfies SplitName[]).map((name) => ({ value: name, label: t(name === 'train' ? 'Training' : 'Test') }))}
      />
      {fields.length > 0 && (
        <Select
          className={styles.classes}
          aria-label={fields.length === 1 ? fieldLabel(fields[0].field) : t('Class')}
          data={classOptions(fields)}
          value={chosen === undefined ? ALL : optionOf(chosen)}
          searchable
          maxDropdownHeight={320}
          onChange={(value) => choose(split, choiceOf(value))}
        />
      )}
      <span className={styles.count} role="status">
        {blocks ? t('{count, plural, one {# sample} other {# samples}}', { count: blocks.count }) : t('looking for them')}
      </span>
      <span className={styles.rest}>{children}</span>
    </div>
  );
}

function classOptions(fields: readonly ClassField[]) {
  const all = {
    value: ALL,
    label: fields.length === 1 ? t('{field}: all', { field: fieldLabel(fields[0].field) }) : t('All classes'),
  };
  const groups = fields.map(({ field, classes }) => ({
    group: fieldLabel(field),
    items: classes.map((name, classNumber) => ({ value: optionOf({ field: field.name, classNumber }), label: name })),
  }));
  return fields.length === 1 ? [all, ...groups[0].items] : [all, ...groups];
}

function optionOf({ field, classNumber }: ClassChoice): string {
  return `${classNumber} ${field}`;
}

function choiceOf(option: string | null): ClassChoice | undefined {
  if (option === null || option === ALL) return undefined;
  const space = option.indexOf(' ');
  return { classNumber: Number(option.slice(0, space)), field: option.slice(space + 1) };
}
