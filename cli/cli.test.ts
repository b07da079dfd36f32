import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { decodeSafetensors } from '../engine/export/safetensors.ts';
import { main } from './main.ts';

// Each command is a process; on a busy machine one takes seconds.
vi.setConfig({ testTimeout: 60_000 });

const bin = resolve(import.meta.dirname, '../bin/netloom.mjs');

interface Result {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Lines of standard output as JSON. */
  readonly events: readonly Record<string, unknown>[];
}

let folder: string;
const inside = (name: string) => join(folder, name);

/** Runs the built command line as a process. */
async function netloom(...args: readonly string[]): Promise<Result> {
  const environment = { ...process.env, NETLOOM_HOME: inside('home') };
  return new Promise((done) => {
    execFile(process.execPath, [bin, ...args], { env: environment, cwd: folder }, (error, stdout, stderr) => {
      const code = error === null ? 0 : Number(error.code);
      done({ code, stdout, stderr, events: args.includes('--json') ? parseLines(stdout) : [] });
    });
  });
}

/** The same without a process of its own, for what ends before the engine is needed. */
async function inProcess(...args: readonly string[]): Promise<Result> {
  const texts = { stdout: '', stderr: '' };
  const stream = (name: keyof typeof texts) =>
    new Writable({
      write: (chunk, _, done) => {
        texts[name] += String(chunk);
        done();
      },
    });
  const code = await main(args, { stdout: stream('stdout'), stderr: stream('stderr') });
  return { code, ...texts, events: args.includes('--json') ? parseLines(texts.stdout) : [] };
}

function parseLines(text: string): Record<string, unknown>[] {
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

const last = ({ events }: Result) => events.at(-1);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'netloom-cli-'));
  const trained = await netloom('train', 'mlp-xor', '--out', 'run', '--epochs', '2', '--seed', '7', '--threads', '1', '--json');
  expect(trained.stderr).toBe('');
}, 120_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('lists', () => {
  it('templates', async () => {
    const { code, events } = await netloom('templates', '--json');
    expect(code).toBe(0);
    expect(events.map(({ id }) => id)).toEqual(expect.arrayContaining(['mlp-xor', 'mlp-spirals', 'mnist-mlp', 'mnist-cnn', 'digits-mlp']));
    expect((await netloom('templates')).stdout).toMatch(/^mlp-xor +XOR/m);
  });

  it('datasets', async () => {
    const { code, events } = await netloom('datasets', '--json');
    expect(code).toBe(0);
    expect(events).toContainEqual(expect.objectContaining({ event: 'dataset', id: 'mnist', splits: expect.anything() }));
  });
});

