import { join } from 'node:path';
import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { analyze } from '../compile/analyze.ts';
import { type Project, projectSchema } from '../project/schema.ts';
import type { RunEvent } from '../training/events.ts';
import { readCheckpoint } from './checkpoint.ts';
import { catalogFor } from './datasets.ts';
import { evaluateRun } from './evaluate-run.ts';
import { exportRun } from './export-run.ts';
import { checkpointsFolder } from './run-directory.ts';
import { chain } from './testing/chain.ts';
import { ImportPlace } from './testing/import-place.ts';
import { startTraining } from './training-run.ts';
import { verifyRun } from './verify.ts';

const place = new ImportPlace();
const folders = { bundled: '/nowhere', own: place.own };
/** Vectors of four numbers; no text has “ghost”, and “words” has none. */
const VECTORS: Readonly<Record<string, readonly number[]>> = {
  fine: [1, 2, 3, 4],
  bad: [-1, -2, -3, -4],
  Some: [0.5, 0.25, 0.125, 0],
  ghost: [9, 9, 9, 9],
};
/** What the run's vocabulary is: padding, unknown, then words by how often they come, then by their characters. */
const TOKENS = ['', '', 'some', 'words', 'bad', 'fine'];

beforeAll(async () => {
  const texts = Array.from({ length: 60 }, (_, i) => `${i % 2 ? 'good' : 'poor'}\tSome ${i % 2 ? 'fine' : 'bad'} words`);
  await place.import([place.put('texts.txt', `${texts.join('\n')}\n`)], {
    id: 'texts',
    columns: { text: 'text' },
    split: { kind: 'order', test: 0.2 },
  });
  const lines = Object.entries(VECTORS).map(([word, numbers]) => `${word} ${numbers.join(' ')}`);
  await place.import([place.put('glove.txt', `${lines.join('\n')}\n`)], { id: 'glove' });
});

afterAll(() => place.remove());

interface Choice {
  readonly vectors?: string;
  readonly trained?: boolean;
  readonly dim?: number;
  readonly unit?: string;
}

function project({ vectors = 'glove', trained = true, dim = 4, unit = 'word' }: Choice = {}): Project {
  const drawn = chain(
    [
      { id: 'input', type: 'Input', parameters: { dataset: 'texts', field: 'text' } },
      { id: 'embedding', type: 'Embedding', parameters: { dim, vectors, trained } },
      { id: 'flatten', type: 'Flatten' },
      { id: 'classes', type: 'Dense', parameters: { units: 2, activation: 'none' } },
      { id: 'output', type: 'Output', parameters: { target: 'target', loss: 'crossEntropy', metrics: ['accuracy'] } },
    ],
    { epochs: 2, batchSize: 8, seed: 3, learningRate: 0.05, validationFraction: 0 },
  );
  const steps = [{ type: 'Tokenise', parameters: { unit, length: 4, vocabulary: TOKENS.length, ignoreCase: unit === 'word' } }];
  return projectSchema.parse({ ...drawn, data: { preprocessing: [{ field: 'text', steps }] } });
}

const directory = (name: string) => join(place.folder, name);

async function trained(name: string, drawn: Project, resume = false) {
  const events: RunEvent[] = [];
  const request = { runDirectory: directory(name), project: drawn, datasets: folders, threads: 1, resume };
  const summary = await startTraining(request, (burst) => events.push(...burst)).done;
  return { summary, events, rows: await rowsOf(name) };
}

async function rowsOf(name: string): Promise<readonly (readonly number[])[]> {
  const { tensors } = (await readCheckpoint(checkpointsFolder(directory(name)), 'last')) ?? {};
  const table = Array.from(tensors?.get('embedding.table')?.data ?? [], Number);
  return TOKENS.map((_, token) => table.slice(4 * token, 4 * token + 4));
}

const shapes = async (drawn: Project) => analyze(drawn, (await catalogFor(drawn, folders)).shapesOf);

