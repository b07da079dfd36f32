import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ConversionPlan, SampleBlock } from '../conversion/definition.ts';
import type { Dataset, DatasetField, DatasetInfo } from '../data/dataset.ts';
import { storedValues } from '../data/gather.ts';
import { raggedOf, raggedTexts } from '../data/ragged.ts';
import { windowed, windowSplits } from '../data/windows.ts';
import type { TensorArray } from '../graph/types.ts';
import { writeDataset } from './dataset-writer.ts';
import { openDataset } from './datasets.ts';
import { draftFolder, formerFolder } from './import-drafts.ts';
import { listOwnDatasets } from './own-datasets.ts';

let own: string;
let place: string;

beforeEach(() => {
  own = mkdtempSync(join(tmpdir(), 'netloom-own-'));
  place = join(own, 'mine');
  mkdirSync(place);
});

afterEach(() => rmSync(own, { recursive: true }));

const opened = (held?: number): Promise<Dataset> => openDataset('mine', { bundled: '/nowhere', own }, held);

const ragged = { mean: 1, max: 9, percentile95: 5 };
const basis = { id: 'mine', title: 'Mine', description: '', task: 'classification', splitKey: '', license: '', attribution: '' } as const;

function plan(info: Omit<DatasetInfo, 'splits'>, storage: ConversionPlan['storage'], blocks: readonly SampleBlock[]): ConversionPlan {
  const samples = async function* () {
    yield* blocks;
  };
  return { storage, samples, describe: (splits) => ({ ...info, splits }), notes: () => [] };
}

const molecules: readonly DatasetField[] = [
  { name: 'name', label: 'Name', role: 'input', semantics: 'text', dtype: 'uint8', shape: [], ragged },
  { name: 'bonds', label: 'Bonds', role: 'input', semantics: 'edges', dtype: 'int32', shape: [2], ragged },
  { name: 'atoms', label: 'Atoms', role: 'input', semantics: 'nodes', dtype: 'float32', shape: [2], ragged },
  { name: 'kind', label: 'Kind', role: 'target', semantics: 'category', dtype: 'int64', shape: [], classes: ['a', 'b'], ignored: 255 },
];

/** Molecules of so many atoms in a row, each joined with the next. */
function block(names: readonly string[], counts: readonly number[], isTest: readonly boolean[]): SampleBlock {
  const atoms = raggedOf(
    counts.map((count) => Float32Array.from({ length: 2 * count }, (_, i) => i)),
    2,
    new Float32Array(),
  );
  const chains = counts.map((count) => Int32Array.from({ length: 2 * Math.max(0, count - 1) }, (_, i) => Math.ceil(i / 2)));
  const kinds = Int32Array.from(counts, (_, i) => (i === 0 ? 255 : i % 2));
  return {
    size: names.length,
    fields: new Map([['kind', kinds]]),
    ragged: new Map([
      ['name', raggedTexts(names)],
      ['atoms', atoms],
      ['bonds', raggedOf(chains, 2, new Int32Array())],
    ]),
    isTest,
  };
}

async function writeMolecules(): Promise<void> {
  const storage = { name: 'uint8', atoms: 'float32', bonds: 'int32', kind: 'int32' } as const;
  const blocks = [block(['水', '', 'ethanol'], [3, 1, 4], [false, true, false]), block(['甲烷', 'air'], [2, 0], [false, true])];
  await writeDataset(place, plan({ ...basis, fields: molecules, preview: 'graphs' }, storage, blocks), {});
}

function damage(file: string, change: (bytes: Buffer) => void): void {
  const bytes = readFileSync(join(place, file));
  change(bytes);
  writeFileSync(join(place, file), bytes);
}

