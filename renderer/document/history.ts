import type { Text } from '../language/text.ts';
import type { EditorDocument } from './document.ts';
import type { Level } from './level.ts';

/** The whole project, and the level on which something of it is selected. */
export interface RecordedDocument extends EditorDocument {
  readonly level?: Level;
}

export interface HistoryStep {
  /** What it does, said in the window's language where it is shown. */
  readonly label: Text;
  readonly before: RecordedDocument;
  readonly after: RecordedDocument;
  /** Set while further edits of the same key may join this step. */
  readonly mergeKey?: string;
}

/** Steps that were done, and behind `position` those that were undone and can be redone. */
export interface History {
  readonly steps: readonly HistoryStep[];
  /** Number of steps that are in effect. */
  readonly position: number;
}

export const emptyHistory: History = { steps: [], position: 0 };

const LIMIT = 500;

/** Records a step; it joins the last one where both carry the same merge key. What was undone is forgotten. */
export function recorded(history: History, step: HistoryStep): History {
  const done = history.steps.slice(0, history.position);
  const last = done.at(-1);
  const merges = last?.mergeKey !== undefined && last.mergeKey === step.mergeKey;
  const steps = merges ? [...done.slice(0, -1), { ...step, before: last.before }] : [...done, step];
  const kept = steps.slice(-LIMIT);
  return { steps: kept, position: kept.length };
}

/** Ends a gesture: the next edit begins a step of its own. */
export function sealed(history: History): History {
  const last = history.steps[history.position - 1];
  if (last?.mergeKey === undefined) return history;
  const { mergeKey: _ended, ...step } = last;
  return { ...history, steps: history.steps.with(history.position - 1, step) };
}

/** The document after `position` steps, and the history that stands there; undefined outside of what is recorded. */
export function travelled(
  history: History,
  position: number,
): { readonly history: History; readonly document: RecordedDocument } | undefined {
  if (position < 0 || position > history.steps.length || position === history.position) return undefined;
  const document = position < history.position ? history.steps[position].before : history.steps[position - 1].after;
  return { history: { ...sealed(history), position }, document };
}
