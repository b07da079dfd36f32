import { beforeAll, beforeEach, expect, it } from 'vitest';
import type { HostApi, OpenedProject } from '../../host/api.ts';
import { connectDocument } from '../document/host.ts';
import { emptyProject } from '../document/document.ts';
import { useDocument } from '../document/store.ts';
import { draftOf, followDraft } from './draft.ts';

const opened: OpenedProject = {
  info: { id: 'p', name: 'Test', path: '/p.netloom', changedAt: 0 },
  project: emptyProject('Test'),
  revision: 'first',
  diagnostics: [],
};

let save: () => Promise<{ revision: string; savedAt: number }>;

beforeAll(() => {
  const services: Partial<HostApi> = { saveProject: () => save() };
  connectDocument(services as HostApi);
  followDraft();
});

beforeEach(() => {
  localStorage.clear();
  useDocument.getState().open(opened);
});

it('keeps an edit that could not be saved, for the revision that it was made over', async () => {
  save = () => Promise.reject(new Error('The disk is full.'));
  useDocument.getState().execute({ type: 'describe', description: 'unsaved' });
  await useDocument.getState().flush();
  expect(draftOf('p', 'first')?.description).toBe('unsaved');
  expect(draftOf('p', 'other')).toBeUndefined();
  expect(draftOf('q', 'first')).toBeUndefined();
});

it('forgets the draft once the file is written', async () => {
  save = () => Promise.resolve({ revision: 'second', savedAt: 1 });
  useDocument.getState().execute({ type: 'describe', description: 'saved' });
  expect(draftOf('p', 'first')?.description).toBe('saved');
  await useDocument.getState().flush();
  expect(localStorage.length).toBe(0);
});

it('keeps an edit made while the file was being written, over the new revision', async () => {
  save = () => {
    useDocument.getState().execute({ type: 'describe', description: 'later' });
    return Promise.resolve({ revision: 'second', savedAt: 1 });
  };
  useDocument.getState().execute({ type: 'describe', description: 'earlier' });
  await useDocument.getState().flush();
  expect(draftOf('p', 'second')?.description).toBe('later');
});

it('passes over a draft that can’t be read', () => {
  localStorage.setItem('netloom.draft.p', '{"revision":"first","project":{"format":"other"}}');
  expect(draftOf('p', 'first')).toBeUndefined();
  localStorage.setItem('netloom.draft.p', 'no JSON');
  expect(draftOf('p', 'first')).toBeUndefined();
});
