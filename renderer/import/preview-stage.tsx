import { Button, Modal, Progress } from '@mantine/core';
import { useState } from 'react';
import { bundledCatalog } from '../../engine/data/registry.ts';
import { formatCount } from '../window/format.ts';
import { useHost } from '../host/host.ts';
import { Waiting } from '../controls/waiting.tsx';
import { richText, t } from '../language/text.ts';
import { ChoicesForm } from './choices-form.tsx';
import styles from './import.module.css';
import { closeImport, namesOf, openImport, runImport, stopImport, useImport } from './import-store.ts';
import { idFault, replacedBy } from './names.ts';
import { PreviewPane } from './preview-pane.tsx';
import { Problem } from './problem.tsx';

/** What was understood, to be corrected, beside what would come of it; then the import itself. */
export function PreviewStage() {
  const preview = useImport((state) => state.preview);
  const failure = useImport((state) => state.failure);
  const importing = useImport((state) => state.importing !== undefined);
  if (preview === undefined) return failure === undefined ? <FirstLook /> : <NothingUnderstood failure={failure} />;
  return (
    <>
      <div className={styles.panes}>
        <div className={styles.form} inert={importing}>
          <ChoicesForm preview={preview} />
        </div>
        <PreviewPane preview={preview} />
      </div>
      <Footer />
    </>
  );
}

function FirstLook() {
  return (
    <>
      <div className={styles.firstLook}>
        <Waiting text={t('Reading the first samples')} />
      </div>
      <div className={styles.footer}>
        <Button variant="default" onClick={closeImport}>
          {t('Cancel')}
        </Button>
      </div>
    </>
  );
}

function NothingUnderstood({ failure }: { readonly failure: string }) {
  return (
    <>
      <div className={styles.firstLook}>
        <div className={styles.nothing}>
          <Problem>{failure}</Problem>
        </div>
      </div>
      <div className={styles.footer}>
        <Button variant="default" onClick={closeImport}>
          {t('Cancel')}
        </Button>
        <Button data-autofocus onClick={() => openImport(useImport.getState().forNode)}>
          {t('Choose other files')}
        </Button>
      </div>
    </>
  );
}

/** How far the import is, or what stands in its way, and the buttons. */
function Footer() {
  const state = useImport();
  const datasets = useHost((host) => host.datasets);
  const [asked, setAsked] = useState(false);
  const { id, title } = namesOf(state);
  const isBundled = (other: string) => bundledCatalog.infoOf(other) !== undefined;
  const replaced = replacedBy(id, datasets, isBundled);
  const { preview, isPreviewing, importing, failure } = state;
  const refused = preview?.info === undefined || idFault(id, isBundled) !== undefined || title.trim() === '';
  if (importing !== undefined) return <Importing done={importing.done} total={importing.total ?? preview?.total} />;
  return (
    <div className={styles.footer}>
      <div className={styles.verdict}>{failure !== undefined && <Problem>{failure}</Problem>}</div>
      <Button variant="default" onClick={closeImport}>
        {t('Cancel')}
      </Button>
      <Button disabled={refused || isPreviewing} onClick={() => (replaced === undefined ? void runImport(false) : setAsked(true))}>
        {t('Import')}
      </Button>
      <Modal opened={asked} onClose={() => setAsked(false)} title={t('Replace {title}?', { title: replaced?.title ?? id })} size="sm">
        <p>
          {richText(
            'Your dataset <b>{title}</b> has the id <code>{id}</code>. Projects that read it will read the new data; runs keep what they learnt.',
            { title: replaced?.title ?? id, id, b: (parts) => <b>{parts}</b>, code: (parts) => <code>{parts}</code> },
          )}
        </p>
        <div className={styles.end}>
          <Button variant="default" data-autofocus onClick={() => setAsked(false)}>
            {t('Keep it')}
          </Button>
          <Button
            color="red"
            onClick={() => {
              setAsked(false);
              void runImport(true);
            }}
          >
            {t('Replace')}
          </Button>
        </div>
      </Modal>
    </div>
  );
}

function importedText(done: number | undefined, total: number | undefined): string {
  if (done === undefined) return t('Reading the data');
  if (total === undefined) return t('{count, plural, one {# sample} other {# samples}}', { count: done });
  return t('{done} of {total} samples', { done: formatCount(done), total: formatCount(total) });
}

function Importing({ done, total }: { readonly done: number | undefined; readonly total: number | undefined }) {
  const told = importedText(done, total);
  const share = total === undefined || total === 0 ? undefined : (done ?? 0) / total;
  return (
    <div className={styles.footer}>
      <div className={styles.importing} role="status" aria-live="off">
        <span>{told}</span>
        <Progress
          value={share === undefined || done === undefined ? 100 : Math.min(100, 100 * share)}
          animated={share === undefined || done === undefined}
          aria-label={t('Share of the samples that are imported')}
        />
      </div>
      <Button variant="default" data-autofocus onClick={stopImport}>
        {t('Cancel the import')}
      </Button>
    </div>
  );
}
