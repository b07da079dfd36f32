import { create } from 'zustand';
import type { Analysis } from '../../engine/compile/analysis.ts';
import { layerOf } from '../../engine/layers/registry.ts';
import type { Diagnostic, Fix } from '../../engine/project/diagnostic.ts';
import type { DatasetInfo } from '../../engine/data/dataset.ts';
import type { Project } from '../../engine/project/schema.ts';
import type { OpenedProject } from '../../host/api.ts';
import { createAutosave, type SaveState } from './autosave.ts';
import { emptyProject, existingSelection, nothingSelected, type EditorDocument, type Selection } from './document.ts';
import { applyEdit, type Edit } from './edits.ts';
import { documentHost } from './host.ts';
import { emptyHistory, recorded, sealed, travelled, type History } from './history.ts';
import { analyzeProject, emptyAnalysis, fedDataset, outputKindOf } from './knowledge.ts';
import { knowDatasets } from './known-datasets.ts';
import type { LayerKnowledge } from './wiring.ts';

export interface DocumentState {
  /** Undefined while no project is open. */
  readonly projectId: string | undefined;
  readonly project: Project;
  /** Hash of the file as it was last read or written. */
  readonly revision: string;
  readonly saveState: SaveState;
  readonly saveError: string | undefined;
  /** The file was changed elsewhere: `resolveConflict` says whose version counts. */
  readonly conflict: boolean;
  readonly selection: Selection;
  readonly analysis: Analysis;
  /** What reading the file complained about. */
  readonly openDiagnostics: readonly Diagnostic[];
  readonly history: History;
  readonly canUndo: boolean;
  readonly canRedo: boolean;

  open(opened: OpenedProject): void;
  close(): Promise<void>;
  /** Does the edit as one step; returns why not where it can't be done. */
  execute(edit: Edit): string | undefined;
  applyFix(fix: Fix): string | undefined;
  undo(): void;
  redo(): void;
  /** Goes to the state after so many steps of the history. */
  travel(position: number): void;
  /** Ends a gesture (leaving a field): the next edit is a step of its own. */
  seal(): void;
  select(selection: Partial<Selection>): void;
  /** Writes what isn't saved yet. */
  flush(): Promise<void>;
  resolveConflict(keep: 'mine' | 'theirs'): Promise<void>;
}

export const useDocument = create<DocumentState>()((set, get) => {
  const autosave = createAutosave(
    {
      current: () => {
        const { projectId, project, revision } = get();
        return projectId === undefined ? undefined : { id: projectId, project, revision };
      },
      report: (report) => set({ saveError: undefined, conflict: false, ...report }),
    },
    documentHost,
  );

  const changeTo = (document: EditorDocument, history: History) => {
    const changed = document.project !== get().project;
    set({
      ...document,
      history,
      canUndo: history.position > 0,
      canRedo: history.position < history.steps.length,
      ...(changed && { analysis: analysisOf(get().project, document.project, get().analysis), saveState: 'edited' }),
    });
    if (changed) autosave.schedule();
  };

  return {
    ...closedDocument(),

    open({ info, project, revision, diagnostics }) {
      autosave.reset();
      const analysis = analyzeProject(project);
      set({ ...closedDocument(), projectId: info.id, project, revision, analysis, openDiagnostics: diagnostics });
    },

    async close() {
      await autosave.flush();
      autosave.reset();
      set(closedDocument());
    },

    execute(edit) {
      const { project, selection, history } = get();
      const result = applyEdit({ project, selection }, edit, layerKnowledge);
      if ('refused' in result) return result.refused;
      const { document: after, label, mergeKey } = result;
      const step = { label, before: { project, selection }, after, ...(mergeKey !== undefined && { mergeKey }) };
      changeTo(after, recorded(history, step));
      return undefined;
    },

    applyFix: (fix) => get().execute({ type: 'apply-fix', fix }),
    undo: () => get().travel(get().history.position - 1),
    redo: () => get().travel(get().history.position + 1),

    travel(position) {
      const target = travelled(get().history, position);
      if (target !== undefined) changeTo(target.document, target.history);
    },

    seal: () => set(({ history }) => ({ history: sealed(history) })),

    select(selection) {
      const { project, selection: former, history } = get();
      const next = existingSelection(project, { ...nothingSelected, ...selection });
      const same = sameIds(next.nodes, former.nodes) && sameIds(next.wires, former.wires) && sameIds(next.comments, former.comments);
      if (!same) set({ selection: next, history: sealed(history) });
    },

    flush: () => autosave.flush(),

    async resolveConflict(keep) {
      const { projectId } = get();
      const host = documentHost();
      if (host === undefined || projectId === undefined) return;
      const opened = await host.openProject(projectId);
      if (keep === 'theirs') return get().open(opened);
      set({ revision: opened.revision, conflict: false, saveError: undefined, saveState: 'edited' });
      autosave.schedule();
      await autosave.flush();
    },
  };
});

/** Takes the datasets that there are now; the open project is analysed with them. */
export function takeDatasets(infos: readonly DatasetInfo[]): void {
  knowDatasets(infos);
  const { project, projectId } = useDocument.getState();
  if (projectId !== undefined) useDocument.setState({ analysis: analyzeProject(project) });
}

/** What the editing core may ask about the document that is open. */
export const layerKnowledge: LayerKnowledge = {
  layerOf,
  dataset: (id) => fedDataset(useDocument.getState().project, id),
  outputKind: (from) => {
    const { analysis, project } = useDocument.getState();
    return outputKindOf(analysis, project, from);
  },
};

/** The analysis of the next project; moving nodes and renaming the project leave the last one valid. */
function analysisOf(former: Project, next: Project, analysis: Analysis): Analysis {
  const same =
    former.wires === next.wires &&
    former.training === next.training &&
    former.data === next.data &&
    former.nodes.length === next.nodes.length &&
    next.nodes.every((node, index) => {
      const old = former.nodes[index];
      return (
        node === old ||
        (node.id === old.id &&
          node.type === old.type &&
          node.name === old.name &&
          node.mode === old.mode &&
          node.parameters === old.parameters)
      );
    });
  return same ? analysis : analyzeProject(next);
}

function closedDocument() {
  return {
    projectId: undefined,
    project: emptyProject(),
    revision: '',
    saveState: 'saved',
    saveError: undefined,
    conflict: false,
    selection: nothingSelected,
    analysis: emptyAnalysis,
    openDiagnostics: [],
    history: emptyHistory,
    canUndo: false,
    canRedo: false,
  } satisfies Partial<DocumentState>;
}

function sameIds(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((id, index) => id === b[index]);
}
