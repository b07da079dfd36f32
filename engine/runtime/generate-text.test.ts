import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ConversionPlan } from '../conversion/definition.ts';
import type { DatasetField } from '../data/dataset.ts';
import { raggedTexts } from '../data/ragged.ts';
import type { TextPiece, TextSettings } from '../generation/definition.ts';
import { type Project, projectSchema } from '../project/schema.ts';
import { writeDataset } from './dataset-writer.ts';
import { createEngineClient } from './engine-client.ts';
import { evaluateRun } from './evaluate-run.ts';
import { generateText } from './generate-text.ts';
import { openLanguageModel } from './language-model.ts';
import { runData } from './project-data.ts';
import { readTrained } from './run-state.ts';
import { buildEngine } from './testing/build-engine.ts';
import { chain } from './testing/chain.ts';
import { startTraining } from './training-run.ts';

let folder: string;
let run: string;

const CYCLE = 'abé床 ';
const texts = Array.from({ length: 120 }, (_, i) => `${CYCLE.repeat(8).slice(i % 5, (i % 5) + 12 + (i % 7))}.`);
const text: DatasetField = {
  ...{ name: 'text', label: 'Text', role: 'input', semantics: 'text', dtype: 'uint8', shape: [] },
  ragged: { mean: 18, max: 21, percentile95: 21 },
};

const folders = () => ({ bundled: new URL('../../datasets', import.meta.url).pathname, own: join(folder, 'own') });

async function writeTexts(id: string): Promise<void> {
  const plan: ConversionPlan = {
    storage: { text: 'uint8' },
    async *samples() {
      const isTest = texts.map((_, i) => i % 4 === 3);
      yield { size: texts.length, fields: new Map(), ragged: new Map([['text', raggedTexts(texts)]]), isTest };
    },
    describe: (splits) => ({
      ...{ id, title: 'Own', description: '', task: 'language-modelling', splitKey: '', license: '', attribution: '' },
      ...{ fields: [text], splits, preview: 'texts' },
    }),
    notes: () => [],
  };
  const place = join(folder, 'own', id);
  mkdirSync(place, { recursive: true });
  await writeDataset(place, plan, {});
}

/** Signs with marked ends, in windows of eight. */
function writer(epochs: number): Project {
  const project = chain(
    [
      { id: 'input', type: 'Input', parameters: { dataset: 'cycles', field: 'text' } },
      { id: 'embedding', type: 'Embedding', parameters: { dim: 8 } },
      { id: 'memory', type: 'GRU', parameters: { units: 16, returns: 'sequence' } },
      { id: 'scores', type: 'Dense', parameters: { units: 10 } },
      { id: 'output', type: 'Output', parameters: { target: 'next', metrics: ['accuracy'], ignore: true, ignoreIndex: 0 } },
    ],
    { epochs, batchSize: 16, learningRate: 0.02, seed: 3 },
  );
  const tokenise = { type: 'Tokenise', parameters: { unit: 'character', length: 8, vocabulary: 10, ends: true } };
  return projectSchema.parse({ ...project, data: { preprocessing: [{ field: 'text', steps: [tokenise] }] } });
}

async function trainIn(name: string, project: Project): Promise<string> {
  const runDirectory = join(folder, name);
  await startTraining({ runDirectory, project, datasets: folders(), threads: 1, resume: false }, () => undefined).done;
  return runDirectory;
}

const place = (runDirectory: string) => ({ runDirectory, datasets: folders(), threads: 1, checkpoint: 'last' as const });
const settings: TextSettings = { prompt: '', length: 40, temperature: 1, seed: 1 };

async function written(given: Partial<TextSettings>, mayGoOn: () => boolean = () => true) {
  const pieces: TextPiece[] = [];
  const report = await generateText({ ...place(run), ...settings, ...given }, (more) => pieces.push(...more), mayGoOn);
  return { text: pieces.map((piece) => piece.text).join(''), pieces, report };
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'netloom-texts-'));
  await writeTexts('cycles');
  run = await trainIn('run', writer(30));
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true }));

