import { create } from 'zustand';
import { useDocument } from '../document/store.ts';
import { closeRuns, openRuns } from '../train/run-store.ts';
import { draftOf, followDraft } from './draft.ts';
import { attempt, messageOf, reportDone } from './failures.ts';
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
    restoreDraft(id, opened.revision);
    useSession.setState({ state: 'open' });
    await attempt('The runs of the project could not be read', () => openRuns(id));
  } catch (error) {
    if (useSession.getState().id === id) useSession.setState({ state: 'failed', problem: messageOf(error) });
  }
}

/** Saves and leaves the open project. */
export async function closeSession(): Promise<void> {
  if (useSession.getState().id === undefined) return;
  useSession.setState({ id: undefined, state: 'loading', problem: undefined });
  closeRuns();
  await useDocument.getState().close();
}

/** Brings back edits that could not be saved before the window was closed or broke. */
function restoreDraft(id: string, revision: string): void {
  const draft = draftOf(id, revision);
  if (!draft) return;
  useDocument.getState().execute({ type: 'replace', project: draft, label: 'Restore unsaved edits' });
  reportDone('Unsaved edits are back', 'They could not be saved when the window was closed. Undo takes them away again.');
}

followDraft();
