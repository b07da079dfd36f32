import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { HostApi, OpenedProject } from '../../host/api.ts';
import { EngineError } from '../../engine/graph/errors.ts';
import { AUTOSAVE_DELAY } from './autosave.ts';
import { emptyProject } from './document.ts';
import { connectServices } from '../host/services.ts';
import { useDocument } from './store.ts';

const node = (id: string, type: string, x: number, parameters: Record<string, unknown> = {}) => ({
  id,
  type,
  position: { x, y: 0 },
  parameters,
});
const wire = (from: string, to: string) => ({ from: { node: from, port: 'out' }, to: { node: to, port: 'in' } });

const project = {
  ...emptyProject('digits'),
  nodes: [node('x', 'Input', 0), node('flat', 'Flatten', 200), node('fc', 'Dense', 400, { units: 10 }), node('out', 'Output', 600)],
  wires: [wire('x', 'flat'), wire('flat', 'fc'), wire('fc', 'out')],
};

const opened = (revision = 'r0'): OpenedProject => ({
  info: { id: 'p', name: 'digits', path: '', changedAt: 0 },
  project,
  revision,
  diagnostics: [],
});

const saveProject = vi.fn<HostApi['saveProject']>();
const state = () => useDocument.getState();

beforeEach(() => {
  vi.useFakeTimers();
  saveProject.mockReset().mockResolvedValue({ revision: 'r1', savedAt: 0 });
  const host: Pick<HostApi, 'saveProject' | 'openProject'> = { saveProject, openProject: () => Promise.resolve(opened('r9')) };
  connectServices(host as HostApi);
  state().open(opened());
});
afterEach(() => void vi.useRealTimers());

it('analyses the project as it is opened and after each edit', () => {
  expect(state().analysis.trainable).toBe(true);
  expect(state().execute({ type: 'remove', nodes: ['flat'], wires: [] })).toBeUndefined();
  expect(state().analysis.trainable).toBe(false);
  state().undo();
  expect(state().analysis.trainable).toBe(true);
  expect(state().project).toBe(project);
});

it('keeps the analysis while nodes only move', () => {
  const { analysis } = state();
  state().execute({ type: 'move', positions: { fc: { x: 1, y: 2 } } });
  expect(state().analysis).toBe(analysis);
});

it('saves after an edit, after undo, and not after selecting', async () => {
  state().select({ nodes: ['fc'] });
  await vi.advanceTimersByTimeAsync(AUTOSAVE_DELAY);
  expect(saveProject).not.toHaveBeenCalled();
  state().execute({ type: 'set-parameter', node: 'fc', parameter: 'units', value: 7 });
  expect(state().saveState).toBe('edited');
  await vi.advanceTimersByTimeAsync(AUTOSAVE_DELAY);
  expect(state()).toMatchObject({ saveState: 'saved', revision: 'r1' });
  state().undo();
  await vi.advanceTimersByTimeAsync(AUTOSAVE_DELAY);
  expect(saveProject.mock.calls.map(([, saved, revision]) => [saved.nodes[2].parameters.units, revision])).toEqual([
    [7, 'r0'],
    [10, 'r1'],
  ]);
});

it('makes one step of typing, and another after the field was left', () => {
  const type = (value: number) => state().execute({ type: 'set-parameter', node: 'fc', parameter: 'units', value });
  type(1);
  type(12);
  state().seal();
  type(3);
  expect(state().history.steps).toHaveLength(2);
  state().undo();
  expect(state().project.nodes[2].parameters.units).toBe(12);
  state().undo();
  expect(state().project.nodes[2].parameters.units).toBe(10);
  expect(state().canUndo).toBe(false);
});

it('selects what an undone deletion brings back', () => {
  state().select({ nodes: ['flat'] });
  state().execute({ type: 'remove', nodes: ['flat'], wires: [] });
  expect(state().selection.nodes).toEqual([]);
  state().undo();
  expect(state().selection.nodes).toEqual(['flat']);
});

it('writes over a file that changed elsewhere only when told to', async () => {
  saveProject.mockRejectedValueOnce(new EngineError('project-changed', 'The file was changed elsewhere.'));
  state().execute({ type: 'describe', description: 'mine' });
  await vi.advanceTimersByTimeAsync(AUTOSAVE_DELAY);
  expect(state()).toMatchObject({ saveState: 'failed', conflict: true });
  await state().resolveConflict('mine');
  expect(saveProject.mock.lastCall).toMatchObject(['p', { description: 'mine' }, 'r9']);
  expect(state()).toMatchObject({ saveState: 'saved', conflict: false });
});

it('asks as well where the file is gone', async () => {
  saveProject.mockRejectedValueOnce(new EngineError('project-missing', 'There is no file.'));
  state().execute({ type: 'describe', description: 'mine' });
  await vi.advanceTimersByTimeAsync(AUTOSAVE_DELAY);
  expect(state()).toMatchObject({ saveState: 'failed', conflict: true });
});

it('takes what others wrote as a step: undo brings back and saves what was here', async () => {
  state().execute({ type: 'describe', description: 'mine' });
  await vi.advanceTimersByTimeAsync(AUTOSAVE_DELAY);
  saveProject.mockClear();
  state().takeFile({ ...opened('r5'), project: { ...project, description: 'theirs' } });
  expect(state()).toMatchObject({ saveState: 'saved', revision: 'r5', whole: { description: 'theirs' } });
  await vi.advanceTimersByTimeAsync(AUTOSAVE_DELAY);
  expect(saveProject).not.toHaveBeenCalled();
  state().undo();
  expect(state().whole.description).toBe('mine');
  await vi.advanceTimersByTimeAsync(AUTOSAVE_DELAY);
  expect(saveProject.mock.lastCall).toMatchObject(['p', { description: 'mine' }, 'r5']);
});

it('gives up its own edits for the file where that is chosen', async () => {
  state().execute({ type: 'describe', description: 'mine' });
  await state().resolveConflict('theirs');
  expect(state().project.description).toBe('');
  expect(state().revision).toBe('r9');
  await vi.advanceTimersByTimeAsync(AUTOSAVE_DELAY);
  expect(saveProject).not.toHaveBeenCalled();
});

it('refuses a circle and says why', () => {
  const reason = state().execute({ type: 'connect', from: { node: 'fc', port: 'out' }, to: { node: 'flat', port: 'in' } });
  expect(reason).toMatch(/circle/);
  expect(state().canUndo).toBe(false);
});
