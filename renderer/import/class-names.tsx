import { TextInput } from '@mantine/core';
import type { ImportPreview } from '../../engine/conversion/import-preview.ts';
import { formatCount } from '../window/format.ts';
import { t } from '../language/text.ts';
import { sourceClasses } from './guesses.ts';
import styles from './import.module.css';
import { choose, useImport } from './import-store.ts';

/** More are renamed in the source sooner than here. */
const SHOWN = 100;

/** Names of the classes of what is predicted, to be changed. */
export function ClassNames({ preview: { info } }: { readonly preview: ImportPreview }) {
  const renamed = useImport((state) => state.chosen.classNames) ?? {};
  const previewed = useImport((state) => state.previewed?.classNames) ?? {};
  const classes = info?.fields.find((field) => field.role === 'target' && field.classes !== undefined)?.classes;
  if (classes === undefined) return null;
  const sources = sourceClasses(classes, previewed);
  const rename = (source: string, name: string) => {
    const { [source]: _former, ...others } = renamed;
    const next = name === source ? others : { ...others, [source]: name };
    choose({ classNames: Object.keys(next).length === 0 ? undefined : next });
  };
  return (
    <section className={styles.group} aria-label={t('Classes')}>
      <h3>{t('{count, plural, one {# class} other {# classes}}', { count: sources.length })}</h3>
      <ul className={styles.classes}>
        {sources.slice(0, SHOWN).map((source) => (
          <li key={source}>
            <span title={source}>{source}</span>
            <TextInput
              aria-label={t('Name of class {name}', { name: source })}
              value={renamed[source] ?? source}
              maxLength={200}
              error={renamed[source]?.trim() === ''}
              onChange={(event) => rename(source, event.currentTarget.value)}
            />
          </li>
        ))}
      </ul>
      {sources.length > SHOWN && (
        <p className={styles.hint}>
          {t('and {count} more, with the names that they have', { count: formatCount(sources.length - SHOWN) })}
        </p>
      )}
    </section>
  );
}