describe('an Embedding that begins with word vectors', () => {
  it('keeps them bit by bit where it is frozen, and what was drawn for words without a vector', async () => {
    const { rows, summary, events } = await trained('frozen', project({ trained: false }));
    expect(rows[5]).toEqual(VECTORS.fine);
    expect(rows[4]).toEqual(VECTORS.bad);
    // “Some” is “some” but for its case.
    expect(rows[2]).toEqual(VECTORS.Some);
    const still = { ...project().training, epochs: 1, learningRate: 1e-30 };
    const drawn = await trained('drawn', projectSchema.parse({ ...project({ vectors: '' }), training: still }));
    expect(rows[3]).toEqual(drawn.rows[3]);
    expect(rows[3].every((x) => x !== 0)).toBe(true);
    const vectors = [{ nodeId: 'embedding', title: 'glove.txt', found: 3, tokens: 4 }];
    expect(summary.vectors).toEqual(vectors);
    expect(events.find(({ type }) => type === 'done')).toMatchObject({ summary: { vectors } });
    expect((await shapes(project({ trained: false }))).totals.parameters).toBe(4 * 4 * 2 + 2);
  });

  it('trains on from them, with the same bits each time', async () => {
    const first = await trained('trained', project());
    const again = await trained('again', project());
    expect(again.rows).toEqual(first.rows);
    expect(first.rows[5]).not.toEqual(VECTORS.fine);
    first.rows[5].forEach((x, i) => expect(Math.abs(x - VECTORS.fine[i])).toBeLessThan(2));
  });

  it('evaluates, exports and verifies after the vectors are gone', async () => {
    await place.import([place.put('kept.txt', 'fine 1 2 3 4\nbad 4 3 2 1\n')], { id: 'kept' });
    await trained('gone', project({ vectors: 'kept', trained: false }));
    rmSync(join(place.own, 'kept'), { recursive: true });
    const asked = { runDirectory: directory('gone'), datasets: folders, threads: 1, checkpoint: 'last' as const };
    expect((await evaluateRun({ ...asked, split: 'test' })).outputs).toHaveLength(1);
    const model = await exportRun({ ...asked, opset: 21 });
    expect((await verifyRun({ ...asked, model })).maxAbsDiff).toBeLessThan(1e-5);
  });

  it('finds vectors by the number of a token where they have no words', async () => {
    const header = `${"{'descr': '<f4', 'fortran_order': False, 'shape': (6, 4), }".padEnd(117)}\n`;
    const values = Float32Array.from({ length: 24 }, (_, i) => i);
    const bytes = [0x93, ...new TextEncoder().encode('NUMPY'), 1, 0, header.length, 0, ...new TextEncoder().encode(header)];
    const file = place.put('vectors.npy', Uint8Array.from([...bytes, ...new Uint8Array(values.buffer)]));
    await place.import([file], { id: 'numbered' });
    const { rows, summary } = await trained('numbered', project({ vectors: 'numbered', trained: false }));
    expect(rows.flat()).toEqual([...values]);
    expect(summary.vectors).toMatchObject([{ found: 6 }]);
  });

  it('names the wrong width, an unknown dataset and one without vectors', async () => {
    const problems = async (choice: Choice) => (await shapes(project(choice))).diagnostics.filter(({ severity }) => severity === 'error');
    expect(await problems({ dim: 5 })).toMatchObject([{ code: 'vectors-width', parameter: 'dim', actual: '4 numbers' }]);
    expect(await problems({ vectors: 'nothing' })).toMatchObject([{ code: 'unknown-dataset', parameter: 'vectors' }]);
    expect(await problems({ vectors: 'texts' })).toMatchObject([{ code: 'no-word-vectors', parameter: 'vectors' }]);
    expect(await problems({})).toEqual([]);
  });

  it('refuses to train where no token has a vector', async () => {
    const fault = await trained('characters', project({ unit: 'character' })).catch((error: unknown) => error);
    expect(fault).toMatchObject({ code: 'no-vectors', nodeId: 'embedding' });
    expect(String(fault)).toMatch(/None of the 4 tokens of the vocabulary \(“o”, “d”, .*\) has a vector in “glove.txt”/);
  });
});
