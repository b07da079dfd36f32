import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DatasetLookup } from '../compile/analyze.ts';
import { inferenceProgram } from '../compile/evaluation-program.ts';
import type { DataInput, StateSlot } from '../compile/program.ts';
import { seriesLookup } from '../compile/testing/modular.ts';
import { datasetOf, datasetShape, datasetShapes } from '../data/registry.ts';
import { invariant } from '../graph/errors.ts';
import { type NdArray, ndarray } from '../ops/ndarray.ts';
import { preparedInfo } from '../preprocessing/prepared-info.ts';
import type { DatasetShape } from '../layers/definition.ts';
import { parseProject } from '../project/parse.ts';
import type { Project } from '../project/schema.ts';
import { type TorchFile, writeTorch } from '../pytorch/write.ts';
import { fillNormal } from '../random/distributions.ts';
import { weightStream } from '../random/stream.ts';
import { evaluateGraph } from '../reference/interpreter.ts';
import { drawings } from './pytorch-drawings.ts';
import type { ExpectedExample } from './pytorch-case.ts';

const SEED = 11;
const SAMPLES = 2;
const templates = join(import.meta.dirname, '../../templates');

/** A project whose code is checked, with what tells its datasets. */
export interface CheckedProject {
  readonly name: string;
  readonly project: Project;
  readonly lookup: DatasetLookup;
}

/** The templates, and networks drawn for it. */
export function checkedProjects(): readonly CheckedProject[] {
  const files = readdirSync(templates).filter((file) => file.endsWith('.netloom'));
  return [
    ...files.map((file) => ({ name: file.replace('.netloom', ''), project: read(file), lookup: datasetShapes })),
    ...Object.entries(drawings).map(([name, project]) => ({ name, project, lookup: seriesLookup })),
  ];
}

function read(file: string): Project {
  const { project } = parseProject(readFileSync(join(templates, file), 'utf8'));
  invariant(project !== undefined, `${file} is a project`);
  return project;
}

export function projectFile({ project, lookup }: CheckedProject): TorchFile {
  return writeTorch(project, lookup);
}

/** What the network makes of drawn numbers, by the float64 executor. */
export function expectedProject({ project, lookup }: CheckedProject): ExpectedExample {
  const { graph, dataInputs, state, predictions } = inferenceProgram(project, lookup);
  const feeds = new Map<string, NdArray>();
  const isGraph = dataInputs.some(({ part }) => part === 'edges');
  for (const { input, ...fed } of dataInputs) feeds.set(input, fedValues(project, lookup, fed, isGraph));
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
function fedValues(
  project: Project,
  lookup: DatasetLookup,
  { field, dataset, type, part }: Omit<DataInput, 'input'>,
  isGraph: boolean,
): NdArray {
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
  const fields: DatasetShape['fields'] | undefined =
    info === undefined ? lookup(dataset)?.fields : datasetShape(preparedInfo(info, project.data).info).fields;
  const declared = fields?.find(({ name }) => name === field);
  const count = part !== undefined ? nodes : (declared?.tokens ?? declared?.classes ?? 2);
  for (let i = 0; i < data.length; i += 1)
    data[i] = part === 'membership' ? Math.floor(i / NODES) : Math.floor(Math.abs(data[i]) * 7919) % count;
  return array;
}
