import { Loader, UnstyledButton } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import type { ImportPreview } from '../../engine/conversion/import-preview.ts';
import { engineText, t } from '../language/text.ts';
import { Facts } from './facts.tsx';
import styles from './import.module.css';
import { useImport } from './import-store.ts';
import { Problem } from './problem.tsx';
import { RowsTable } from './rows-table.tsx';
import { StoredSamples } from './stored-samples.tsx';

const NOTES = 'import-notes';

/** What the source holds and what would be stored of it. */
export function PreviewPane({ preview }: { readonly preview: ImportPreview }) {
  const importing = useImport((state) => state.importing !== undefined);
  return (
    // Its tables scroll with the arrow keys.
    <div className={styles.pane} tabIndex={0} role="region" aria-label={t('Preview')} inert={importing}>
      <Outcome preview={preview} />
      {preview.columns !== undefined && <RowsTable preview={preview} columns={preview.columns} />}
      <Samples preview={preview} />
      <Notes notes={preview.notes} />
    </div>
  );
}

/** Stands at one place and keeps its height, whether a dataset or a problem would come of the choices. */
function Outcome({ preview }: { readonly preview: ImportPreview }) {
  const isPreviewing = useImport((state) => state.isPreviewing);
  const { info, problem } = preview;
  return (
    <section className={styles.section} aria-label={t('What it becomes')}>
      <h3>
        {t('What it becomes')}
        {preview.notes.length > 0 && (
          <UnstyledButton className={styles.toNotes} onClick={() => document.getElementById(NOTES)?.scrollIntoView({ block: 'nearest' })}>
            {t('{count, plural, one {# note} other {# notes}} below', { count: preview.notes.length })}
          </UnstyledButton>
        )}
        <span className={styles.looking} role="status">
          {isPreviewing && (
            <>
              <Loader size={12} /> {t('looking again')}
            </>
          )}
        </span>
      </h3>
      <div className={styles.outcome} data-stale={isPreviewing || undefined}>
        {problem !== undefined ? <Problem>{engineText(problem.message)}</Problem> : info && <Facts info={info} preview={preview} />}
      </div>
    </section>
  );
}

function Samples({ preview: { info, samples } }: { readonly preview: ImportPreview }) {
  const isPreviewing = useImport((state) => state.isPreviewing);
  if (info === undefined || samples === undefined || samples.count === 0) return null;
  return (
    <section className={styles.section} aria-label={t('Samples as they will be stored')}>
      <h3>{t('Samples as they will be stored')}</h3>
      {/* It scrolls with the arrow keys. */}
      <div
        className={styles.samples}
        data-stale={isPreviewing || undefined}
        data-rows={info.preview === 'table' || info.preview === 'texts' || undefined}
        tabIndex={0}
        role="region"
        aria-label={t('Samples, scrolls')}
      >
        <StoredSamples dataset={info} preview={samples} />
      </div>
    </section>
  );
}

function Notes({ notes }: { readonly notes: readonly string[] }) {
  if (notes.length === 0) return null;
  return (
    <section id={NOTES} className={styles.section} aria-label={t('Notes')}>
      <h3>{t('What to know')}</h3>
      <ul className={styles.notes}>
        {notes.map((note) => (
          <li key={note}>
            <IconInfoCircle size={14} stroke={1.7} aria-hidden />
            {engineText(note)}
          </li>
        ))}
      </ul>
    </section>
  );
}