describe('check', () => {
  it('tells shapes and parameters of a sound project', async () => {
    const result = await netloom('check', 'mnist-cnn', '--json');
    expect(result.code).toBe(0);
    expect(result.events).toHaveLength(1);
    expect(last(result)).toMatchObject({ event: 'checked', trainable: true, parameters: 421_642, problems: [] });
    expect(last(result)?.['layers']).toContainEqual({ id: 'conv1', type: 'Conv2D', shape: ['N', 32, 28, 28], parameters: 320 });
  });

  const node = (id: string, type: string, parameters: object = {}) => ({ id, type, position: { x: 0, y: 0 }, parameters });
  const wire = (from: string, to: string) => ({ from: { node: from, port: 'out' }, to: { node: to, port: 'in' } });
  const project = (nodes: object[], wires: object[] = [], extra: object = {}) =>
    JSON.stringify({ format: 'netloom', version: 1, name: 'x', nodes, wires, ...extra });
  const input = node('in', 'Input', { dataset: 'xor', field: 'point' });

  const inItself = node('mm', 'Module', { module: 'm' });

  it.each([
    ['no JSON', '{"nodes": [', 'not-json'],
    ['NaN', '{"format":"netloom","version":1,"rate":NaN}', 'not-json'],
    ['another format', '{"a":1}', 'not-a-project'],
    ['a newer version', project([], [], { version: 7 }), 'newer-version'],
    ['a field of the wrong kind', project([{ id: 'a' }]), 'invalid-field'],
    ['an unknown layer', project([input, node('a', 'Warp')], [wire('in', 'a')]), 'unknown-layer'],
    ['a cycle', project([input, node('a', 'ReLU'), node('b', 'ReLU')], [wire('a', 'b'), wire('b', 'a')]), 'cycle'],
    ['nothing', '', 'not-json'],
    ['two nodes of one id', project([input, node('a', 'ReLU'), node('a', 'ReLU')], [wire('in', 'a')]), 'duplicate-id'],
    [
      'a module that contains itself',
      project([input, inItself], [], { modules: [{ id: 'm', name: 'M', nodes: [inItself], wires: [] }] }),
      'module-cycle',
    ],
    [
      'ten megabytes of comment',
      project([], [], { comments: [{ id: 'c', text: 'x'.repeat(1e7), position: { x: 0, y: 0 }, width: 100, height: 100 }] }),
      'invalid-field',
    ],
    ['half a project', project([input, node('a', 'ReLU')]).slice(0, 150), 'not-json'],
    ['bytes that are no text', '\0\uFFFD{}', 'not-json'],
    ['more nodes than a project may have', project(Array.from({ length: 100_001 }, (_, i) => node(`a${i}`, 'ReLU'))), 'invalid-field'],
    ['endless nesting', `${'['.repeat(100_000)}${']'.repeat(100_000)}`, 'too-deep'],
  ])('says what is wrong with %s, and changes nothing', async (name, text, code) => {
    const path = inside(`${name.replaceAll(' ', '-')}.netloom`);
    await writeFile(path, text);
    const result = await inProcess('check', path, '--json');
    expect(result.code).toBe(2);
    expect(result.stdout + result.stderr).not.toMatch(/ at .*\.(js|ts):\d/);
    expect(last(result)).toMatchObject({ event: 'checked', trainable: false });
    expect(last(result)?.['problems']).toContainEqual(expect.objectContaining({ code, message: expect.any(String) }));
    expect(await readFile(path, 'utf8')).toBe(text);
    expect(await inProcess('train', path, '--out', inside('never'))).toMatchObject({ code: 2, stdout: '' });
    expect(await readdir(folder)).not.toContain('never');
  });

  it('lists what is wrong with as many unwired layers as a project may have', async () => {
    const path = inside('unwired.netloom');
    await writeFile(path, project(Array.from({ length: 100_000 }, (_, i) => node(`a${i}`, 'ReLU'))));
    const { code, stdout } = await inProcess('check', path);
    expect(code).toBe(2);
    expect(stdout.split('\n').filter((line) => line.startsWith('error missing-input [a'))).toHaveLength(100_000);
  });

  it('takes a byte order mark and the ends of lines of Windows', async () => {
    const text = await readFile(join(import.meta.dirname, '../templates/mlp-xor.netloom'), 'utf8');
    await writeFile(inside('windows.netloom'), `\uFEFF${text.replaceAll('\n', '\r\n')}`);
    expect(await inProcess('check', inside('windows.netloom'))).toMatchObject({ code: 0 });
  });

  it('is refused for a file that is not there', async () => {
    expect(await inProcess('check', './missing.netloom')).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^netloom: project-missing: .*\n$/),
    });
    expect(await inProcess('check', 'missing')).toMatchObject({ code: 2, stderr: expect.stringContaining('netloom templates') });
  });
});

