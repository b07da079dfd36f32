import { useEffect, useState } from 'react';
import styles from './app.module.css';
import { filesOfInput } from '../import/picked-files.ts';
import { closeImport, isBusy, takeDrop, takeFiles } from '../import/import-store.ts';
import { t } from '../language/text.ts';
import { isProjectFile, isProjectText, openDroppedProjects } from '../host/files.ts';

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

/** Project files are opened and the rest is imported; with folders among it, all of it is data. */
function take(data: DataTransfer): void {
  const files = [...data.files];
  if (isBusy() || files.length === 0 || holdsFolders(data)) return takeDrop(data);
  const projects = files.filter(({ name }) => isProjectFile(name));
  const rest = files.filter((file) => !projects.includes(file));
  if (projects.length === 0) void takeOthers(rest, data);
  else {
    closeImport();
    void openDroppedProjects(projects);
    if (rest.length > 0) takeFiles(filesOfInput(rest));
  }
}

/** A JSON file may be a project that was saved under another name: what it begins with tells. */
async function takeOthers(files: readonly File[], data: DataTransfer): Promise<void> {
  const [file] = files;
  if (files.length > 1 || !/\.json$/i.test(file.name)) return takeDrop(data);
  if (!(await isProjectText(file))) return takeFiles(filesOfInput(files));
  closeImport();
  await openDroppedProjects(files);
}

function holdsFolders({ items }: DataTransfer): boolean {
  return [...items].some((item) => item.webkitGetAsEntry()?.isDirectory === true);
}
