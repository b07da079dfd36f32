import { z } from 'zod';
import { create } from 'zustand';
import { projectSchema, type Project } from '../../engine/project/schema.ts';
import { type DocumentState, useDocument } from '../document/store.ts';
import type { Text } from '../language/text.ts';
import { livingWindows, WINDOW } from './living-windows.ts';

const PREFIX = 'netloom.draft.';

/** Drafts that take longer than this to write, in milliseconds, may take this share of the time. */
const LONG = 8;
const SHARE = 0.1;

/** The longest that a draft waits for the window to be idle, in milliseconds. */
const LATEST = 300;

const draftSchema = z.object({
  projectId: z.string(),
  /** The window that made the edits. */
  window: z.string(),
  /** Of the file that they were made over. */
  revision: z.string(),
  project: projectSchema,
  /** Milliseconds since 1970. */
  editedAt: z.number(),
  /** How many edits, and what the last one did. */
  edits: z.number(),
  lastEdit: z
    .custom<Text>(
      (value) => typeof value === 'string' || z.object({ text: z.string(), values: z.looseObject({}) }).safeParse(value).success,
    )
    .optional(),
});

/** Edits that no file has yet. */
export interface Draft extends Readonly<Omit<z.infer<typeof draftSchema>, 'project'>> {
  readonly project: Project;
}

/** Whether the browser's storage took the last draft. */
export const useDraftKept = create<{ readonly kept: boolean }>()(() => ({ kept: true }));

let edits = 0;
let mayWriteAt = 0;
/** Takes back the write that waits for its turn; undefined where none does. */
let waiting: (() => void) | undefined;

/**
 * Keeps edits in the browser's storage until the host has written them: a closed window, a lost connection or a fault of the
 * window then loses nothing, a crashed one what was edited in the last moment. Each window has drafts of its own. A storage that is full keeps the draft that it has.
 */
export function followDraft(): void {
  useDocument.subscribe((state, former) => {
    if (state.projectId === undefined || state.projectId !== former.projectId) {
      // A draft of the project that was left stays where it was not written, with its last edit.
      if (waiting !== undefined) keep(former);
      edits = 0;
      return;
    }
    if (state.whole !== former.whole) edits += 1;
    if (state.saveState === 'saved') {
      if (former.saveState !== 'saved') forgetOwn(state.projectId);
    } else if (state.whole !== former.whole || state.revision !== former.revision || former.saveState === 'saved') {
      schedule();
    }
  });
  const keepWaiting = () => {
    if (waiting !== undefined) keep(useDocument.getState());
  };
  window.addEventListener('pagehide', keepWaiting);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') keepWaiting();
  });
}

/** As soon as the window has shown the edit and is idle; drafts so large that they would hold up the window take their share of the time. */
function schedule(): void {
  if (waiting !== undefined) return;
  const write = (): void => keep(useDocument.getState());
  const delay = mayWriteAt - performance.now();
  waiting = delay > 0 ? later(write, delay) : whenIdle(write);
}

function later(write: () => void, delay: number): () => void {
  const timer = setTimeout(() => (waiting = whenIdle(write)), delay);
  return () => clearTimeout(timer);
}

function whenIdle(write: () => void): () => void {
  // Safari knows no idle time.
  if (typeof requestIdleCallback === 'undefined') {
    const timer = setTimeout(write);
    return () => clearTimeout(timer);
  }
  const request = requestIdleCallback(write, { timeout: LATEST });
  return () => cancelIdleCallback(request);
}

function cancel(): void {
  waiting?.();
  waiting = undefined;
}

/** Writes the draft of what is unsaved in a state of the document. */
function keep({ projectId, saveState, revision, whole, history }: DocumentState): void {
  cancel();
  if (projectId === undefined || saveState === 'saved') return;
  const lastEdit = history.steps[history.position - 1]?.label;
  const draft: Draft = { projectId, window: WINDOW, revision, project: whole, editedAt: Date.now(), edits, ...(lastEdit && { lastEdit }) };
  const started = performance.now();
  try {
    localStorage.setItem(keyOf(draft), JSON.stringify(draft));
    useDraftKept.setState({ kept: true });
  } catch {
    // Full or forbidden: the host writes the project in a moment, and leaving the window asks first.
    useDraftKept.setState({ kept: false });
  }
  const taken = performance.now() - started;
  mayWriteAt = taken > LONG ? started + taken / SHARE : 0;
}

function keyOf({ projectId, window }: Pick<Draft, 'projectId' | 'window'>): string {
  return `${PREFIX}${projectId}.${window}`;
}

function forgetOwn(projectId: string): void {
  cancel();
  edits = 0;
  forgetDraft({ projectId, window: WINDOW });
}

/** Keeps what this window left unsaved of a project apart: its edits from now on would be kept in the same place. */
export function setAside(draft: Draft): void {
  if (draft.window !== WINDOW) return;
  const aside: Draft = { ...draft, window: `${WINDOW} ${draft.editedAt}` };
  // The storage may have no room for both at a time.
  forgetDraft(draft);
  localStorage.setItem(keyOf(aside), JSON.stringify(aside));
}

export function forgetDraft(draft: Pick<Draft, 'projectId' | 'window'>): void {
  try {
    localStorage.removeItem(keyOf(draft));
  } catch {
    // A forbidden storage holds no draft either.
  }
}

/** Drafts whose windows have gone or have left the project, the latest first; of one project or of all. */
export async function abandonedDrafts(projectId?: string): Promise<readonly Draft[]> {
  const alive = await livingWindows();
  const open = useDocument.getState().projectId;
  return allDrafts()
    .filter((draft) => projectId === undefined || draft.projectId === projectId)
    .filter((draft) => (draft.window === WINDOW ? draft.projectId !== open : !alive.has(draft.window)))
    .toSorted((a, b) => b.editedAt - a.editedAt);
}

function allDrafts(): readonly Draft[] {
  try {
    return Object.keys(localStorage)
      .filter((key) => key.startsWith(PREFIX))
      .map(stored)
      .filter((draft) => draft !== undefined);
  } catch {
    return [];
  }
}

function stored(key: string): Draft | undefined {
  try {
    const draft = draftSchema.safeParse(JSON.parse(localStorage.getItem(key) ?? ''));
    return draft.success ? draft.data : undefined;
  } catch {
    return undefined;
  }
}
