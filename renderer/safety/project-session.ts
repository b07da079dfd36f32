import { create } from 'zustand';
import { countLayers, MANY_LAYERS } from '../document/many-layers.ts';
import { useDocument } from '../document/store.ts';
import { closeRuns, openRuns } from '../train/run-store.ts';
import { t } from '../language/text.ts';
import { abandonedDrafts, type Draft, followDraft, forgetDraft, setAside } from './draft.ts';
import { attempt, messageOf, reportDone } from '../window/failures.ts';
import { guardLeaving } from './leave-guard.ts';
import { beAlive, WINDOW } from './living-windows.ts';
import { loadRecovered, takeChosen, useRecovered, whatWasEdited } from './recovered-edits.ts';
import { host } from '../host/host.ts';

interface SessionState {
  readonly id: string | undefined;
  /** `large`: people have to say whether so large a project is opened. */
  readonly state: 'loading' | 'open' | 'failed' | 'large';
  /** Why it could not be opened, in plain words. */
  readonly problem: string | undefined;
  /** How many layers the project has, where it is too large to be opened without a question. */
  readonly layers?: number;
}

/** The project that the window is about to show or shows. */
export const useSession = create<SessionState>()(() => ({ id: undefined, state: 'loading', problem: undefined }));

/** Counts what was asked for: an opening that is still under way gives way to what was asked for after it. */
let asked = 0;

/** Opens a project with its runs; the one open before is saved first. */
export async function openSession(id: string, { large = false }: { readonly large?: boolean } = {}): Promise<void> {
  const { id: former, state } = useSession.getState();
  if (former === id && state !== 'failed' && !(large && state === 'large')) return;
  const own = (asked += 1);
  const isCurrent = () => own === asked;
  useSession.setState({ id, state: 'loading', problem: undefined });
  try {
    await useDocument.getState().close();
    // Before it is shown: what this window left unsaved of it counts as abandoned, too.
    const [opened, drafts] = await Promise.all([host().openProject(id), abandonedDrafts(id)]);
    if (!isCurrent()) return;
    const layers = countLayers(opened.project);
    if (layers > MANY_LAYERS && !large) {
      useSession.setState({ state: 'large', layers });
      return;
    }
    useDocument.getState().open(opened);
    const { draft, others } = takeChosen(drafts);
    others.forEach(setAside);
    if (draft !== undefined) await restoreDraft(draft, opened.revision, others.length);
    if (!isCurrent()) return;
    useSession.setState({ state: 'open' });
    await attempt(t('The runs of the project could not be read'), () => openRuns(id));
  } catch (error) {
    if (isCurrent()) useSession.setState({ state: 'failed', problem: messageOf(error) });
  }
}

/** Saves and leaves the open project; edits that can't be saved are offered again. */
export async function closeSession(): Promise<void> {
  if (useSession.getState().id === undefined) return;
  asked += 1;
  useSession.setState({ id: undefined, state: 'loading', problem: undefined });
  closeRuns();
  await useDocument.getState().close();
  await loadRecovered();
}

/**
 * Brings back edits that could not be saved before the project was left, or its window closed or broke. Where the file went on without them,
 * the window asks whose version counts.
 */
async function restoreDraft(draft: Draft, revision: string, others: number): Promise<void> {
  const document = useDocument.getState();
  if (draft.revision === revision) {
    reportDone(
      t('Unsaved edits are back'),
      t(
        '{what} Undo takes them away again.{others, plural, =0 {} one { Home offers other unsaved edits of this project.} other { Home offers # others of this project.}}',
        { what: whatWasEdited(draft), others },
      ),
    );
  } else {
    // Over a revision that the file no longer has they are not written: the host refuses, and the window asks.
    useRecovered.setState({ asked: draft });
    useDocument.setState({ revision: draft.revision });
  }
  document.execute({ type: 'replace', project: draft.project, label: 'Restore unsaved edits' });
  document.seal();
  // From here on they are this window's own draft, which goes when they are saved.
  if (draft.window !== WINDOW) forgetDraft(draft);
  await document.flush();
}

beAlive();
followDraft();
guardLeaving();
