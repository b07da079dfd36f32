import { Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ImportPreview } from '../../engine/conversion/import-preview.ts';
import { encodings, missingTexts, separators, type TableSettings } from '../../engine/importers/table-settings.ts';
import { engineText, t, type WindowText } from '../language/text.ts';
import { Row } from '../controls/row.tsx';
import styles from './import.module.css';
import { choose, useImport } from './import-store.ts';

const separatorNames: Readonly<Record<(typeof separators)[number], WindowText>> = {
  ',': 'comma ,',
  ';': 'semicolon ;',
  '\t': 'tab',
  '|': 'bar |',
};

interface SettingChoice {
  readonly name: 'separator' | 'encoding' | 'header' | 'decimal' | 'raggedRows' | 'duplicateColumns' | 'passages';
  readonly label: WindowText;
  readonly help: WindowText;
  /** A `name` is said as it is in every language. */
  readonly options: readonly { readonly label: WindowText | { readonly name: string }; readonly settings: TableSettings }[];
}

const settingChoices: readonly SettingChoice[] = [
  {
    name: 'separator',
    label: 'Separator',
    help: 'What stands between two values of a row.',
    options: separators.map((separator) => ({ label: separatorNames[separator], settings: { separator } })),
  },
  {
    name: 'encoding',
    label: 'Encoding',
    help: 'How the file’s bytes stand for letters.',
    options: encodings.map((encoding) => ({ label: { name: encoding }, settings: { encoding } })),
  },
  {
    name: 'header',
    label: 'First row',
    help: 'Whether the first row names the columns.',
    options: [
      { label: 'names the columns', settings: { header: true } },
      { label: 'is data', settings: { header: false } },
    ],
  },
  {
    name: 'decimal',
    label: 'Decimal mark',
    help: 'The sign between the whole and the fraction of a number.',
    options: [
      { label: 'point 3.14', settings: { decimal: '.' } },
      { label: 'comma 3,14', settings: { decimal: ',' } },
    ],
  },
  {
    name: 'raggedRows',
    label: 'Odd rows',
    help: 'What to do with a row that has more or fewer values than there are columns.',
    options: [
      { label: 'stop the import', settings: { raggedRows: 'refuse' } },
      { label: 'leave them out', settings: { raggedRows: 'skip' } },
      { label: 'fill what is missing', settings: { raggedRows: 'fill' } },
    ],
  },
  {
    name: 'duplicateColumns',
    label: 'Equal names',
    help: 'What to do with columns of one name.',
    options: [
      { label: 'stop the import', settings: { duplicateColumns: 'refuse' } },
      { label: 'number them', settings: { duplicateColumns: 'number' } },
    ],
  },
  {
    name: 'passages',
    label: 'A sample is',
    help: 'What is taken for one text: a line, or the lines up to the next blank one.',
    options: [
      { label: 'a line', settings: { passages: 'lines' } },
      { label: 'a paragraph', settings: { passages: 'paragraphs' } },
    ],
  },
];

/** How the source is read: what was detected, to be corrected. */
export function SourceChoices({ preview }: { readonly preview: ImportPreview }) {
  const chosen = useImport((state) => state.chosen);
  const { readers, settable } = preview;
  const reader = chosen.reader ?? preview.reader;
  const settings = { ...preview.settings, ...chosen.settings };
  const set = (changes: TableSettings) => choose({ settings: { ...chosen.settings, ...changes } });
  const options = readers.map(({ id, title }) => ({ value: id, label: engineText(title) }));
  return (
    <section className={styles.group} aria-label={t('Reading')}>
      <h3>{t('Reading')}</h3>
      <Row label={t('Read as')} help={t('The format that the data is in.')}>
        {(id) => (
          <Select
            id={id}
            data={options.some(({ value }) => value === reader) ? options : [{ value: reader, label: reader }, ...options]}
            value={reader}
            onChange={(next) => next !== null && choose({ reader: next, settings: undefined, target: undefined, columns: undefined })}
            comboboxProps={{ width: 'max-content', position: 'bottom-start' }}
          />
        )}
      </Row>
      {settingChoices
        .filter(({ name }) => settable.includes(name))
        .map((setting) => (
          <SettingRow key={setting.name} setting={setting} settings={settings} onChange={set} />
        ))}
      {settable.includes('missing') && <MissingTexts missing={settings.missing ?? missingTexts} onChange={(missing) => set({ missing })} />}
    </section>
  );
}

interface SettingRowProps {
  readonly setting: SettingChoice;
  readonly settings: TableSettings;
  readonly onChange: (changes: TableSettings) => void;
}

function SettingRow({ setting: { name, label, help, options }, settings, onChange }: SettingRowProps) {
  const current = options.findIndex((option) => option.settings[name] === settings[name]);
  return (
    <Row label={t(label)} help={t(help)}>
      {(id) => (
        <Select
          id={id}
          data={options.map(({ label: said }, i) => ({ value: String(i), label: typeof said === 'string' ? t(said) : said.name }))}
          value={String(Math.max(0, current))}
          onChange={(next) => {
            if (next !== null) onChange(options[Number(next)].settings);
          }}
          comboboxProps={{ width: 'max-content', position: 'bottom-start' }}
        />
      )}
    </Row>
  );
}

interface MissingTextsProps {
  readonly missing: readonly string[];
  readonly onChange: (missing: readonly string[]) => void;
}

/** Texts that stand for a missing value, one after another; an empty cell always does. */
function MissingTexts({ missing, onChange }: MissingTextsProps) {
  const [typed, setTyped] = useState<string>();
  const shown = missing.filter((text) => text !== '').join(', ');
  return (
    <Row label={t('Missing')} help={t('Texts that stand for a missing value, separated by commas; an empty cell always does.')}>
      {(id) => (
        <TextInput
          id={id}
          value={typed ?? shown}
          onChange={(event) => {
            const text = event.currentTarget.value;
            setTyped(text);
            onChange(['', ...text.split(',').flatMap((part) => (part.trim() === '' ? [] : [part.trim()]))]);
          }}
          onBlur={() => setTyped(undefined)}
        />
      )}
    </Row>
  );
}
