import { notificationsStore } from '@mantine/notifications';
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { EngineError } from '../../engine/graph/errors.ts';
import type { HostApi } from '../../host/api.ts';
import { emptyProject } from '../document/document.ts';
import { useDocument } from '../document/store.ts';
import { useHost } from '../host/host.ts';
import { connectServices } from '../host/services.ts';
import { followSaveFailures } from './save-failures.ts';

let save: HostApi['saveProject'];
const document = () => useDocument.getState();
const told = () => notificationsStore.getState().notifications.map(({ title }) => title);
const fails = (code: string) => (save = () => Promise.reject(new EngineError(code, 'The disk is full.')));
const edit = async (description: string) => {
  document().execute({ type: 'describe', description });
  await document().flush();
};

beforeAll(() => {
  const services: Partial<HostApi> = { saveProject: (...values) => save(...values) };
  connectServices(services as HostApi);
  followSaveFailures();
});
beforeEach(() => {
  useHost.setState({ state: 'connected' });
  document().open({
    info: { id: 'p', name: 'p', path: '/p.netloom', changedAt: 0 },
    project: emptyProject('p'),
    revision: 'first',
    diagnostics: [],
  });
});
afterEach(async () => {
  save = () => Promise.resolve({ revision: 'last', savedAt: 1 });
  await document().close();
  notificationsStore.setState((state) => ({ ...state, notifications: [], queue: [] }));
});

it('says once why edits are not saved, and that they are again', async () => {
  fails('project-unwritable');
  await edit('one');
  await edit('two');
  expect(told()).toEqual(['The project is not saved']);
  expect(notificationsStore.getState().notifications[0]?.message).toBe(
    'The disk is full. Your edits are kept in this window, and saved as soon as that works.',
  );
  save = () => Promise.resolve({ revision: 'second', savedAt: 1 });
  await edit('three');
  expect(told()).toEqual(['The project is saved again']);
});

it('leaves conflicts to their dialog', async () => {
  fails('project-changed');
  await edit('one');
  expect(told()).toEqual([]);
});

it('leaves a lost connection to its banner', async () => {
  useHost.setState({ state: 'lost' });
  fails('connection-lost');
  await edit('one');
  expect(told()).toEqual([]);
});

it('says nothing of saves that work', async () => {
  save = () => Promise.resolve({ revision: 'second', savedAt: 1 });
  await edit('one');
  expect(told()).toEqual([]);
});
