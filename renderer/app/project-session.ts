import { create } from 'zustand';
import { useDocument } from '../document/store.ts';
import { closeRuns, openRuns } from '../train/run-store.ts';
import { t } from '../language/text.ts';
import { abandonedDrafts, followDraft, forgetDraft } from './draft.ts';
import { attempt, messageOf, reportDone } from './failures.ts';
import { guardLeaving } from './leave-guard.ts';
import { beAlive } from './living-windows.ts';
import { loadRecovered, useRecovered, whatWasEdited } from './recovered-edits.ts';
import { host } from './host.ts';

interface SessionState {
  readonly id: string | undefined;
  readonly state: 'loading' | 'open' | 'failed';
  /** Why it could not be opened, in plain words. */
  readonly problem: string | undefined;
}

/** The project that the window is about to show or shows. */
export const useSession = create<SessionState>()(() => ({ id: undefined, state: 'loading', problem: undefined }));

/** Opens a project with its runs; the one open before is saved first. */
export async function openSession(id: string): Promise<void> {
  if (useSession.getState().id === id && useSession.getState().state !== 'failed') return;
  useSession.setState({ id, state: 'loading', problem: undefined });
  try {
    await useDocument.getState().close();
    const opened = await host().openProject(id);
    if (useSession.getState().id !== id) return;
    useDocument.getState().open(opened);
    await restoreDraft(id, opened.revision);
    useSession.setState({ state: 'open' });
    await attempt(t('The runs of the project could not be read'), () => openRuns(id));
  } catch (error) {
    if (useSession.getState().id === id) useSession.setState({ state: 'failed', problem: messageOf(error) });
  }
}

/** Saves and leaves the open project; edits that can't be saved are offered again. */
export async function closeSession(): Promise<void> {
  if (useSession.getState().id === undefined) return;
  useSession.setState({ id: undefined, state: 'loading', problem: undefined });
  closeRuns();
  await useDocument.getState().close();
  await loadRecovered();
}

/**
 * Brings back edits that could not be saved before the window was closed or broke. Where the file went on without them, the window asks
 * whose version counts.
 */
async function restoreDraft(id: string, revision: string): Promise<void> {
  const [draft] = await abandonedDrafts(id);
  const document = useDocument.getState();
  if (draft === undefined || document.projectId !== id) return;
  if (draft.revision === revision) {
    reportDone(t('Unsaved edits are back'), t('{what} Undo takes them away again.', { what: whatWasEdited(draft) }));
  } else {
    // Over a revision that the file no longer has they are not written: the host refuses, and the window asks.
    useRecovered.setState({ asked: draft });
    useDocument.setState({ revision: draft.revision });
  }
  document.execute({ type: 'replace', project: draft.project, label: 'Restore unsaved edits' });
  document.seal();
  // From here on they are this window's own draft.
  forgetDraft(draft);
  await document.flush();
}

beAlive();
followDraft();
guardLeaving();