describe.each([
  ['held in memory', undefined],
  ['read from its files', 0],
])('a dataset with ragged fields, %s', (_name, held) => {
  it('has the samples that were written, split by split', async () => {
    await writeMolecules();
    const { train, test, info } = await opened(held);
    expect(info.splits).toEqual({ train: 3, test: 2 });
    const names = train.ragged?.get('name')?.gatherRagged([2, 0, 1]);
    expect(new TextDecoder().decode(Uint8Array.from(names?.values ?? [], Number))).toBe('甲烷水ethanol');
    expect([...(names?.offsets ?? [])]).toEqual([0, 6, 9, 16]);
    expect([...(train.ragged?.get('bonds')?.gatherRagged([1, 2]).values ?? [])]).toEqual([0, 1, 1, 2, 2, 3, 0, 1]);
    expect(test.ragged?.get('atoms')?.gatherRagged([0, 1])).toEqual({ values: Float32Array.of(0, 1), offsets: Uint32Array.of(0, 1, 1) });
    expect([...storedValues(train, info.fields[3], [0, 1, 2])]).toEqual([255, 0, 255]);
  });

  it.each([
    ['train-name.bin', (bytes: Buffer) => bytes.fill(0xff, 0, 1), 'train-name.bin is damaged: the name of sample 0 is no UTF-8'],
    [
      'train-bonds.bin',
      (bytes: Buffer) => bytes.writeInt32LE(9, 4),
      'train-bonds.bin is damaged: an edge in bonds of sample 0 ends at node 9, only 0 to 2 exist',
    ],
    ['test-atoms.lengths', (bytes: Buffer) => bytes.writeUInt32LE(7, 0), 'test-atoms.bin is damaged: 56 bytes were expected, it has 8'],
    ['test-name.lengths', (bytes: Buffer) => bytes.fill(0xff), 'test-name.lengths is damaged: up to 4294967295 parts were expected'],
  ] as const)('is refused with a damaged %s', async (file, change, message) => {
    await writeMolecules();
    damage(file, change);
    const read = async () => {
      const { train } = await opened(held);
      for (const reader of train.ragged?.values() ?? []) reader.gatherRagged([0]);
    };
    await expect(read()).rejects.toMatchObject({ code: 'bad-dataset', message: expect.stringContaining(message) });
  });

  it('is refused with lengths missing', async () => {
    await writeMolecules();
    truncateSync(join(place, 'train-name.lengths'), 8);
    await expect(opened(held)).rejects.toMatchObject({ code: 'bad-dataset', message: expect.stringContaining('12 bytes were expected') });
  });
});

it('refuses a class number that is neither a class nor the one left out', async () => {
  await writeMolecules();
  damage('train-kind.bin', (bytes) => bytes.writeInt32LE(254, 0));
  await expect(opened()).rejects.toThrow('sample 0 has kind 254, only 0 to 1 exist, or 255 for what is left out');
});

describe('a graph of samples', () => {
  const fields: readonly DatasetField[] = [
    { name: 'words', label: 'Words', role: 'input', semantics: 'vector', dtype: 'float32', shape: [1] },
    { name: 'kind', label: 'Kind', role: 'target', semantics: 'category', dtype: 'int64', shape: [], classes: ['a', 'b'] },
  ];
  const papers = (weight?: Float32Array<ArrayBuffer>): ConversionPlan => {
    const sample = {
      size: 3,
      fields: new Map<string, TensorArray>([
        ['words', Float32Array.of(1, 2, 3)],
        ['kind', Int32Array.of(0, 1, 0)],
      ]),
    };
    const graph = { edges: 2, directed: false, weighted: weight !== undefined };
    return {
      ...plan({ ...basis, fields, graph, preview: 'graph' }, { words: 'float32', kind: 'int32' }, [
        { ...sample, isTest: [false, true, false] },
      ]),
      graph: ({ train }) => ({ source: Int32Array.of(0, 1), target: Int32Array.of(1, train), ...(weight && { weight }) }),
    };
  };

  it('is read with its edges and weights', async () => {
    await writeDataset(place, papers(Float32Array.of(0.5, 2)), {});
    const { graph } = await opened();
    expect(graph).toEqual({ source: Int32Array.of(0, 1), target: Int32Array.of(1, 2), weight: Float32Array.of(0.5, 2) });
  });

  it('is refused where an edge ends at no sample', async () => {
    await writeDataset(place, papers(), {});
    damage('graph-target.bin', (bytes) => bytes.writeInt32LE(3, 0));
    await expect(opened()).rejects.toThrow('edge 0 ends at sample 3, only 0 to 2 exist');
  });

  it('leaves no header where it is wrong from the start', async () => {
    const wrong: ConversionPlan = { ...papers(), graph: () => ({ source: Int32Array.of(0), target: Int32Array.of(1) }) };
    await expect(writeDataset(place, wrong, {})).rejects.toThrow('the graph has 1 sources, 2 edges were expected');
    expect(readdirSync(place)).not.toContain('dataset.json');
  });
});

