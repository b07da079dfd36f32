import { toErrorData } from '../../engine/graph/errors.ts';
import { formatProject } from '../../engine/project/parse.ts';
import type { Project } from '../../engine/project/schema.ts';
import type { OpenedProject } from '../../host/api.ts';
import { useDocument } from '../document/store.ts';
import { host } from '../host/host.ts';
import { mendedText } from '../host/mended.ts';
import { t } from '../language/text.ts';
import { messageOf, reportDone } from '../window/failures.ts';

/** What the window showed when its file was gone or could not be read any more. */
let shownAtLoss: Project | undefined;

/**
 * Answers another program's or window's change of a project's file. It is shown where this window has nothing unsaved; else saving asks
 * whose version counts. Where the file is gone or can't be read, the window has the only whole version, and asks what becomes of it.
 */
export async function takeChangedFile(id: string): Promise<void> {
  if (useDocument.getState().projectId !== id) return;
  const read = await readAgain(id);
  if (read === undefined) return;
  const { projectId, saveState, conflict, whole, revision } = useDocument.getState();
  if (projectId !== id) return;
  if ('problem' in read) {
    if (saveState !== 'saved') return;
    shownAtLoss = whole;
    useDocument.setState({ saveState: 'failed', saveError: read.problem, conflict: true });
    return;
  }
  const { opened } = read;
  const isBack = conflict && shownAtLoss === whole;
  if (!isBack && (saveState !== 'saved' || opened.revision === revision)) return;
  shownAtLoss = undefined;
  if (isBack && formatProject(opened.project) === formatProject(whole)) {
    useDocument.setState({ revision: opened.revision, saveState: 'saved', saveError: undefined, conflict: false });
    return;
  }
  useDocument.getState().takeFile(opened);
  const mended = mendedText(opened.diagnostics);
  const said = t('This window shows it as it is now. Undo brings back what it showed before.');
  reportDone(t('The file was changed elsewhere'), mended === undefined ? said : `${said} ${mended}`);
}

/** The file as it is now; undefined where a lost connection tells nothing of it: saving compares what it was once more. */
async function readAgain(id: string): Promise<{ readonly opened: OpenedProject } | { readonly problem: string } | undefined> {
  try {
    return { opened: await host().openProject(id) };
  } catch (error) {
    return toErrorData(error).code === 'connection-lost' ? undefined : { problem: messageOf(error) };
  }
}
