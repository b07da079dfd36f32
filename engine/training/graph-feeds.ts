import type { DataInput, GraphSize } from '../compile/program.ts';
import type { Dataset, DatasetField, DatasetSplit, RaggedReader } from '../data/dataset.ts';
import { gatherField, sampleSize } from '../data/gather.ts';
import { edgesFieldOf, graphSamplesOf, isTurned, nodesFieldOf } from '../data/graph-fields.ts';
import { invariant } from '../graph/errors.ts';
import type { TensorArray, TensorData } from '../graph/types.ts';
import { indices } from '../random/distributions.ts';
import type { Samples } from './batches.ts';

/** Edges as a network reads them, one after another. */
interface Edges {
  readonly source: ArrayLike<number>;
  readonly target: ArrayLike<number>;
  readonly weight?: ArrayLike<number>;
}

/** How many nodes and edges a network reads with these samples; `undefined` where they are no nodes and no graphs. */
export function graphSize(dataset: Dataset, split: DatasetSplit, samples: Samples): GraphSize | undefined {
  switch (graphSamplesOf(dataset.info)) {
    case undefined:
      return undefined;
    case 'nodes':
    case 'pairs':
      return { nodes: nodesOf(dataset).reduce((sum, { size }) => sum + size, 0), edges: wholeGraph(dataset).source.length };
    case 'graphs':
      return { nodes: nodeStarts(dataset, split, samples)[samples.length], edges: sideBySide(dataset, split, samples).source.length };
  }
}

/**
 * As `graphSize`, rounded up where batches differ: programs are made for known sizes, and few of them shall serve for all batches. There is at
 * least one node more than the samples have, to which edges can lead that fill up the batch.
 */
export function programSize(dataset: Dataset, split: DatasetSplit, samples: Samples): GraphSize | undefined {
  const size = graphSize(dataset, split, samples);
  if (size === undefined || graphSamplesOf(dataset.info) !== 'graphs') return size;
  return { nodes: roundedUp(size.nodes + 1), edges: roundedUp(Math.max(1, size.edges)) };
}

/** The next number with three binary digits after the first that are not 0: at most an eighth more. */
function roundedUp(count: number): number {
  const step = 2 ** Math.max(0, Math.floor(Math.log2(count)) - 3);
  return Math.ceil(count / step) * step;
}

/** Fills the inputs that hold parts of graphs. */
export class GraphFeeds {
  private readonly parts: readonly { readonly input: DataInput; readonly tensor: TensorData }[];
  private readonly dataset: Dataset;
  private isWholeFilled = false;

  constructor(parts: GraphFeeds['parts'], dataset: Dataset) {
    this.parts = parts;
    this.dataset = dataset;
  }

  fill(split: DatasetSplit, samples: Samples): void {
    if (this.parts.length === 0) return;
    if (graphSamplesOf(this.dataset.info) === 'graphs') this.fillGraphs(split, samples);
    else this.fillWhole(split, samples);
  }

  /** The graph stays: it is filled in once. */
  private fillWhole(split: DatasetSplit, samples: Samples): void {
    const { dataset } = this;
    const first = split === dataset.test ? dataset.train.size : 0;
    for (const { input, tensor } of this.parts) {
      if (input.part === 'places') fillIntegers(tensor, (i) => first + samples[i]);
      else if (this.isWholeFilled) continue;
      else if (input.part === 'nodes') fillNodes(tensor.data, fieldOf(dataset, input.field), nodesOf(dataset));
      else fillEdges(input, tensor, wholeGraph(dataset), 0);
    }
    this.isWholeFilled = true;
  }

  private fillGraphs(split: DatasetSplit, samples: Samples): void {
    const { dataset } = this;
    const starts = nodeStarts(dataset, split, samples);
    const edges = sideBySide(dataset, split, samples, starts);
    for (const { input, tensor } of this.parts) {
      if (input.part === 'nodes') fillRows(tensor.data, fieldOf(dataset, input.field), readerOf(split, input.field), samples);
      else if (input.part === 'membership') fillMembership(tensor, starts);
      else fillEdges(input, tensor, edges, nodesIn(tensor, this.parts) - 1);
    }
  }
}

/** The rows of a graph's nodes: its last one takes the edges that fill up a batch. */
function nodesIn(edges: TensorData, parts: GraphFeeds['parts']): number {
  const rows = parts.find(({ input }) => input.part === 'nodes' || input.part === 'membership');
  return rows?.tensor.dims[0] ?? edges.dims[1];
}

/** The nodes of the graph that is fed whole, in order. */
function nodesOf({ train, test, nodes }: Dataset): readonly DatasetSplit[] {
  return nodes === undefined ? [train, test] : [nodes.train, nodes.test];
}

