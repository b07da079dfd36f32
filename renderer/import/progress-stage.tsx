import { Button, Loader, Progress } from '@mantine/core';
import { formatBytes, formatCount } from '../window/format.ts';
import { t } from '../language/text.ts';
import styles from './import.module.css';
import { closeImport, useImport } from './import-store.ts';

/** While the files of a dropped folder are being found. */
export function ReadingStage() {
  const found = useImport((state) => state.found);
  return (
    <div className={styles.progress}>
      <div className={styles.progressText} role="status">
        <Loader size="xs" />
        <span>{t('Looking into the folder')}</span>
        <span>{found > 0 && t('{count, plural, one {# file} other {# files}}', { count: found })}</span>
      </div>
      <Cancel />
    </div>
  );
}

/** While the bytes are on their way to the program. */
export function UploadStage() {
  const upload = useImport((state) => state.upload);
  const share = upload === undefined ? 0 : shareOf(upload.bytes, upload.totalBytes, upload.files, upload.totalFiles);
  return (
    <div className={styles.progress}>
      <div className={styles.progressText}>
        <span>{t('Handing the files to Netloom')}</span>
        <span>
          {upload !== undefined &&
            t('{files} of {totalFiles, plural, one {# file} other {# files}}, {bytes} of {totalBytes}', {
              files: formatCount(upload.files),
              totalFiles: upload.totalFiles,
              bytes: formatBytes(upload.bytes),
              totalBytes: formatBytes(upload.totalBytes),
            })}
        </span>
      </div>
      <Progress value={100 * share} aria-label={t('Share of the bytes that arrived')} />
      <Cancel />
    </div>
  );
}

/** By bytes, or by files where these are empty. */
function shareOf(bytes: number, totalBytes: number, files: number, totalFiles: number): number {
  return totalBytes > 0 ? bytes / totalBytes : files / Math.max(1, totalFiles);
}

function Cancel() {
  return (
    <div className={styles.end}>
      <Button variant="default" data-autofocus onClick={closeImport}>
        {t('Cancel')}
      </Button>
    </div>
  );
}
