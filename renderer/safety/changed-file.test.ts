import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { EngineError } from '../../engine/graph/errors.ts';
import type { HostApi, OpenedProject } from '../../host/api.ts';
import { emptyProject } from '../document/document.ts';
import { useDocument } from '../document/store.ts';
import { connectServices } from '../host/services.ts';
import { takeChangedFile } from './changed-file.ts';

const openProject = vi.fn<HostApi['openProject']>();
vi.mock('../host/host.ts', () => ({ host: () => ({ openProject }), desktop: () => undefined }));

const document = () => useDocument.getState();
const file = (name: string, revision: string): OpenedProject => ({
  info: { id: 'p', name, path: '/p.netloom', changedAt: 0 },
  project: emptyProject(name),
  revision,
  diagnostics: [],
});
const gone = () =>
  openProject.mockRejectedValue(new EngineError('project-missing', 'There is no file /p.netloom. It was moved or deleted.'));

beforeEach(() => {
  const services: Partial<HostApi> = { saveProject: () => Promise.resolve({ revision: 'saved', savedAt: 1 }) };
  connectServices(services as HostApi);
  document().open(file('Mine', 'first'));
});
afterEach(() => document().close());

it('shows what another program wrote, as a step that undo takes back', async () => {
  openProject.mockResolvedValue(file('Theirs', 'second'));
  await takeChangedFile('p');
  expect(document()).toMatchObject({ whole: { name: 'Theirs' }, revision: 'second', saveState: 'saved', canUndo: true });
});

it('leaves unsaved edits alone: saving asks', async () => {
  document().execute({ type: 'describe', name: 'Edited' });
  openProject.mockResolvedValue(file('Theirs', 'second'));
  await takeChangedFile('p');
  expect(document()).toMatchObject({ whole: { name: 'Edited' }, revision: 'first', saveState: 'edited' });
});

it('asks at once where the file is gone: the window has the only version', async () => {
  gone();
  await takeChangedFile('p');
  expect(document()).toMatchObject({ conflict: true, saveState: 'failed', whole: { name: 'Mine' } });
  expect(document().saveError).toContain('moved or deleted');
});

it('takes no lost connection for a lost file', async () => {
  openProject.mockRejectedValue(new EngineError('connection-lost', 'The connection to Netloom was lost. It is being made again.'));
  await takeChangedFile('p');
  expect(document()).toMatchObject({ conflict: false, saveState: 'saved' });
});

it('asks no more where the file comes back as it was', async () => {
  gone();
  await takeChangedFile('p');
  openProject.mockResolvedValue(file('Mine', 'first again'));
  await takeChangedFile('p');
  expect(document()).toMatchObject({ conflict: false, saveState: 'saved', revision: 'first again', canUndo: false });
});

it('shows a file that comes back changed, and goes on asking where edits were made meanwhile', async () => {
  gone();
  await takeChangedFile('p');
  openProject.mockResolvedValue(file('Theirs', 'second'));
  await takeChangedFile('p');
  expect(document()).toMatchObject({ conflict: false, saveState: 'saved', whole: { name: 'Theirs' } });
  gone();
  await takeChangedFile('p');
  document().execute({ type: 'describe', name: 'Edited' });
  openProject.mockResolvedValue(file('Third', 'third'));
  await takeChangedFile('p');
  expect(document()).toMatchObject({ whole: { name: 'Edited' }, revision: 'second' });
});
