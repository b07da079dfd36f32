import { afterEach, beforeAll, expect, it, vi } from 'vitest';
import type { HostApi, OpenedProject } from '../../host/api.ts';
import { connectServices } from '../host/services.ts';
import { emptyProject } from '../document/document.ts';
import { useDocument } from '../document/store.ts';
import { abandonedDrafts, type Draft } from './draft.ts';
import { closeSession, openSession, useSession } from './project-session.ts';
import { loadRecovered, useRecovered } from './recovered-edits.ts';

const services = vi.hoisted(() => ({
  saveProject: vi.fn<HostApi['saveProject']>(),
  openProject: vi.fn<HostApi['openProject']>(),
}));

vi.mock('../host/host.ts', () => ({ host: () => services, desktop: () => undefined }));
vi.mock('../train/run-store.ts', () => ({ openRuns: () => Promise.resolve(), closeRuns: () => undefined }));

const document = () => useDocument.getState();
const drafts = () => Object.keys(localStorage).filter((key) => key.startsWith('netloom.draft.'));
const opened = (id: string): OpenedProject => ({
  info: { id, name: id, path: `/${id}.netloom`, changedAt: 0 },
  project: emptyProject(id),
  revision: 'first',
  diagnostics: [],
});

beforeAll(() => {
  const saving: Partial<HostApi> = services;
  connectServices(saving as HostApi);
});

afterEach(async () => {
  services.saveProject.mockResolvedValue({ revision: 'last', savedAt: 1 });
  await closeSession();
  localStorage.clear();
});

it('brings back what this window could not save of a project before it left it, and keeps the draft until it is saved', async () => {
  services.openProject.mockImplementation((id) => Promise.resolve(opened(id)));
  services.saveProject.mockRejectedValue(new Error('The disk is full.'));
  await openSession('p');
  document().execute({ type: 'describe', description: 'unsaved' });
  await closeSession();
  await openSession('p');
  expect(document().project.description).toBe('unsaved');
  expect(document().canUndo).toBe(true);
  expect(drafts()).toHaveLength(1);
  services.saveProject.mockResolvedValue({ revision: 'second', savedAt: 1 });
  await document().flush();
  expect(drafts()).toEqual([]);
});

it('opens a project once where it was left and asked for again while it was being read', async () => {
  const reading: (() => void)[] = [];
  services.openProject.mockImplementation((id) => new Promise((resolve) => reading.push(() => resolve(opened(id)))));
  const first = openSession('p');
  await vi.waitFor(() => expect(reading).toHaveLength(1));
  const left = closeSession();
  const second = openSession('p');
  await vi.waitFor(() => expect(reading).toHaveLength(2));
  reading[1]?.();
  await Promise.all([left, second]);
  document().execute({ type: 'describe', description: 'typed since' });
  reading[0]?.();
  await first;
  expect(document().project.description).toBe('typed since');
  expect(useSession.getState()).toMatchObject({ id: 'p', state: 'open' });
});

it('restores the unsaved edits that were chosen of several, and keeps the others on offer', async () => {
  services.openProject.mockImplementation((id) => Promise.resolve(opened(id)));
  services.saveProject.mockRejectedValue(new Error('The disk is full.'));
  await openSession('p');
  document().execute({ type: 'describe', description: 'of this window' });
  await closeSession();
  for (const [window, editedAt] of [
    ['older', 1],
    ['oldest', 0],
  ] as const) {
    const draft: Draft = {
      projectId: 'p',
      window,
      revision: 'first',
      project: { ...emptyProject('p'), description: window },
      editedAt,
      edits: 1,
    };
    localStorage.setItem(`netloom.draft.p.${window}`, JSON.stringify(draft));
  }
  await loadRecovered();
  const older = useRecovered.getState().drafts.find(({ window }) => window === 'older');
  useRecovered.setState({ chosen: older });
  await openSession('p');
  expect(document().project.description).toBe('older');
  const left = (await abandonedDrafts('p')).map(({ project }) => project.description);
  expect(left).toEqual(['of this window', 'oldest']);
});

it('asks before it opens a project that is too large for the window, and opens it when told so', async () => {
  const node = (index: number) => ({ id: `n${index}`, type: 'Dense', position: { x: index, y: 0 }, parameters: {} });
  const file = opened('p');
  const large = { ...file, project: { ...file.project, nodes: Array.from({ length: 10_001 }, (_, index) => node(index)) } };
  services.openProject.mockResolvedValue(large);
  await openSession('p');
  expect(useSession.getState()).toMatchObject({ id: 'p', state: 'large', layers: 10_001 });
  expect(document().projectId).toBeUndefined();
  await openSession('p', { large: true });
  expect(useSession.getState().state).toBe('open');
  expect(document().project.nodes).toHaveLength(10_001);
});