describe('train', () => {
  it('ends with the metrics of every split', async () => {
    const result = await netloom('train', 'mlp-xor', '--out', 'again', '--epochs', '2', '--seed', '7', '--threads', '1', '--json');
    expect(result).toMatchObject({ code: 0, stderr: '' });
    const metrics = { loss: expect.any(Number), accuracy: expect.any(Number) };
    expect(last(result)).toMatchObject({
      event: 'done',
      run: 'again',
      epochs: 2,
      metrics: { train: metrics, validation: metrics, test: metrics },
    });
    expect(result.events.filter(({ event }) => event === 'epoch')).toHaveLength(2);
  });

  it('gives the same numbers for the same seed', async () => {
    const metricsOf = async (run: string) => (await netloom('evaluate', run, '--threads', '1', '--json')).events.at(-1)?.['metrics'];
    expect(await metricsOf('again')).toEqual(await metricsOf('run'));
  });

  it('goes on from the last checkpoint to the numbers of a run without a stop', async () => {
    const options = ['--seed', '7', '--threads', '1', '--json'];
    const whole = await netloom('train', 'mlp-xor', '--out', 'whole', '--epochs', '4', ...options);
    const resumed = await netloom('train', 'mlp-xor', '--out', 'again', '--epochs', '4', '--resume', ...options);
    expect(last(resumed)).toMatchObject({ event: 'done', epochs: 4 });
    expect(last(resumed)?.['metrics']).toEqual(last(whole)?.['metrics']);
  });

  it('refuses a folder that holds something else, and leaves it alone', async () => {
    await mkdir(inside('mine'));
    await writeFile(inside('mine/thesis.txt'), 'years of work');
    expect(await inProcess('train', 'mlp-xor', '--out', inside('mine'))).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('bad-output'),
    });
    expect(await readdir(inside('mine'))).toEqual(['thesis.txt']);
    expect(await inProcess('train', 'mlp-xor', '--out', inside('mine/thesis.txt'))).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('bad-output'),
    });
  });

  it.skipIf(process.platform !== 'linux')('refuses a folder that cannot be made', async () => {
    for (const out of ['/proc/nowhere/run', '/dev/null/run'])
      expect(await inProcess('train', 'mlp-xor', '--out', out)).toMatchObject({ code: 2, stderr: expect.stringContaining('bad-output') });
  });

  it('refuses to train over a run, and to resume another network or seed', async () => {
    expect(await inProcess('train', 'mlp-xor', '--out', inside('run'))).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--resume'),
    });
    expect(await inProcess('train', 'mlp-spirals', '--out', inside('run'), '--resume')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('project-differs'),
    });
    expect(await inProcess('train', 'mlp-xor', '--out', inside('run'), '--resume', '--seed', '8')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('seed-differs'),
    });
    expect(await inProcess('train', 'mlp-xor', '--out', inside('nowhere'), '--resume')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('bad-run'),
    });
  });

  it('stops at the next step on Ctrl-C, keeps the checkpoint and can go on', async () => {
    const args = ['train', 'mlp-xor', '--out', 'stopped', '--epochs', '100000', '--threads', '1', '--json'];
    const child = spawn(process.execPath, [bin, ...args], { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] });
    let stdout = '';
    child.stdout.on('data', (chunk: Buffer) => {
      if (!stdout.includes('"epoch"') && String(chunk).includes('"epoch"')) child.kill('SIGINT');
      stdout += String(chunk);
    });
    const [code] = await once(child, 'close');
    expect(code).toBe(1);
    const done = parseLines(stdout).at(-1);
    expect(done).toMatchObject({ event: 'done', state: 'stopped' });
    const resumed = await netloom(
      'train',
      'mlp-xor',
      '--out',
      'stopped',
      '--epochs',
      String(Number(done?.['epochs']) + 2),
      '--resume',
      '--json',
    );
    expect(last(resumed)).toMatchObject({ event: 'done', state: 'finished', epochs: Number(done?.['epochs']) + 2 });
  });

  it('writes lines for people without --json, and no progress bar into a pipe', async () => {
    const { stdout, stderr } = await netloom('train', 'mlp-xor', '--out', 'people', '--epochs', '1');
    expect(stdout).toMatch(/^epoch 1 {2}train loss/);
    expect(stderr).toBe('');
  });
});

