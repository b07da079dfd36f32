import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import type { HostApi, OpenedProject } from '../../host/api.ts';
import { connectServices } from '../host/services.ts';
import { emptyProject } from '../document/document.ts';
import { useDocument } from '../document/store.ts';
import { abandonedDrafts, type Draft, followDraft, forgetDraft, useDraftKept } from './draft.ts';
import { WINDOW } from './living-windows.ts';

const opened = (id = 'p'): OpenedProject => ({
  info: { id, name: 'Test', path: `/${id}.netloom`, changedAt: 0 },
  project: emptyProject('Test'),
  revision: 'first',
  diagnostics: [],
});

const document = () => useDocument.getState();
const hide = () => window.dispatchEvent(new Event('pagehide'));
const drafts = () => Object.values(localStorage).map((text) => JSON.parse(String(text)) as Draft);

let save: () => Promise<{ revision: string; savedAt: number }>;

beforeAll(() => {
  const services: Partial<HostApi> = { saveProject: () => save() };
  connectServices(services as HostApi);
  followDraft();
});

beforeEach(() => {
  save = () => Promise.reject(new Error('The disk is full.'));
  document().open(opened());
});

afterEach(async () => {
  save = () => Promise.resolve({ revision: 'last', savedAt: 1 });
  await document().close();
  localStorage.clear();
});

it('keeps an edit that could not be saved: what, when, and over which revision', async () => {
  document().execute({ type: 'describe', name: 'Unsaved' });
  document().execute({ type: 'describe', description: 'unsaved' });
  await vi.waitFor(() => expect(drafts()).not.toEqual([]));
  await document().flush();
  expect(drafts()).toEqual([
    expect.objectContaining({
      projectId: 'p',
      window: WINDOW,
      revision: 'first',
      edits: 2,
      editedAt: expect.any(Number),
      lastEdit: expect.anything(),
    }),
  ]);
  expect(drafts()[0].project).toMatchObject({ name: 'Unsaved', description: 'unsaved' });
});

it('forgets the draft once the file is written', async () => {
  save = () => Promise.resolve({ revision: 'second', savedAt: 1 });
  document().execute({ type: 'describe', description: 'saved' });
  hide();
  expect(drafts()[0].project.description).toBe('saved');
  await document().flush();
  expect(drafts()).toEqual([]);
});

it('keeps an edit made while the file was being written, over the new revision', async () => {
  save = () => {
    save = () => Promise.reject(new Error('The disk is full.'));
    document().execute({ type: 'describe', description: 'later' });
    return Promise.resolve({ revision: 'second', savedAt: 1 });
  };
  document().execute({ type: 'describe', description: 'earlier' });
  await document().flush();
  await vi.waitFor(() => expect(drafts()).toEqual([expect.objectContaining({ revision: 'second' })]));
  expect(drafts()[0].project.description).toBe('later');
});

it('offers no edits of what a window still shows, and all of what was left unsaved', async () => {
  document().execute({ type: 'describe', description: 'unsaved' });
  expect(await abandonedDrafts()).toEqual([]);
  await document().close();
  expect((await abandonedDrafts('p')).map(({ project }) => project.description)).toEqual(['unsaved']);
  expect(await abandonedDrafts('q')).toEqual([]);
});

it('doesn’t hold up an edit, and writes the draft that waits when the window or the project is left', async () => {
  document().execute({ type: 'describe', description: 'first' });
  expect(drafts()).toEqual([]);
  hide();
  expect(drafts()[0].project.description).toBe('first');
  document().execute({ type: 'describe', description: 'second' });
  vi.spyOn(globalThis.document, 'visibilityState', 'get').mockReturnValueOnce('hidden');
  globalThis.document.dispatchEvent(new Event('visibilitychange'));
  expect(drafts()[0].project.description).toBe('second');
  document().execute({ type: 'describe', description: 'last' });
  await document().close();
  expect(drafts()[0].project.description).toBe('last');
});

it('leaves the drafts of other windows alone, and offers those of windows that are gone, the latest first', async () => {
  const theirs = (window: string, editedAt: number): Draft => {
    return { projectId: 'p', window, revision: 'old', project: emptyProject(window), editedAt, edits: 1 };
  };
  for (const draft of [theirs('living', 3), theirs('older', 1), theirs('newer', 2)])
    localStorage.setItem(`netloom.draft.p.${draft.window}`, JSON.stringify(draft));
  const query = () => Promise.resolve({ held: [{ name: 'netloom.window.living' }], pending: [] });
  vi.stubGlobal('navigator', { locks: { query } });
  save = () => Promise.resolve({ revision: 'second', savedAt: 1 });
  document().execute({ type: 'describe', description: 'saved' });
  await document().flush();
  expect(drafts().length).toBe(3);
  const offered = await abandonedDrafts('p');
  expect(offered.map(({ window }) => window)).toEqual(['newer', 'older']);
  forgetDraft(offered[0]);
  expect((await abandonedDrafts()).map(({ window }) => window)).toEqual(['older']);
  vi.unstubAllGlobals();
});

it('keeps the draft that there is where the storage takes no more, and says so', () => {
  document().execute({ type: 'describe', description: 'kept' });
  hide();
  const { localStorage: real } = globalThis;
  const setItem = () => {
    throw new DOMException('full', 'QuotaExceededError');
  };
  vi.stubGlobal('localStorage', { setItem });
  document().execute({ type: 'describe', description: 'too large' });
  hide();
  vi.stubGlobal('localStorage', real);
  expect(useDraftKept.getState().kept).toBe(false);
  expect(drafts()[0].project.description).toBe('kept');
});

it('passes over a draft that can’t be read', async () => {
  localStorage.setItem('netloom.draft.q.other', '{"revision":"first","project":{"format":"other"}}');
  localStorage.setItem('netloom.draft.q.another', 'no JSON');
  expect(await abandonedDrafts()).toEqual([]);
});
