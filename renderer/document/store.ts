import { create } from 'zustand';
import type { Analysis } from '../../engine/compile/analysis.ts';
import { layerOf } from '../../engine/layers/registry.ts';
import { modulesOf } from '../../engine/modules/instance-layer.ts';
import { selfContaining } from '../../engine/modules/self-containing.ts';
import type { Diagnostic } from '../../engine/project/diagnostic.ts';
import type { DatasetInfo } from '../../engine/data/dataset.ts';
import type { Project } from '../../engine/project/schema.ts';
import type { OpenedProject } from '../../host/api.ts';
import { t } from '../language/text.ts';
import { createAutosave, type SaveState } from './autosave.ts';
import { emptyProject, existingSelection, nothingSelected, type Selection } from './document.ts';
import { applyEdit, type Edit } from './edits.ts';
import { services } from '../host/services.ts';
import { emptyHistory, recorded, sealed, travelled, type History, type RecordedDocument } from './history.ts';
import { analyzeProject, emptyAnalysis, fedDataset, outputKindOf } from './knowledge.ts';
import { knowDatasets } from './known-datasets.ts';
import { drawnAt, existingLevel, type Level } from './level.ts';
import { analysisAt } from './level-analysis.ts';
import type { LayerKnowledge } from './wiring.ts';

export interface DocumentState {
  /** Undefined while no project is open. */
  readonly projectId: string | undefined;
  /** What is on the canvas: the project, or with a module's drawing in place of its own where one is open. */
  readonly project: Project;
  /** The project as its file has it. */
  readonly whole: Project;
  /** The modules that are open, one within the other. */
  readonly level: Level;
  /** Hash of the file as it was last read or written. */
  readonly revision: string;
  readonly saveState: SaveState;
  readonly saveError: string | undefined;
  /** The file was changed elsewhere: `resolveConflict` says whose version counts. */
  readonly conflict: boolean;
  readonly selection: Selection;
  /** Of what is on the canvas. */
  readonly analysis: Analysis;
  /** Of the whole network. */
  readonly wholeAnalysis: Analysis;
  /** What reading the file complained about. */
  readonly openDiagnostics: readonly Diagnostic[];
  readonly history: History;
  readonly canUndo: boolean;
  readonly canRedo: boolean;

  open(opened: OpenedProject): void;
  /** Shows what the file of the open project holds now, as a step that can be undone. Nothing is written. */
  takeFile(opened: OpenedProject): void;
  close(): Promise<void>;
  /** Does the edit as one step; returns why not where it can't be done. */
  execute(edit: Edit): string | undefined;
  undo(): void;
  redo(): void;
  /** Goes to the state after so many steps of the history. */
  travel(position: number): void;
  /** Ends a gesture (leaving a field): the next edit is a step of its own. */
  seal(): void;
  select(selection: Partial<Selection>): void;
  /** Opens a level: the drawing of a module, or the network again. */
  openLevel(level: Level, selection?: Partial<Selection>): void;
  /** Writes what isn't saved yet. */
  flush(): Promise<void>;
  resolveConflict(keep: 'mine' | 'theirs'): Promise<void>;
}

