import { type GraphPart, partShape } from '../data/graph-fields.ts';
import { invariant } from '../graph/errors.ts';
import { tensorOf } from '../graph/shape.ts';
import type { Shape, TensorType, Value } from '../graph/types.ts';
import type { DatasetShape, LowerContext } from '../layers/definition.ts';
import type { Emitter } from '../ops/emitter.ts';
import type { DataInput, GraphSize } from './program.ts';

/** What a batch of nodes or graphs adds to a forward pass; nothing for samples of other kinds. */
export interface GraphBatch {
  /** The shape of a data input. */
  shapeOf(part: GraphPart | undefined, sample: Shape): Shape;
  /** What a layer is told whose first input is of this type. */
  context(input: TensorType | undefined): Pick<LowerContext<never>, 'graphs' | 'present'>;
  /** Says which rows of a layer's first output are nodes, where the layer makes nodes of its own. */
  mark(output: TensorType | undefined, present: Value): void;
  /** The rows of an output that are the batch's: a network over the nodes of one graph gives them for all of its nodes. */
  predictions(all: Value): Value;
  /** Data inputs besides the fields, as far as they were needed. */
  readonly inputs: readonly DataInput[];
}

/**
 * Samples that are nodes: each run reads the whole graph, and its outputs are gathered at the numbers of the batch's nodes. Samples that are
 * graphs: a run reads those of its batch side by side as one, padded to `size` with nodes that belong to one graph more. An exported graph
 * (`batch` is `'N'`) does neither: it gives a row for each node or graph that it is fed.
 */
export function graphBatch(
  e: Emitter,
  dataset: DatasetShape | undefined,
  batch: number | 'N',
  size: GraphSize | undefined,
  read: (field: string) => Value,
): GraphBatch {
  const samples = dataset?.samples;
  const inputs: DataInput[] = [];
  const sizeOf = (dim: Shape[number]): Shape[number] => {
    if (batch === 'N' || typeof dim === 'number') return dim;
    const { nodes, edges } = size ?? smallest(batch);
    return dim === 'E' ? edges : nodes;
  };
  /** By what the rows are called. */
  const marked = new Map<string, Value>();
  const presentRows = (rows: Shape[number] | undefined): Value | undefined => {
    const name = String(rows);
    if (samples === 'graphs' && rows === 'V' && !marked.has(name))
      marked.set(name, presentNodes(e, read(membershipOf(dataset)), Number(batch)));
    return marked.get(name);
  };
  let places: Value | undefined;
  return {
    inputs,
    shapeOf: (part, sample) =>
      part === undefined || samples === undefined ? [batch, ...sample] : partShape(part, samples, sample).map(sizeOf),
    context(input) {
      if (samples === undefined || batch === 'N') return {};
      const present = presentRows(input?.shape[0]);
      return { ...(samples === 'graphs' && { graphs: batch }), ...(present && { present }) };
    },
    mark(output, present) {
      if (output !== undefined) marked.set(String(output.shape[0]), present);
    },
    predictions(all) {
      if (samples !== 'nodes' || batch === 'N') return all;
      places ??= placesInput(e, dataset, batch, inputs);
      return e.gather(all, places, 0);
    },
  };
}

/** Where nobody says how large its graphs are, of a program that is looked at and not run. */
function smallest(batch: number): GraphSize {
  return { nodes: batch + 1, edges: 1 };
}

function membershipOf(dataset: DatasetShape | undefined): string {
  const field = dataset?.fields.find(({ part }) => part === 'membership');
  invariant(field !== undefined, 'graphs have a field that tells which nodes are theirs');
  return field.name;
}

/** 1 for each node of the batch's graphs, 0 for those that fill it up [V, 1]. */
function presentNodes(e: Emitter, membership: Value, graphs: number): Value {
  const belongs = e.cast(e.less(membership, e.constant(tensorOf('int64', [], [graphs]), 'graphs')), 'float32');
  return e.unsqueeze(belongs, [1]);
}

function placesInput(e: Emitter, dataset: DatasetShape | undefined, batch: number, inputs: DataInput[]): Value {
  const input = e.builder.input('places', { dtype: 'int64', shape: [batch] });
  inputs.push({ input: input.name, dataset: dataset?.id ?? '', field: 'places', role: 'input', type: input.type, part: 'places' });
  return input;
}
