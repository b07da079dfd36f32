import { Modal } from '@mantine/core';
import { t } from '../language/text.ts';
import { ChooseStage } from './choose-stage.tsx';
import { DoneStage } from './done-stage.tsx';
import styles from './import.module.css';
import { closeImport, useImport } from './import-store.ts';
import { PreviewStage } from './preview-stage.tsx';
import { ReadingStage, UploadStage } from './progress-stage.tsx';

/** Brings data of one's own in: files, what is made of them, how far the import is, what came of it. */
export function ImportDialog() {
  const stage = useImport((state) => state.stage);
  const importing = useImport((state) => state.importing !== undefined);
  const wide = stage === 'preview';
  return (
    <Modal
      opened={stage !== undefined}
      onClose={closeImport}
      title={<Title />}
      size={wide ? 'min(1280px, 94vw)' : 600}
      padding={wide ? 0 : 'lg'}
      // What was corrected by hand isn't lost by a click beside the dialog.
      closeOnClickOutside={stage === 'choose' || stage === 'done'}
      closeOnEscape={stage !== 'preview' || !importing}
      withCloseButton={!importing}
      classNames={wide ? { header: styles.header, body: styles.wide, content: styles.content } : {}}
    >
      {stage === 'choose' && <ChooseStage />}
      {stage === 'reading' && <ReadingStage />}
      {stage === 'uploading' && <UploadStage />}
      {stage === 'preview' && <PreviewStage />}
      {stage === 'done' && <DoneStage />}
    </Modal>
  );
}

function Title() {
  const stage = useImport((state) => state.stage);
  const name = useImport((state) => state.name);
  if (stage === 'done') return t('Imported');
  return (
    <span className={styles.title}>
      {t('Import data')} {stage !== 'choose' && <span className="netloom-mono">{name}</span>}
    </span>
  );
}