function fieldOf({ info }: Dataset, name: string): DatasetField {
  const field = info.fields.find((candidate) => candidate.name === name);
  invariant(field !== undefined, `${info.id} has the field ${name}`);
  return field;
}

function readerOf({ ragged }: DatasetSplit, name: string): RaggedReader {
  const reader = ragged?.get(name);
  invariant(reader !== undefined, `the split has the ragged field ${name}`);
  return reader;
}

/** Writes whole numbers as the backend holds them. */
function fillIntegers({ data }: TensorData, numberAt: (place: number) => number): void {
  if (data instanceof BigInt64Array) for (let i = 0; i < data.length; i += 1) data[i] = BigInt(numberAt(i));
  else for (let i = 0; i < data.length; i += 1) data[i] = numberAt(i);
}

function fillNodes(out: TensorArray, field: DatasetField, splits: readonly DatasetSplit[]): void {
  let at = 0;
  for (const split of splits) {
    const end = at + split.size * sampleSize(field);
    gatherField(split, field, indices(split.size), out.subarray(at, end));
    at = end;
  }
}

/** The nodes of the samples' graphs, then zeros. */
function fillRows(out: TensorArray, field: DatasetField, reader: RaggedReader, samples: Samples): void {
  const { values, offsets } = reader.gatherRagged(samples);
  const rows = offsets[samples.length];
  const { ragged: _, ...even } = field;
  const end = rows * sampleSize(field);
  gatherField({ size: rows, fields: new Map([[field.name, values]]) }, even, indices(rows), out.subarray(0, end));
  out.fill(0 as never, end);
}

/** The number of the graph that each node belongs to; the nodes that fill up belong to one more. */
function fillMembership(tensor: TensorData, starts: Uint32Array): void {
  let graph = 0;
  fillIntegers(tensor, (node) => {
    while (graph < starts.length - 1 && node >= starts[graph + 1]) graph += 1;
    return graph;
  });
}

/** Edges beyond those that there are lead from node `last` to itself and weigh nothing. */
function fillEdges({ part }: DataInput, tensor: TensorData, { source, target, weight }: Edges, last: number): void {
  if (part === 'weights') {
    tensor.data.fill(0 as never);
    for (let i = 0; i < source.length; i += 1) tensor.data[i] = weight?.[i] ?? 1;
    return;
  }
  const room = tensor.dims[1];
  fillIntegers(tensor, (place) => {
    const edge = place % room;
    if (edge >= source.length) return last;
    return place < room ? source[edge] : target[edge];
  });
}

const known = new WeakMap<NonNullable<Dataset['graph']>, Edges>();

function wholeGraph({ graph, info }: Dataset): Edges {
  invariant(graph !== undefined && info.graph !== undefined, `${info.id} has the graph that its declaration tells of`);
  const found = known.get(graph) ?? bothWays(graph, info.graph.directed);
  known.set(graph, found);
  return found;
}

/** The edges as they are stored, then those that lead back. */
function bothWays({ source, target, weight }: Edges, directed: boolean): Edges {
  const turned = Array.from({ length: source.length }, (_, i) => i).filter((i) => isTurned(directed, source[i], target[i]));
  const followed = (ends: ArrayLike<number>, back: ArrayLike<number>): number[] => [...Array.from(ends), ...turned.map((i) => back[i])];
  return {
    source: followed(source, target),
    target: followed(target, source),
    ...(weight && { weight: followed(weight, weight) }),
  };
}

/** Where each sample's nodes begin when their graphs stand side by side, and the number of all. */
function nodeStarts({ info }: Dataset, split: DatasetSplit, samples: Samples): Uint32Array {
  const nodes = nodesFieldOf(info.fields);
  invariant(nodes !== undefined, `${info.id} has nodes`);
  const reader = readerOf(split, nodes.name);
  const starts = new Uint32Array(samples.length + 1);
  for (let i = 0; i < samples.length; i += 1) starts[i + 1] = starts[i] + reader.lengthOf(samples[i]);
  return starts;
}

/** The edges of the samples' graphs as those of one graph. */
function sideBySide(dataset: Dataset, split: DatasetSplit, samples: Samples, starts = nodeStarts(dataset, split, samples)): Edges {
  const field = edgesFieldOf(dataset.info.fields);
  if (field === undefined) return { source: [], target: [] };
  const { values, offsets } = readerOf(split, field.name).gatherRagged(samples);
  const count = offsets[samples.length];
  const [source, target] = [new Uint32Array(count), new Uint32Array(count)];
  for (let sample = 0; sample < samples.length; sample += 1) {
    for (let edge = offsets[sample]; edge < offsets[sample + 1]; edge += 1) {
      source[edge] = starts[sample] + Number(values[2 * edge]);
      target[edge] = starts[sample] + Number(values[2 * edge + 1]);
    }
  }
  return bothWays({ source, target }, field.directed === true);
}
