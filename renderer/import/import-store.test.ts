import { beforeEach, expect, it, vi } from 'vitest';
import type { ImportPreview } from '../../engine/conversion/import-preview.ts';
import { EngineError } from '../../engine/graph/errors.ts';
import type { HostApi, ImportChoices } from '../../host/api.ts';
import { connectHost } from '../host/host.ts';
import { choose, closeImport, isBusy, runImport, stopImport, takePaths, useImport } from './import-store.ts';

const preview: ImportPreview = { form: 'table', title: 'days.csv', reader: 'csv', readers: [], settable: [], notes: [] };

/** Answers previews and imports when the test says so. */
class FakeHost {
  readonly asked: ImportChoices[] = [];
  readonly cancelled: string[] = [];
  answers: ((result: ImportPreview | EngineError) => void)[] = [];
  stops: (() => void)[] = [];

  readonly api: Pick<HostApi, 'previewImport' | 'importDataset' | 'cancelJob' | 'appInfo' | 'listDatasets'> = {
    appInfo: () => Promise.reject(new EngineError('not-available', 'Not part of this test.')),
    listDatasets: async () => [],
    previewImport: (_job, _source, choices) => {
      this.asked.push(choices);
      return new Promise((resolve, reject) => {
        this.answers.push((result) => (result instanceof EngineError ? reject(result) : resolve(result)));
      });
    },
    importDataset: () =>
      new Promise((_, reject) => {
        this.stops.push(() => reject(new EngineError('job-cancelled', 'It was cancelled.')));
      }),
    cancelJob: async (job) => {
      this.cancelled.push(job);
      this.stops.forEach((stop) => stop());
    },
  };
}

let fake: FakeHost;

beforeEach(() => {
  vi.useFakeTimers();
  closeImport();
  fake = new FakeHost();
  connectHost({ api: fake.api as HostApi, on: () => () => {}, onState: () => () => {}, desktop: undefined });
});

const settled = () => vi.advanceTimersByTimeAsync(0);

it('asks once for choices that follow each other, and cancels the preview before', async () => {
  takePaths(['/data/days.csv']);
  fake.answers[0](preview);
  await settled();
  choose({ target: 'rain' });
  choose({ target: 'sun' });
  await vi.advanceTimersByTimeAsync(300);
  choose({ license: 'CC0' });
  await vi.advanceTimersByTimeAsync(300);
  expect(fake.asked.map(({ id, target }) => [id, target])).toEqual([
    ['days', undefined],
    ['days', 'sun'],
  ]);
  choose({ target: 'rain' });
  expect(fake.cancelled).toHaveLength(1);
});

it('passes over a preview that comes after the choices have changed', async () => {
  takePaths(['/data/days.csv']);
  choose({ target: 'rain' });
  await vi.advanceTimersByTimeAsync(300);
  fake.answers[1]({ ...preview, target: 'rain' });
  await settled();
  fake.answers[0]({ ...preview, target: 'sun' });
  await settled();
  expect(useImport.getState()).toMatchObject({ isPreviewing: false, preview: { target: 'rain' } });
});

it('keeps choices and the last preview where the next one fails', async () => {
  takePaths(['/data/days.csv']);
  fake.answers[0](preview);
  await settled();
  choose({ target: 'rain' });
  await vi.advanceTimersByTimeAsync(300);
  fake.answers[1](new EngineError('bad-file', 'days.csv is gone.'));
  await settled();
  expect(useImport.getState()).toMatchObject({ stage: 'preview', failure: 'days.csv is gone.', chosen: { target: 'rain' }, preview });
});

it('keeps the choices of an import that is stopped', async () => {
  takePaths(['/data/days.csv']);
  fake.answers[0](preview);
  await settled();
  choose({ title: 'Days' });
  const running = runImport(false);
  expect(isBusy()).toBe(true);
  stopImport();
  await running;
  expect(useImport.getState()).toMatchObject({ stage: 'preview', chosen: { title: 'Days' }, preview });
  expect(useImport.getState().failure).toContain('nothing was stored');
  expect(isBusy()).toBe(false);
});
