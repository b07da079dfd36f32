import { Button, Loader, Progress } from '@mantine/core';
import { formatBytes, formatCount } from '../app/format.ts';
import styles from './import.module.css';
import { closeImport, useImport } from './import-store.ts';

/** While the files of a dropped folder are being found. */
export function ReadingStage() {
  const found = useImport((state) => state.found);
  return (
    <div className={styles.progress}>
      <div className={styles.progressText} role="status">
        <Loader size="xs" />
        <span>Looking into the folder</span>
        <span>{found > 0 && `${formatCount(found)} files`}</span>
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
        <span>Handing the files to Netloom</span>
        <span>
          {upload !== undefined &&
            `${formatCount(upload.files)} of ${countedFiles(upload.totalFiles)}, ${formatBytes(upload.bytes)} of ${formatBytes(upload.totalBytes)}`}
        </span>
      </div>
      <Progress value={100 * share} aria-label="Share of the bytes that arrived" />
      <Cancel />
    </div>
  );
}

/** By bytes, or by files where these are empty. */
function shareOf(bytes: number, totalBytes: number, files: number, totalFiles: number): number {
  return totalBytes > 0 ? bytes / totalBytes : files / Math.max(1, totalFiles);
}

function countedFiles(count: number): string {
  return count === 1 ? '1 file' : `${formatCount(count)} files`;
}

function Cancel() {
  return (
    <div className={styles.end}>
      <Button variant="default" data-autofocus onClick={closeImport}>
        Cancel
      </Button>
    </div>
  );
}