describe('a trained run', () => {
  it.each(['train', 'validation', 'test'])('is evaluated on the %s split', async (split) => {
    const result = await netloom('evaluate', 'run', '--split', split, '--json');
    expect(result.code).toBe(0);
    expect(last(result)).toMatchObject({ event: 'evaluated', split, metrics: { loss: expect.any(Number), accuracy: expect.any(Number) } });
  });

  it('is told class by class', async () => {
    const { code, stdout } = await netloom('evaluate', 'run');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^test: \d+ samples, best weights \(epoch \d+\), loss [\d.]+\n/);
    for (const line of [/Accuracy +[\d.]+ %/, /ROC-AUC +[\d.]+/, /class +true +precision +recall +F1/, /true class by row/])
      expect(stdout).toMatch(line);
    const [output] = last(await netloom('evaluate', 'run', '--json'))?.['outputs'] as readonly Record<string, unknown>[];
    expect(output).toMatchObject({
      kind: 'classification',
      scores: { cohenKappa: expect.any(Number) },
      perClass: [{ f1: expect.any(Number) }, {}],
    });
    const counts = (output?.['confusion'] as readonly (readonly number[])[]).flat();
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(last(await netloom('evaluate', 'run', '--json'))?.['samples']);
  });

  it('is exported and proven', async () => {
    expect(last(await netloom('export', 'run', '--to', 'onnx', '--out', 'model.onnx', '--json'))).toMatchObject({
      event: 'exported',
      opset: 21,
    });
    const result = await netloom('verify', 'model.onnx', '--run', 'run', '--json');
    expect(result.code).toBe(0);
    const { samples, maxAbsDiff, equalPredictions, float64 } = last(result) ?? {};
    expect(float64).toMatchObject({ samples: 8, agrees: true });
    expect(maxAbsDiff).toBeLessThanOrEqual(1e-4);
    expect(equalPredictions).toBe(samples);
  });

  it('is exported as PyTorch code, with the weights that it loads beside it', async () => {
    const exported = await netloom('export', 'run', '--to', 'pytorch', '--out', 'model.py', '--json');
    expect(last(exported)).toMatchObject({ event: 'exported', file: 'model.py', weights: 'model.safetensors' });
    const text = await readFile(inside('model.py'), 'utf8');
    expect(text).toContain(`class ${String(last(exported)?.['network'])}(nn.Module):`);
    const { tensors } = decodeSafetensors(await readFile(inside('model.safetensors')));
    const loaded = [...text.matchAll(/^    ".*": \((?:.*, )?("[^"]+"),?\),$/gm)].map(([, name]) => JSON.parse(name) as string);
    expect(loaded.length).toBeGreaterThan(0);
    expect(loaded.toSorted()).toEqual([...tensors.keys()].toSorted());
  });

  it('is exported for older opsets, but not for any', async () => {
    expect(await netloom('export', 'run', '--to', 'onnx', '--out', 'old.onnx', '--opset', '17')).toMatchObject({ code: 0 });
    expect(await netloom('export', 'run', '--to', 'onnx', '--out', 'ancient.onnx', '--opset', '7')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('opset'),
    });
    expect(await netloom('export', 'run', '--to', 'pickle', '--out', 'x')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('onnx'),
    });
  });

  it('is not proven by another network’s file', async () => {
    await netloom('train', 'mlp-spirals', '--out', 'other', '--epochs', '1');
    await netloom('export', 'other', '--to', 'onnx', '--out', 'other.onnx');
    const { code } = await netloom('verify', 'other.onnx', '--run', 'run');
    expect(code).toBeGreaterThan(0);
    await writeFile(inside('garbage.onnx'), 'garbage');
    expect(await netloom('verify', 'garbage.onnx', '--run', 'run')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('bad-model'),
    });
  });

  it.each([
    ['a JSON array', '[[1, 1], [-1, 1]]'],
    ['JSON lines', '[1, 1]\n[-1, 1]\n'],
    ['CSV with names', 'x,y\n1,1\n-1,1\n'],
  ])('predicts from %s', async (_, text) => {
    await writeFile(inside('samples'), text);
    const { code, events } = await netloom('predict', 'run', '--input', 'samples', '--json');
    expect(code).toBe(0);
    expect(events).toHaveLength(2);
    expect(events[0]).toMatchObject({
      event: 'prediction',
      index: 0,
      class: expect.any(String),
      probabilities: { 'equal signs': expect.any(Number) },
    });
  });

  it('predicts where the Input was left at its defaults', async () => {
    const node = (id: string, type: string, parameters: object = {}) => ({ id, type, position: { x: 0, y: 0 }, parameters });
    const nodes = [node('in', 'Input'), node('flatten', 'Flatten'), node('logits', 'Dense', { units: 10 }), node('out', 'Output')];
    const ids = nodes.map(({ id }) => id);
    const wires = ids.slice(1).map((id, index) => ({ from: { node: ids[index], port: 'out' }, to: { node: id, port: 'in' } }));
    const training = { epochs: 1, batchSize: 1000 };
    const drawn = JSON.stringify({ format: 'netloom', version: 1, name: 'Drawn', nodes, wires, training });
    await writeFile(inside('drawn.netloom'), drawn);
    expect(await netloom('train', './drawn.netloom', '--out', 'drawn')).toMatchObject({ code: 0 });
    await writeFile(inside('picture'), JSON.stringify([Array.from({ length: 784 }, () => 0)]));
    const { stderr, events } = await netloom('predict', 'drawn', '--input', 'picture', '--json');
    expect(stderr).toBe('');
    expect(events).toEqual([expect.objectContaining({ event: 'prediction', index: 0, class: expect.stringMatching(/^\d$/) })]);
  });

  it.each(['[[1, 2, 3]]', '1,a\n', '[1, null]', '', '{"x": 1}', `${'['.repeat(50_000)}${']'.repeat(50_000)}`])(
    'refuses the samples %j',
    async (text) => {
      await writeFile(inside('bad-samples'), text);
      expect(await inProcess('predict', inside('run'), '--input', inside('bad-samples'))).toMatchObject({
        code: 2,
        stderr: expect.stringMatching(/bad-(input|file)/),
      });
    },
  );

  it('must be a run', async () => {
    for (const command of [
      ['evaluate', folder],
      ['export', folder, '--to', 'onnx', '--out', 'x'],
      ['predict', folder, '--input', 'samples'],
    ]) {
      expect(await inProcess(...command)).toMatchObject({ code: 2, stderr: expect.stringMatching(/^netloom: bad-run: .*\n$/) });
    }
  });
});

