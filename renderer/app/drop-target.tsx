import { useEffect, useState } from 'react';
import styles from './app.module.css';
import { closeImport, isBusy, takeDrop } from '../import/import-store.ts';
import { t } from '../language/text.ts';
import { isProjectFile, openDroppedProjects } from '../host/files.ts';

function holdsFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') === true;
}

/** Takes what is dropped anywhere on the window: project files are opened, all else is data to import. */
export function DropTarget() {
  const [over, setOver] = useState(false);

  useEffect(() => {
    const onOver = (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const onLeave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false);
    };
    const onDrop = (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      setOver(false);
      if (event.dataTransfer) take(event.dataTransfer);
    };
    window.addEventListener('dragover', onOver);
    window.addEventListener('dragleave', onLeave);
    window.addEventListener('drop', onDrop);
    return () => {
      window.removeEventListener('dragover', onOver);
      window.removeEventListener('dragleave', onLeave);
      window.removeEventListener('drop', onDrop);
    };
  }, []);

  return over ? <div className={styles.drop}>{t('Drop a project to open it, or data to import it')}</div> : null;
}

function take(data: DataTransfer): void {
  const files = [...data.files];
  if (files.length === 0 || !files.every(({ name }) => isProjectFile(name))) return takeDrop(data);
  if (!isBusy()) closeImport();
  void openDroppedProjects(files);
}
