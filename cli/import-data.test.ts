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

  it('refuses bad input with its place and keeps nothing', async () => {
    await writeFile(join(folder, 'ragged.csv'), 'x,y\n1,a\n2,b,c\n');
    const { code, stderr } = await netloom('import-data', 'ragged.csv', '--out', 'ragged');
    expect([code, stderr]).toEqual([2, expect.stringMatching(/^netloom: bad-file: ragged\.csv, line 3/)]);
    expect((await readdir(join(folder, 'home', 'datasets')).catch(() => [])).filter((name) => name !== 'grades')).toEqual([]);
    expect(await netloom('datasets', 'show', 'ragged')).toMatchObject({ code: 2 });
    expect((await netloom('import-data', '数据.csv', '--out', 'x', '--column', '甲')).stderr).toMatch(/--column takes NAME=KIND/);
  });
});

function network() {
  const node = (id: string, type: string, parameters: Record<string, unknown>) => ({ id, type, position: { x: 0, y: 0 }, parameters });
  const nodes = [
    node('input', 'Input', { dataset: 'grades', field: 'features' }),
    node('hidden', 'Dense', { units: 8, activation: 'relu' }),
    node('logits', 'Dense', { units: 2 }),
    node('output', 'Output', { target: 'target' }),
  ];
  const wires = nodes.slice(1).map(({ id }, i) => ({ from: { node: nodes[i].id, port: 'out' }, to: { node: id, port: 'in' } }));
  const training = { epochs: 30, batchSize: 16, learningRate: 0.02, optimizer: { type: 'Adam', parameters: {} }, seed: 1 };
  return projectSchema.parse({ format: 'netloom', version: 1, name: 'grades', nodes, wires, training });
}
