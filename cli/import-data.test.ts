import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { projectSchema } from '../engine/project/schema.ts';

// Each command is a process; on a busy machine one takes seconds.
vi.setConfig({ testTimeout: 120_000 });

const bin = resolve(import.meta.dirname, '../bin/netloom.mjs');

let folder: string;

async function netloom(...args: readonly string[]) {
  const env = { ...process.env, NETLOOM_HOME: join(folder, 'home') };
  return new Promise<{ code: number; stdout: string; stderr: string }>((done) => {
    execFile(process.execPath, [bin, ...args], { env, cwd: folder }, (error, stdout, stderr) => {
      done({ code: error === null ? 0 : Number(error.code), stdout, stderr });
    });
  });
}

const told = (stdout: string): unknown => JSON.parse(stdout.trim().split('\n').at(-1) ?? '');

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'netloom-import-'));
  const rows = Array.from({ length: 400 }, (_, i) => `${i / 100},${(i * 37) % 101},${(i * 37) % 101 > 50 ? '高' : '低'}`);
  await writeFile(join(folder, '数据.csv'), `甲,乙,等级\n${rows.join('\n')}\n`);
}, 60_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('import-data', () => {
  it('makes a dataset that is listed, shown, trained on, exported and proven', async () => {
    const imported = await netloom('import-data', '数据.csv', '--out', 'grades', '--title', '成绩', '--json');
    expect(imported.stderr).toBe('');
    expect(told(imported.stdout)).toMatchObject({ event: 'imported', id: 'grades', title: '成绩', task: 'classification', notes: [] });
    expect((await netloom('datasets')).stdout).toMatch(/^grades +成绩 +classification +\d+ \+ \d+ +not stated$/m);
    expect((await netloom('datasets', 'show', 'grades')).stdout).toMatch(/2 classes: 低, 高/);

    await writeFile(join(folder, 'net.netloom'), JSON.stringify(network()));
    expect(await netloom('train', 'net.netloom', '--out', 'run', '--threads', '1')).toMatchObject({ code: 0, stderr: '' });
    const evaluated = z
      .object({ metrics: z.object({ accuracy: z.number() }) })
      .parse(told((await netloom('evaluate', 'run', '--threads', '1', '--json')).stdout));
    expect(evaluated.metrics.accuracy).toBeGreaterThan(0.9);
    expect(await netloom('export', 'run', '--to', 'onnx', '--out', 'net.onnx')).toMatchObject({ code: 0 });
    expect((await netloom('verify', 'net.onnx', '--run', 'run')).stdout).toMatch(/^Proven/);
    await writeFile(join(folder, 'new.csv'), '1,90\n1,10\n');
    expect((await netloom('predict', 'run', '--input', 'new.csv')).stdout).toMatch(/^0 {2}高 .*\n1 {2}低 /);
    await writeFile(join(folder, 'named.tsv'), '名\t乙\t甲\nx\t90\t1\ny\t10\t1\n');
    const named = await netloom('predict', 'run', '--input', 'named.tsv', '--out', 'out.csv');
    expect(named.stdout).toMatch(/^note: Columns that the network doesn't read are passed over: 名\.\n0 {2}高 .*\n1 {2}低 /);
    expect(await readFile(join(folder, 'out.csv'), 'utf8')).toMatch(/^index,class,probability,probability of 低,probability of 高\n0,高,/);
    await writeFile(join(folder, 'lacking.csv'), '甲,丙\n1,2\n');
    expect(await netloom('predict', 'run', '--input', 'lacking.csv')).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(
        /^netloom: bad-input: lacking\.csv lacks columns that the network was trained on: 乙\. It has 甲, 丙\./,
      ),
    });
  });

  it('says what would come of it and stores nothing', async () => {
    const { code, stdout, stderr } = await netloom('import-data', '数据.csv', '--preview', '--target', '甲');
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^form +table$/m);
    expect(stdout).toMatch(/^甲 +number +target/m);
    expect(stdout).toMatch(/^task +regression$/m);
    expect(stdout).toMatch(/Nothing was stored/);
    expect((await netloom('import-data', '数据.csv')).stderr).toMatch(/--out ID, or look at it first, with --preview/);
    expect((await netloom('import-data', '数据.csv', '--out', 'y', '--target', 'z')).stderr).toMatch(
      /no column "z".*\(--target NAME, --task TASK\)/,
    );
  });

  it('forecasts from new steps as the steps were imported: each full window gives a prediction', async () => {
    const day = (i: number) => `2026-01-01T${String(Math.floor(i / 60)).padStart(2, '0')}:${String(i % 60).padStart(2, '0')}`;
    const steps = Array.from({ length: 300 }, (_, i) => `${day(i)},${i % 10}`);
    await writeFile(join(folder, '日.csv'), `time,level\n${steps.toReversed().join('\n')}\n`);
    const imported = await netloom('import-data', '日.csv', '--out', 'levels', '--window', '4,1,1,minute', '--time', 'time');
    expect(imported.stdout).toMatch(/put in the order of "time", which falls in the source/);
    const chosen = { epochs: 30, batchSize: 16, learningRate: 0.02, optimizer: { type: 'Adam', parameters: {} }, seed: 1 };
    const layers = [
      ['Flatten', {}],
      ['Dense', { units: 16, activation: 'relu' }],
      ['Dense', { units: 1 }],
    ] as const;
    await writeFile(
      join(folder, 'series.netloom'),
      JSON.stringify(drawn('levels', 'steps', layers, { loss: 'meanSquaredError', metrics: [] }, chosen)),
    );
    expect(await netloom('train', 'series.netloom', '--out', 'series-run', '--threads', '1')).toMatchObject({ code: 0, stderr: '' });
    await writeFile(join(folder, 'steps.csv'), 'level,note\n3,x\n4,x\n5,x\n6,x\n7,x\n8,x\n');
    const predicted = await netloom('predict', 'series-run', '--input', 'steps.csv', '--json');
    const events = predicted.stdout
      .trim()
      .split('\n')
      .map((line): unknown => JSON.parse(line));
    expect(events.filter((event) => z.object({ event: z.literal('prediction') }).safeParse(event).success)).toEqual(
      [7, 8, 9].map((next, index) => ({ event: 'prediction', index, values: [expect.closeTo(next, 0)] })),
    );
    expect(predicted.stdout).toMatch(/prediction 0 follows step 4/);
    await writeFile(join(folder, 'few.csv'), 'level\n3\n');
    expect(await netloom('predict', 'series-run', '--input', 'few.csv')).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^netloom: no-samples: few\.csv has 1 steps; the network reads 4 in a row/),
    });
    expect((await netloom('import-data', '日.csv', '--out', 'x', '--time', 'time')).stderr).toMatch(
      /Say with --window how windows are cut/,
    );
    expect((await netloom('import-data', '日.csv', '--out', 'x', '--directed', 'maybe')).stderr).toMatch(/--directed takes yes or no/);
  });

  it('refuses bad input with its place and keeps nothing', async () => {
    await writeFile(join(folder, 'ragged.csv'), 'x,y\n1,a\n2,b,c\n');
    const { code, stderr } = await netloom('import-data', 'ragged.csv', '--out', 'ragged');
    expect([code, stderr]).toEqual([2, expect.stringMatching(/^netloom: bad-file: ragged\.csv, line 3/)]);
    expect(
      (await readdir(join(folder, 'home', 'datasets')).catch(() => [])).filter((name) => name !== 'grades' && name !== 'levels'),
    ).toEqual([]);
    expect(await netloom('datasets', 'show', 'ragged')).toMatchObject({ code: 2 });
    expect((await netloom('import-data', '数据.csv', '--out', 'x', '--column', '甲')).stderr).toMatch(/--column takes NAME=KIND/);
  });
});

function network() {
  const training = { epochs: 30, batchSize: 16, learningRate: 0.02, optimizer: { type: 'Adam', parameters: {} }, seed: 1 };
  const layers = [
    ['Dense', { units: 8, activation: 'relu' }],
    ['Dense', { units: 2 }],
  ] as const;
  return drawn('grades', 'features', layers, {}, training);
}

type Parameters = Readonly<Record<string, unknown>>;

/** A chain from an Input over layers to an Output. */
function drawn(
  dataset: string,
  field: string,
  layers: readonly (readonly [string, Parameters])[],
  output: Parameters,
  training: Parameters,
) {
  const all = [['Input', { dataset, field }], ...layers, ['Output', { target: 'target', ...output }]] as const;
  const nodes = all.map(([type, parameters], i) => ({ id: `node${i}`, type, position: { x: 0, y: 0 }, parameters }));
  const wires = nodes.slice(1).map(({ id }, i) => ({ from: { node: nodes[i].id, port: 'out' }, to: { node: id, port: 'in' } }));
  return projectSchema.parse({ format: 'netloom', version: 1, name: dataset, nodes, wires, training });
}