export const useDocument = create<DocumentState>()((set, get) => {
  const autosave = createAutosave(
    {
      current: () => {
        const { projectId, whole, revision } = get();
        return projectId === undefined ? undefined : { id: projectId, project: whole, revision };
      },
      report: (report) => set({ saveError: undefined, conflict: false, ...report }),
    },
    services,
  );

  const changeTo = ({ project: whole, selection, level: wanted = [] }: RecordedDocument, history: History) => {
    const former = get();
    const changed = whole !== former.whole;
    const level = existingLevel(whole, wanted);
    const wholeAnalysis = changed ? analysisOf(former.whole, whole, former.wholeAnalysis) : former.wholeAnalysis;
    const project = whole === former.whole && level === former.level ? former.project : drawnAt(whole, level);
    set({
      whole,
      project,
      level,
      selection: existingSelection(project, selection),
      history,
      canUndo: history.position > 0,
      canRedo: history.position < history.steps.length,
      wholeAnalysis,
      analysis:
        wholeAnalysis === former.wholeAnalysis && level === former.level ? former.analysis : analysisAt(wholeAnalysis, whole, level),
      ...(changed && { saveState: 'edited' }),
    });
    if (changed) autosave.schedule();
  };

  return {
    ...closedDocument(),

    open({ info, project, revision, diagnostics }) {
      autosave.reset();
      const wholeAnalysis = analyzeProject(project);
      const analysis = analysisAt(wholeAnalysis, project, []);
      set({
        ...closedDocument(),
        projectId: info.id,
        project,
        whole: project,
        revision,
        analysis,
        wholeAnalysis,
        openDiagnostics: diagnostics,
      });
    },

    takeFile({ project, revision, diagnostics }) {
      const { whole, selection, level, history } = get();
      const after = { project, selection, level };
      const label = 'Take the file as it was changed elsewhere';
      changeTo(after, recorded(sealed(history), { label, before: { project: whole, selection, level }, after }));
      autosave.reset();
      set({ revision, openDiagnostics: diagnostics, saveState: 'saved', saveError: undefined, conflict: false });
    },

    async close() {
      await autosave.flush();
      autosave.reset();
      set(closedDocument());
    },

    execute(edit) {
      const { whole, level, selection, history } = get();
      const open = level.at(-1);
      const inside = open !== undefined && !isOfWhole(edit);
      const done: Edit = inside ? { type: 'in-module', module: open.module, edits: [edit] } : edit;
      const result = applyEdit({ project: whole, selection }, done, layerKnowledge);
      if ('refused' in result) return result.refused;
      const { document, label, mergeKey } = result;
      if (endlessModules(document.project) > endlessModules(whole)) return t('A module can’t contain itself.');
      const after = { ...document, level };
      const step = { label, before: { project: whole, selection, level }, after, ...(mergeKey !== undefined && { mergeKey }) };
      changeTo(after, recorded(history, step));
      return undefined;
    },

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

    openLevel(wanted, chosen = {}) {
      const { whole, wholeAnalysis, history } = get();
      const level = existingLevel(whole, wanted);
      const project = drawnAt(whole, level);
      const selection = existingSelection(project, { ...nothingSelected, ...chosen });
      set({ level, project, analysis: analysisAt(wholeAnalysis, whole, level), selection, history: sealed(history) });
    },

    flush: () => autosave.flush(),

    async resolveConflict(keep) {
      const { projectId } = get();
      const host = services();
      if (host === undefined || projectId === undefined) return;
      const opened = await host.openProject(projectId);
      if (get().projectId !== projectId) return;
      if (keep === 'theirs') return get().takeFile(opened);
      set({ revision: opened.revision, conflict: false, saveError: undefined, saveState: 'edited' });
      autosave.schedule();
      await autosave.flush();
    },
  };
});

/** Takes the datasets that there are now; the open project is analysed with them. */
export function takeDatasets(infos: readonly DatasetInfo[]): void {
  knowDatasets(infos);
  const { whole, level, projectId } = useDocument.getState();
  if (projectId === undefined) return;
  const wholeAnalysis = analyzeProject(whole);
  useDocument.setState({ wholeAnalysis, analysis: analysisAt(wholeAnalysis, whole, level) });
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

/** How many modules contain themselves. */
function endlessModules(project: Project): number {
  return project.modules === undefined ? 0 : selfContaining(modulesOf(project)).size;
}

/** Edits of the network itself, whatever level is open. */
function isOfWhole({ type }: Edit): boolean {
  return (
    type === 'apply-fix' ||
    type === 'replace' ||
    type === 'describe' ||
    type === 'set-training' ||
    type === 'set-data' ||
    type === 'in-module' ||
    type === 'remove-module' ||
    type === 'remove-unused-modules'
  );
}

/** The analysis of the next project; moving nodes and renaming the project leave the last one valid. */
function analysisOf(former: Project, next: Project, analysis: Analysis): Analysis {
  const same =
    former.wires === next.wires &&
    former.training === next.training &&
    former.data === next.data &&
    former.modules === next.modules &&
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
  const empty = emptyProject();
  return {
    projectId: undefined,
    project: empty,
    whole: empty,
    level: [],
    revision: '',
    saveState: 'saved',
    saveError: undefined,
    conflict: false,
    selection: nothingSelected,
    analysis: emptyAnalysis,
    wholeAnalysis: emptyAnalysis,
    openDiagnostics: [],
    history: emptyHistory,
    canUndo: false,
    canRedo: false,
  } satisfies Partial<DocumentState>;
}

function sameIds(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((id, index) => id === b[index]);
}
