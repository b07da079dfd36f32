import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inferenceProgram } from '../compile/evaluation-program.ts';
import type { DataInput, StateSlot } from '../compile/program.ts';
import { datasetOf, datasetShapes } from '../data/registry.ts';
import { invariant } from '../graph/errors.ts';
import { type NdArray, ndarray } from '../ops/ndarray.ts';
import { preparedInfo } from '../preprocessing/prepared-info.ts';
import { parseProject } from '../project/parse.ts';
import type { Project } from '../project/schema.ts';
import { type TorchFile, writeTorch } from '../pytorch/write.ts';
import { fillNormal } from '../random/distributions.ts';
import { weightStream } from '../random/stream.ts';
import { evaluateGraph } from '../reference/interpreter.ts';
import type { ExpectedExample } from './pytorch-case.ts';

const SEED = 11;
const SAMPLES = 2;
const templates = join(import.meta.dirname, '../../templates');
const own = join(import.meta.dirname, 'pytorch/projects');

/** Projects whose code is checked: the templates, and those made for it. */
export function projectNames(): readonly string[] {
  return [templates, own].flatMap((folder) =>
    readdirSync(folder).flatMap((file) => (file.endsWith('.netloom') ? [file.replace('.netloom', '')] : [])),
  );
}

export function projectOf(name: string): Project {
  const file = `${name}.netloom`;
  const folder = readdirSync(own).includes(file) ? own : templates;
  const { project } = parseProject(readFileSync(join(folder, file), 'utf8'));
  invariant(project !== undefined, `${name} is a project`);
  return project;
}

export function projectFile(project: Project): TorchFile {
  return writeTorch(project, datasetShapes);
}

/** What the network makes of drawn numbers, by the float64 executor. */
export function expectedProject(project: Project): ExpectedExample {
  const { graph, dataInputs, state, predictions } = inferenceProgram(project, datasetShapes);
  const feeds = new Map<string, NdArray>();
  const isGraph = dataInputs.some(({ part }) => part === 'edges');
  for (const { input, ...fed } of dataInputs) feeds.set(input, fedValues(project, fed, isGraph));
  for (const slot of state) feeds.set(slot.name, weightValues(slot));
  const results = evaluateGraph(graph, feeds);
  const inference = predictions.map(({ output }) => {
    const value = results.get(output);
    invariant(value !== undefined, `${output} is computed`);
    return value;
  });
  return { feeds, weights: state.map(({ name }) => name), inference };
}

function weightValues({ name, type }: StateSlot): NdArray {
  const array = ndarray('float32', type.shape.map(Number));
  fillNormal(weightStream(SEED, name), array.data, 0.2);
  if (name.endsWith('runningVariance')) for (let i = 0; i < array.data.length; i += 1) array.data[i] = 0.5 + Math.abs(array.data[i]);
  return array;
}

/** Nodes and edges of each sample that is a graph. */
const NODES = 6;
const EDGES = 9;

/** Numbers of a field: normal ones, tokens that there are, edges between the nodes that are fed, and nodes of one graph after the other. */
function fedValues(project: Project, { field, dataset, type, part }: Omit<DataInput, 'input'>, isGraph: boolean): NdArray {
  const nodes = SAMPLES * NODES;
  const sizes: Readonly<Record<string, number>> = { N: isGraph ? nodes : SAMPLES, V: nodes, E: SAMPLES * EDGES };
  const array = ndarray(
    type.dtype,
    type.shape.map((dim) => (typeof dim === 'string' ? sizes[dim] : dim)),
  );
  fillNormal(weightStream(SEED, field), array.data);
  const { data } = array;
  if (type.dtype === 'float32') return array;
  const info = datasetOf(dataset);
  const declared = info && preparedInfo(info, project.data).info.fields.find(({ name }) => name === field);
  const count = part !== undefined ? nodes : (declared?.tokens ?? declared?.classes?.length ?? 2);
  for (let i = 0; i < data.length; i += 1)
    data[i] = part === 'membership' ? Math.floor(i / NODES) : Math.floor(Math.abs(data[i]) * 7919) % count;
  return array;
}
