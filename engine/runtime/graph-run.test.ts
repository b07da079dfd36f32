import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tensorOf } from '../graph/shape.ts';
import { parseProject } from '../project/parse.ts';
import type { Project } from '../project/schema.ts';
import { readCheckpoint } from './checkpoint.ts';
import { evaluateRun } from './evaluate-run.ts';
import { exportRun } from './export-run.ts';
import { OnnxSession } from './onnx-session.ts';
import { predictRun } from './predict.ts';
import { checkpointsFolder } from './run-directory.ts';
import { startTraining } from './training-run.ts';
import { verifyRun } from './verify.ts';

let folder: string;
const datasets = { bundled: new URL('../../datasets', import.meta.url).pathname, own: '' };
const ids = ['karate-gcn', 'molecules-gin', 'links'] as const;
type Id = (typeof ids)[number];

function template(id: string, training: Partial<Project['training']>): Project {
  const { project } = parseProject(readFileSync(new URL(`../../templates/${id}.netloom`, import.meta.url), 'utf8'));
  if (project === undefined) throw new Error(`${id} is a project`);
  return { ...project, training: { ...project.training, ...training } };
}

/** Who of the club are friends: the club's network without its last layers, and a score for pairs. */
function friendships(): Project {
  const project = template('karate-gcn', { epochs: 2, batchSize: 32, validationFraction: 0.2 });
  const kept = project.nodes.filter(({ id }) => !['logits', 'output'].includes(id));
  const position = { x: 0, y: 0 };
  return {
    ...project,
    data: { ...project.data, links: { testFraction: 0.25 } },
    nodes: [
      ...kept,
      { id: 'pairs', type: 'Input', position, parameters: { dataset: 'karate', field: 'pair' } },
      { id: 'score', type: 'NodePairs', position, parameters: {} },
      { id: 'out', type: 'Output', position, parameters: { target: 'linked', loss: 'binaryCrossEntropy', metrics: ['accuracy'] } },
    ],
    wires: [
      ...project.wires.filter(({ from, to }) => [from.node, to.node].every((id) => kept.some((node) => node.id === id))),
      { from: { node: 'gcn2', port: 'out' }, to: { node: 'score', port: 'nodes' } },
      { from: { node: 'pairs', port: 'out' }, to: { node: 'score', port: 'pairs' } },
      { from: { node: 'score', port: 'out' }, to: { node: 'out', port: 'in' } },
    ],
  };
}

const projects: Readonly<Record<Id, () => Project>> = {
  'karate-gcn': () => template('karate-gcn', { epochs: 3 }),
  'molecules-gin': () => template('molecules-gin', { epochs: 2, batchSize: 900, schedule: { type: 'Constant', parameters: {} } }),
  links: friendships,
};

const asked = (id: string) => ({ runDirectory: join(folder, id), datasets, threads: 1, checkpoint: 'last' as const });

async function train(id: string, project: Project, resume = false): Promise<void> {
  await startTraining({ ...asked(id), project, resume }, () => undefined).done;
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'netloom-graphs-'));
  for (const id of ids) await train(id, projects[id]());
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true }));

describe.each([
  [
    'karate-gcn',
    { train: 2, test: 32 },
    [
      ['member', ['N', 34]],
      ['edges', [2, 'E']],
    ],
  ],
  [
    'molecules-gin',
    { train: 3600, validation: 399, test: 1000 },
    [
      ['atoms', ['V', 15]],
      ['bonds', [2, 'E']],
      ['membership', ['V']],
    ],
  ],
  [
    'links',
    { train: 93, validation: 23, test: 40 },
    [
      ['member', ['V', 34]],
      ['edges', [2, 'E']],
      ['pair', ['N', 2]],
    ],
  ],
] as const)('a run over graphs: %s', (id, samples, inputs) => {
  it('tells of the samples of each part', async () => {
    for (const split of ['train', 'validation', 'test'] as const) {
      const expected = { ...samples }[split as 'train'];
      if (expected === undefined) await expect(evaluateRun({ ...asked(id), split })).rejects.toMatchObject({ code: 'no-samples' });
      else expect(await evaluateRun({ ...asked(id), split })).toMatchObject({ samples: expected });
    }
  });

  it('is exported with any number of nodes and edges, and computes what the evaluation does', async () => {
    const model = await exportRun({ ...asked(id), opset: 18 });
    const proof = await verifyRun({ ...asked(id), model });
    expect(proof).toMatchObject({ samples: samples.test, equalPredictions: samples.test, float64: { agrees: true } });
    expect(proof.maxAbsDiff).toBeLessThan(1e-4);
    expect(proof.inputs.map(({ name, shape }) => [name, shape]).sort()).toEqual([...inputs].sort());
  });

  it('goes on to the same bits after it was stopped', async () => {
    const project = projects[id]();
    const { epochs } = project.training;
    await train(`${id}-again`, { ...project, training: { ...project.training, epochs: epochs - 1 } });
    await train(`${id}-again`, project, true);
    const [whole, again] = await Promise.all(
      [id, `${id}-again`].map((run) => readCheckpoint(checkpointsFolder(join(folder, run)), 'last')),
    );
    for (const [name, { data }] of whole?.tensors ?? []) expect([name, again?.tensors.get(name)?.data]).toEqual([name, data]);
    expect(whole?.tensors.size).toBeGreaterThan(0);
  }, 60_000);

  it('is not asked about new samples', async () => {
    await expect(predictRun({ ...asked(id), samples: 1, inputs: {} })).rejects.toMatchObject({ code: 'graph-input' });
  });
});

it('an exported network reads a graph of another size, and a node without friends', async () => {
  const session = await OnnxSession.load(await exportRun({ ...asked('karate-gcn'), opset: 17 }), 1);
  const member = tensorOf(
    'float32',
    [3, 34],
    Array.from({ length: 3 * 34 }, (_, i) => (i % 34 === Math.floor(i / 34) ? 1 : 0)),
  );
  const shape = async (ends: readonly number[]) => {
    const edges = tensorOf('int64', [2, ends.length / 2], ends);
    return (
      await session.infer(
        new Map([
          ['member', member],
          ['edges', edges],
        ]),
      )
    ).get('output.probabilities');
  };
  const [joined, alone] = [await shape([0, 1, 1, 0]), await shape([])];
  expect([joined?.length, alone?.length]).toEqual([6, 6]);
  // The third has no friend either way, the first two have.
  expect(joined?.slice(4)).toEqual(alone?.slice(4));
  expect(joined?.slice(0, 4)).not.toEqual(alone?.slice(0, 4));
  await session.dispose();
});
