import { useDocument } from '../document/store.ts';
import { desktop } from '../host/host.ts';

/** A browser asks before it leaves a page with unsaved edits, and what can be saved on the way is; the desktop's own window asks itself. */
export function guardLeaving(): void {
  const isUnsaved = () => {
    const { projectId, saveState } = useDocument.getState();
    return projectId !== undefined && saveState !== 'saved';
  };
  const save = () => {
    if (isUnsaved() && !useDocument.getState().conflict) void useDocument.getState().flush();
  };
  window.addEventListener('beforeunload', (event) => {
    if (!isUnsaved() || desktop() !== undefined) return;
    save();
    event.preventDefault();
  });
  window.addEventListener('pagehide', save);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') save();
  });
}