it('checks gradients', async () => {
  const result = await netloom('gradcheck', 'mlp-xor', '--json');
  expect(result.code).toBe(0);
  expect(last(result)).toMatchObject({ event: 'gradcheck', parameters: 42, ok: true });
  expect(last(result)?.['maxRelError']).toBeLessThanOrEqual(1e-5);
});

it('ends without a word where its reader has gone', async () => {
  const child = spawn(process.execPath, [bin, 'templates', '--json'], { stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.destroy();
  let told = '';
  child.stderr.on('data', (chunk) => (told += String(chunk)));
  await once(child, 'close');
  expect(told).toBe('');
});

it('serves the editor until it is told to end', async () => {
  const child = spawn(process.execPath, [bin, 'serve', '--port', '0', '--json'], {
    env: { ...process.env, NETLOOM_HOME: inside('home') },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [chunk] = await once(child.stdout, 'data');
  const [{ url }] = parseLines(String(chunk)) as [{ url: string }];
  const token = new URL(url).searchParams.get('token') ?? '';
  const answer = await fetch(new URL('/token', url), { headers: { authorization: `Bearer ${token}` } });
  expect(answer.status).toBe(204);
  child.kill('SIGTERM');
  expect((await once(child, 'close'))[0]).toBe(0);
});

it('serves this machine alone', async () => {
  expect(await inProcess('serve', '--host', '0.0.0.0')).toMatchObject({ code: 2, stderr: expect.stringContaining('not-loopback') });
});

describe('mistakes on the command line', () => {
  it.each([
    [[]],
    [['fly']],
    [['train', 'mlp-xor']],
    [['train', 'mlp-xor', '--out', 'x', '--epochs', '-1']],
    [['train', 'mlp-xor', '--out', 'x', '--epochs', '1.5']],
    [['train', 'mlp-xor', '--out', 'x', '--seed', '1e9']],
    [['evaluate', 'run', '--split', 'exam']],
    [['templates', '--colour']],
  ])('%j ends with 2 and one line', async (args) => {
    const { code, stdout, stderr } = await inProcess(...args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^netloom: [a-z-]+: .+\n$/);
    const json = await inProcess(...args, '--json');
    expect(json.code).toBe(2);
    expect(json.events).toEqual([expect.objectContaining({ event: 'error', code: expect.any(String), message: expect.any(String) })]);
  });

  it('help and version are no mistakes', async () => {
    expect(await inProcess('--help')).toMatchObject({ code: 0, stdout: expect.stringContaining('gradcheck'), stderr: '' });
    expect(await inProcess('--version')).toMatchObject({ code: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
  });
});
