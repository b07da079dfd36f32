import { create } from 'zustand';
import { formatProject } from '../../engine/project/parse.ts';
import { slug } from '../../engine/project/slug.ts';
import { t } from '../language/text.ts';
import { abandonedDrafts, forgetDraft, type Draft } from './draft.ts';
import { attempt } from '../window/failures.ts';
import { openInWindow } from '../host/files.ts';
import { formatMoment } from '../window/format.ts';
import { host } from '../host/host.ts';

interface RecoveredState {
  /** Edits that no file has and no window shows, the latest first. */
  readonly drafts: readonly Draft[];
  /** Those of the open project, while the window asks whether they or the file count. */
  readonly asked: Draft | undefined;
  /** Those that people chose to restore, until their project is open. */
  readonly chosen: Draft | undefined;
}

export const useRecovered = create<RecoveredState>()(() => ({ drafts: [], asked: undefined, chosen: undefined }));

/** Looks for unsaved edits of windows that are gone. */
export async function loadRecovered(): Promise<void> {
  useRecovered.setState({ drafts: await abandonedDrafts() });
}

/** How many edits, which was the last, and when. */
export function whatWasEdited({ edits, lastEdit, editedAt }: Draft): string {
  const time = formatMoment(editedAt, { seconds: true });
  if (lastEdit === undefined) return t('{count, plural, one {# edit} other {# edits}} of {time}.', { count: edits, time });
  const values = { count: edits, time, step: t(lastEdit) };
  return t('{count, plural, one {# edit} other {# edits}} of {time}, the last: {step}.', values);
}

/** Opens the project with its edits; a project of their own where its file is gone. */
export async function restoreDraft(draft: Draft): Promise<void> {
  const projects = await attempt(t('The projects could not be read'), () => host().listProjects());
  if (projects === undefined) return;
  if (projects.some(({ id, project }) => id === draft.projectId && project !== undefined)) {
    useRecovered.setState({ chosen: draft });
    return openInWindow(draft.projectId);
  }
  const file = `${slug(draft.project.name)}.netloom`;
  const opened = await attempt(t('The project could not be made'), () => host().importProject(file, formatProject(draft.project)));
  if (opened === undefined) return;
  forgetDraft(draft);
  openInWindow(opened.info.id);
}

/** Of the unsaved edits of a project those that were chosen, else the latest; the others stay on offer. */
export function takeChosen(drafts: readonly Draft[]): { readonly draft: Draft | undefined; readonly others: readonly Draft[] } {
  const { chosen } = useRecovered.getState();
  useRecovered.setState({ chosen: undefined });
  const draft = drafts.find(({ projectId, window }) => projectId === chosen?.projectId && window === chosen.window) ?? drafts.at(0);
  return { draft, others: drafts.filter((other) => other !== draft) };
}

export async function discardDraft(draft: Draft): Promise<void> {
  forgetDraft(draft);
  await loadRecovered();
}
