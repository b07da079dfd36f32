import { Button } from '@mantine/core';
import { IconFile, IconFolder, IconUpload } from '@tabler/icons-react';
import { richText, t } from '../language/text.ts';
import styles from './import.module.css';
import { takeFiles, useImport } from './import-store.ts';
import { chooseFiles } from './picked-files.ts';
import { Problem } from './problem.tsx';

const known = [
  { what: 'Tables', formats: 'CSV, TSV, Parquet, JSON lines' },
  { what: 'Pictures', formats: 'a folder for each class, or pictures with masks: PNG, JPEG, WebP, GIF, TIFF' },
  { what: 'Arrays', formats: '.npy, .npz, IDX as MNIST has it, CIFAR-10 binaries' },
  { what: 'Texts', formats: 'a folder for each class, or a column of a table' },
  { what: 'Graphs', formats: 'an edge list with a table of nodes, Planetoid' },
] as const;

/** Asks for files or a folder. */
export function ChooseStage() {
  const failure = useImport((state) => state.failure);
  return (
    <div className={styles.choose}>
      {failure !== undefined && <Problem>{failure}</Problem>}
      <div className={styles.dropArea}>
        <IconUpload size={26} stroke={1.5} aria-hidden />
        <p>{richText('<b>Drop files or a folder here</b>, or anywhere on the window', { b: (parts) => <b>{parts}</b> })}</p>
        <div className={styles.buttons}>
          <Button data-autofocus leftSection={<IconFile size={15} stroke={1.7} />} onClick={() => void ask('files')}>
            {t('Choose files…')}
          </Button>
          <Button variant="default" leftSection={<IconFolder size={15} stroke={1.7} />} onClick={() => void ask('folder')}>
            {t('Choose a folder…')}
          </Button>
        </div>
      </div>
      <dl className={styles.formats}>
        {known.map(({ what, formats }) => (
          <div key={what}>
            <dt>{t(what)}</dt>
            <dd>{t(formats)}</dd>
          </div>
        ))}
      </dl>
      <p className={styles.quiet}>{t('You see what Netloom makes of it before anything is stored. The data stays on this machine.')}</p>
    </div>
  );
}

async function ask(what: 'files' | 'folder'): Promise<void> {
  const files = await chooseFiles(what);
  if (files !== undefined) takeFiles(files);
}
