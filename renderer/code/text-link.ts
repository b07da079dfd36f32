import { formatProject, parseProject } from '../../engine/project/parse.ts';
import type { Project } from '../../engine/project/schema.ts';
import { t } from '../language/text.ts';

/** The text of a project that someone edits. */
export interface LinkedText {
  get(): string;
  /** Replaces the text; changes of it that this makes are not reported back. */
  show(text: string): void;
}

/** The project that the canvas shows. */
export interface LinkedProject {
  current(): Project;
  /** Returns why not where the project can't be so. */
  replace(project: Project): string | undefined;
}

export interface TextState {
  /** Why the text is no project. */
  readonly fault: string | undefined;
  /** The canvas was changed while the text held something that it didn't have: someone has to say which of them counts. */
  readonly apart: boolean;
}

const TYPING_PAUSE = 300;

/** The text of a large project takes its time to show: it follows an edit, and doesn't hold it up. */
const SHOWING_PAUSE = 150;

/**
 * Keeps text and project the same in both directions. Text that can't be read leaves the project as it is, and is kept
 * when the project changes meanwhile; then neither replaces the other until `take` or `keep` says which one counts.
 */
export function linkText(text: LinkedText, project: LinkedProject, report: (state: TextState) => void) {
  let state: TextState = { fault: undefined, apart: false };
  let busy = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let showing: ReturnType<typeof setTimeout> | undefined;

  const tell = (next: Partial<TextState>) => {
    state = { ...state, ...next };
    report(state);
  };
  const alone = (work: () => void) => {
    busy = true;
    work();
    busy = false;
  };
  const stopWaiting = () => {
    clearTimeout(timer);
    clearTimeout(showing);
    timer = showing = undefined;
  };
  const show = () => {
    stopWaiting();
    alone(() => text.show(formatProject(project.current())));
    tell({ fault: undefined, apart: false });
  };

  /** Reads the text; what it says reaches the project unless the two have come apart. */
  const read = () => {
    stopWaiting();
    const { project: next, diagnostics } = parseProject(text.get());
    const fault = next === undefined ? (diagnostics[0]?.message ?? t('This text is no project.')) : undefined;
    const same = next !== undefined && formatProject(next) === formatProject(project.current());
    tell({ fault, apart: state.apart && !same });
    if (next === undefined || same || state.apart) return;
    busy = true;
    const refused = project.replace(next);
    busy = false;
    if (refused !== undefined) tell({ fault: refused });
  };

  return {
    /** The text was edited. */
    typed() {
      if (busy) return;
      if (showing !== undefined) tell({ apart: true });
      stopWaiting();
      timer = setTimeout(read, TYPING_PAUSE);
    },
    /** The project was changed elsewhere. */
    changed() {
      if (busy) return;
      if (timer === undefined && state.fault === undefined && !state.apart) {
        showing ??= setTimeout(show, SHOWING_PAUSE);
        return;
      }
      tell({ apart: true });
      read();
    },
    /** The project counts: it replaces the text. */
    take: show,
    /** The text counts: it replaces the project as soon as it can be read. */
    keep() {
      tell({ apart: false });
      read();
    },
    /** Reads what was typed last; returns nothing more to do. */
    end() {
      if (timer !== undefined) read();
      stopWaiting();
    },
  };
}