it.each([undefined, 0])('cuts windows of a series of its own, with up to %s bytes held', async (held) => {
  const fields: readonly DatasetField[] = [
    { name: 'days', label: 'Days', role: 'input', semantics: 'signal', dtype: 'float32', shape: [1, 2] },
    { name: 'next', label: 'Next', role: 'target', semantics: 'number', dtype: 'float32', shape: [] },
  ];
  const steps = Float32Array.from({ length: 12 }, (_, i) => i);
  const window = { length: 2, horizon: 1, stride: 1, step: 'day' };
  const block: SampleBlock = {
    size: 12,
    fields: new Map([
      ['days', steps],
      ['next', steps],
    ]),
    isTest: [...steps].map((step) => step >= 8),
  };
  const series = plan({ ...basis, task: 'regression', fields, window, preview: 'signals' }, { days: 'float32', next: 'float32' }, [block]);
  const describe = (counted: DatasetInfo['splits']): DatasetInfo => ({ ...series.describe(windowSplits(counted, window)), steps: counted });
  await writeDataset(place, { ...series, describe }, {});
  const dataset = await opened(held);
  expect(dataset.info.splits).toEqual({ train: 6, test: 2 });
  expect([...storedValues(dataset.test, dataset.info.fields[0], [1, 0])]).toEqual([9, 10, 8, 9]);
  const wider = windowed(dataset, { length: 2, horizon: 2, stride: 2 });
  expect([...storedValues(wider.train, wider.info.fields[1], [1, 0])]).toEqual([4, 5, 2, 3]);
});

it('removes what a killed import left, and nothing of one that goes on', async () => {
  const { pid } = spawnSync(process.execPath, ['--eval', '']);
  const [dead, alive] = [join(own, `.import-${pid}-${randomUUID()}`), draftFolder(own)];
  for (const folder of [dead, alive]) mkdirSync(folder);
  writeFileSync(join(dead, 'train-image.bin'), 'x');
  await writeMolecules();
  const { infos } = await listOwnDatasets(own);
  expect(infos.map(({ id }) => id)).toEqual(['mine']);
  expect([dead, alive].map((folder) => existsSync(folder))).toEqual([false, true]);
});

describe('a dataset that was being replaced when the import was killed', () => {
  const killed = (): string => {
    const { pid } = spawnSync(process.execPath, ['--eval', '']);
    return join(own, `.former-${pid}-${randomUUID()}-mine`);
  };

  it('is there again, listed or opened', async () => {
    await writeMolecules();
    renameSync(place, killed());
    expect((await listOwnDatasets(own)).infos.map(({ id }) => id)).toEqual(['mine']);
    renameSync(place, killed());
    expect((await opened()).info.id).toBe('mine');
    expect(readdirSync(own)).toEqual(['mine']);
  });

  it('goes where the new one stands in its place, and waits while the import lives', async () => {
    await writeMolecules();
    const [dead, alive] = [killed(), formerFolder(own, 'mine')];
    for (const folder of [dead, alive]) mkdirSync(folder);
    await listOwnDatasets(own);
    expect([place, dead, alive].map((folder) => existsSync(folder))).toEqual([true, false, true]);
  });
});