describe('a text of a run', () => {
  it('goes on as the network learnt, beyond its window, at temperature 0', async () => {
    const { text: more, pieces, report } = await written({ prompt: 'é床', length: 11, temperature: 0 });
    expect(more.startsWith(' abé床 abé床')).toBe(true);
    expect(pieces.slice(0, 5).every(({ probability }) => probability > 0.8 && probability <= 1)).toBe(true);
    expect(report).toMatchObject({ promptTokens: 3, context: 8, unknown: [], epoch: 30 });
  });

  it('ends where the network says that it is over', async () => {
    const { text: more, report } = await written({ prompt: CYCLE.repeat(3), temperature: 0.5, length: 200 });
    expect(report.end).toBe('end');
    expect(more).toMatch(/^[abé床 ]*\.$/);
    expect(report.tokens).toBe(Array.from(more).length);
  });

  it('is the same for the same seed', async () => {
    const first = await written({ prompt: 'a', seed: 9 });
    expect(await written({ prompt: 'a', seed: 9 })).toMatchObject({ text: first.text, pieces: first.pieces });
    const others = await Promise.all([10, 11, 12].map((seed) => written({ prompt: 'a', seed })));
    expect(others.some((other) => other.text !== first.text)).toBe(true);
  });

  it('begins with nothing where the prompt is empty, and names what it can’t read', async () => {
    expect((await written({ length: 3 })).text).toMatch(/^[abé床 ]/);
    expect((await written({ prompt: 'ax☃' })).report.unknown).toEqual(['x', '☃']);
  });

  it('stops where it may not go on', async () => {
    let left = 3;
    const { report } = await written({ prompt: 'a', temperature: 0 }, () => {
      left -= 1;
      return left >= 0;
    });
    expect(report).toMatchObject({ end: 'stopped', tokens: 3 });
  });
});

describe('the scores of a run', () => {
  it('are those that its evaluation judges', async () => {
    const { project } = await readTrained(run, 'last');
    const { dataset } = await runData(run, project, folders());
    const model = await openLanguageModel(place(run));
    const [windows, next] = ['text', 'next'].map((name) => dataset.test.fields.get(name));
    let [sum, count] = [0, 0];
    for (let window = 0; window < dataset.test.size; window += 1) {
      const valuesOf = (field: typeof windows) => {
        if (field === undefined) return [];
        return 'gather' in field ? Array.from(field.gather([window]), Number) : Array.from(field.slice(window * 8, window * 8 + 8), Number);
      };
      const tokens = valuesOf(windows);
      for (const [place_, token] of valuesOf(next).entries()) {
        if (token === 0) continue;
        sum -= (await model.nextScores(tokens.slice(0, place_ + 1)))[token];
        count += 1;
      }
    }
    await model.dispose();
    const report = await evaluateRun({ ...place(run), split: 'test' });
    expect(count).toBeGreaterThan(500);
    expect(sum / count).toBeCloseTo(report.metrics.loss, 5);
  });
});

describe('a run that can’t write', () => {
  it('says why', async () => {
    const digits = chain(
      [
        { id: 'input', type: 'Input', parameters: { dataset: 'spirals', field: 'point' } },
        { id: 'logits', type: 'Dense', parameters: { units: 2 } },
        { id: 'output', type: 'Output', parameters: { target: 'label' } },
      ],
      { epochs: 1, batchSize: 64 },
    );
    const opening = openLanguageModel(place(await trainIn('spirals', digits)));
    await expect(opening).rejects.toMatchObject({ code: 'no-language-model', message: expect.stringContaining('next token') });
  });
});

describe('the engine process', { timeout: 60_000 }, () => {
  it('tells a text while it is written, ends it on demand, and does other work meanwhile', async () => {
    const built = await buildEngine();
    const engine = createEngineClient({ entry: join(built, 'engine-process.js') });
    try {
      const controller = new AbortController();
      let ended = false;
      let told = '';
      let begin = () => {};
      const begun = new Promise<void>((resolve) => (begin = resolve));
      const onText = (pieces: readonly TextPiece[]) => {
        told += pieces.map((piece) => piece.text).join('');
        begin();
      };
      const endless = { ...place(run), ...settings, prompt: 'a', length: 100_000, temperature: 0 };
      const writing = engine.generate(endless, { onText, signal: controller.signal }).finally(() => (ended = true));
      await begun;
      await engine.evaluate({ ...place(run), split: 'test' });
      expect(ended).toBe(false);
      controller.abort();
      const report = await writing;
      expect(report.end).toBe('stopped');
      expect(Array.from(told)).toHaveLength(report.tokens);
    } finally {
      await engine.dispose();
      rmSync(built, { recursive: true });
    }
  });
});
