import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { EngineError } from '../../engine/graph/errors.ts';
import { AUTOSAVE_DELAY, createAutosave, RETRY_DELAY, type SaveReport } from './autosave.ts';
import { emptyProject } from './document.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function setUp(saveProject: (revision: string) => Promise<{ revision: string; savedAt: number }>) {
  let target = { id: 'p', project: emptyProject(), revision: 'r0' };
  const reports: SaveReport[] = [];
  const saved = vi.fn(saveProject);
  const autosave = createAutosave(
    {
      current: () => target,
      report: (report) => {
        reports.push(report);
        if (report.revision !== undefined) target = { ...target, revision: report.revision };
      },
    },
    () => ({ saveProject: (_id, _project, revision) => saved(revision) }),
  );
  return { autosave, reports, saved };
}

it('writes once after a burst of edits, over the revision that was last read', async () => {
  const { autosave, reports, saved } = setUp(() => Promise.resolve({ revision: 'r1', savedAt: 0 }));
  autosave.schedule();
  await vi.advanceTimersByTimeAsync(AUTOSAVE_DELAY - 1);
  autosave.schedule();
  await vi.advanceTimersByTimeAsync(AUTOSAVE_DELAY - 1);
  expect(saved).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(saved.mock.calls).toEqual([['r0']]);
  expect(reports.map((report) => report.saveState)).toEqual(['saving', 'saved']);
});

it('writes again over the new revision when an edit arrived during the write', async () => {
  let number = 0;
  const { autosave, reports, saved } = setUp(
    () => new Promise((resolve) => setTimeout(() => resolve({ revision: `r${(number += 1)}`, savedAt: 0 }), 1000)),
  );
  autosave.schedule();
  await vi.advanceTimersByTimeAsync(AUTOSAVE_DELAY + 100);
  autosave.schedule();
  await vi.advanceTimersByTimeAsync(5000);
  expect(saved.mock.calls).toEqual([['r0'], ['r1']]);
  expect(reports.map((report) => report.saveState)).toEqual(['saving', 'edited', 'saving', 'saved']);
});

it('reports a file that changed elsewhere and writes nothing more by itself', async () => {
  const { autosave, reports, saved } = setUp(() => Promise.reject(new EngineError('project-changed', 'The file was changed.')));
  autosave.schedule();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(saved).toHaveBeenCalledTimes(1);
  expect(reports.at(-1)).toEqual({ saveState: 'failed', saveError: 'The file was changed.', conflict: true });
});

it('writes at once when flushed, and nothing where nothing changed', async () => {
  const { autosave, saved } = setUp(() => Promise.resolve({ revision: 'r1', savedAt: 0 }));
  await autosave.flush();
  expect(saved).not.toHaveBeenCalled();
  autosave.schedule();
  await autosave.flush();
  expect(saved).toHaveBeenCalledTimes(1);
});

it.each([
  ['tries again by itself where the failure may pass', 'project-unwritable', 2],
  ['waits for an answer where the file was changed elsewhere', 'project-changed', 1],
  ['waits for an edit where the project itself is refused', 'invalid-project', 1],
])('%s', async (_, code, calls) => {
  const { autosave, saved } = setUp(() => Promise.reject(new EngineError(code, 'No.')));
  autosave.schedule();
  await vi.advanceTimersByTimeAsync(AUTOSAVE_DELAY + RETRY_DELAY + 1);
  expect(saved).toHaveBeenCalledTimes(calls);
});
