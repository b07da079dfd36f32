import { sizeOf } from '../graph/shape.ts';
import { indices } from '../random/distributions.ts';
import type { DatasetField, DatasetInfo, DatasetSplit, RaggedReader, RaggedValues, SampleGraph, SeriesWindow } from './dataset.ts';
import { badDataset } from './bad-dataset.ts';
import { nodesFieldOf } from './graph-fields.ts';
import { windowCount } from './windows.ts';

/** Samples of a ragged field that are looked at together. */
const BLOCK = 1024;

/** What is wrong with how a dataset declares its ragged fields and its graph; `undefined` where nothing is. */
export function declarationFault({ fields, graph, splits, window, steps }: DatasetInfo): string | undefined {
  for (const { name, semantics, ragged, dtype, shape } of fields) {
    const form = `${ragged === undefined ? '' : 'ragged '}${dtype} [${shape.join('×')}]`;
    if (semantics === 'text' && form !== 'ragged uint8 []') return `the text ${name} is ${form}, ragged uint8 [] was expected`;
    if (semantics === 'edges' && form !== 'ragged int32 [2]') return `the edges ${name} are ${form}, ragged int32 [2] was expected`;
    if (semantics === 'edges' && nodesFieldOf(fields) === undefined) return `the edges ${name} have no field with the nodes that they join`;
    if (semantics === 'nodes' && (ragged === undefined || shape.length !== 1))
      return `the nodes ${name} are ${form}, ragged rows [features] were expected`;
  }
  if ((window === undefined) !== (steps === undefined)) return 'a series has both a window and numbers of steps';
  if (window !== undefined && steps !== undefined) return seriesFault(fields, splits, window, steps);
  if (graph !== undefined && splits.train + splits.test > 2 ** 31 - 1) return 'the graph has more nodes than 32 bits can number';
  return undefined;
}

function seriesFault(
  fields: readonly DatasetField[],
  splits: DatasetInfo['splits'],
  window: SeriesWindow,
  steps: DatasetInfo['splits'],
): string | undefined {
  for (const split of ['train', 'test'] as const) {
    const count = windowCount(steps[split], window);
    if (splits[split] !== count) return `${steps[split]} ${split} steps have ${count} windows, ${splits[split]} samples are declared`;
  }
  for (const { name, role, shape, ragged } of fields) {
    const [last, expected] = [shape.at(-1), role === 'input' ? window.length : window.horizon];
    const isNumber = role === 'target' && window.horizon === 1;
    if (ragged !== undefined || (!isNumber && last !== expected))
      return `the field ${name} has the shape [${shape.join('×')}], the ${expected} steps of a window were expected as its last axis`;
  }
  return undefined;
}

/**
 * Checks all samples of the ragged fields: texts are UTF-8, edges join nodes that their sample has, its fields for nodes have
 * one length. Throws `bad-dataset`.
 */
export function checkRagged({ fields }: DatasetInfo, { size, ragged }: DatasetSplit): void {
  const nodes = nodesFieldOf(fields);
  for (const field of fields) {
    const reader = ragged?.get(field.name);
    if (reader === undefined) continue;
    for (let from = 0; from < size; from += BLOCK) {
      const samples = indices(Math.min(BLOCK, size - from)).map((i) => from + i);
      checkRaggedValues(field, reader.gatherRagged(samples), samples, nodes && ragged?.get(nodes.name));
    }
  }
}

/** Checks some samples of a ragged field; `nodes` tells how many nodes each sample has. Throws `bad-dataset`. */
export function checkRaggedValues(
  field: DatasetField,
  values: RaggedValues,
  samples: ArrayLike<number>,
  nodes: RaggedReader | undefined,
): void {
  if (field.semantics === 'text') checkTexts(field, values, samples);
  if (field.semantics === 'edges') checkEdges(field, values, samples, nodes);
}

function checkTexts({ name }: DatasetField, { values, offsets }: RaggedValues, samples: ArrayLike<number>): void {
  if (!(values instanceof Uint8Array)) throw badDataset(`the text ${name} is not stored as bytes`);
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for (let i = 0; i < samples.length; i += 1) {
    try {
      decoder.decode(values.subarray(offsets[i], offsets[i + 1]));
    } catch {
      throw badDataset(`the ${name} of sample ${samples[i]} is no UTF-8`);
    }
  }
}

function checkEdges(
  { name }: DatasetField,
  { values, offsets }: RaggedValues,
  samples: ArrayLike<number>,
  nodes: RaggedReader | undefined,
) {
  for (let i = 0; i < samples.length; i += 1) {
    const count = nodes?.lengthOf(samples[i]) ?? 0;
    for (let at = 2 * offsets[i]; at < 2 * offsets[i + 1]; at += 1) {
      if (values[at] < 0 || values[at] >= count)
        throw badDataset(`an edge in ${name} of sample ${samples[i]} ends at node ${values[at]}, only 0 to ${count - 1} exist`);
    }
  }
}

/** Checks a graph of samples against its declaration. Throws `bad-dataset`. */
export function checkGraph({ graph, splits }: DatasetInfo, { source, target, weight }: SampleGraph): void {
  const count = graph?.edges ?? 0;
  const nodes = splits.train + splits.test;
  for (const [what, found] of [
    ['sources', source.length],
    ['targets', target.length],
    ['weights', weight?.length ?? (graph?.weighted === true ? 0 : count)],
  ] as const)
    if (found !== count) throw badDataset(`the graph has ${found} ${what}, ${count} edges were expected`);
  for (const ends of [source, target]) {
    const wrong = ends.findIndex((node) => node < 0 || node >= nodes);
    if (wrong >= 0) throw badDataset(`edge ${wrong} ends at sample ${ends[wrong]}, only 0 to ${nodes - 1} exist`);
  }
  const wrong = weight?.findIndex((value) => !Number.isFinite(value)) ?? -1;
  if (weight !== undefined && wrong >= 0) throw badDataset(`edge ${wrong} has the weight ${weight[wrong]}, a finite number was expected`);
}

/** Refuses numbers of categories outside of the declared classes; they would index past a prediction. */
export function checkCategories(split: DatasetSplit, info: DatasetInfo): void {
  for (const field of info.fields) {
    const values = split.fields.get(field.name);
    const count = field.classes?.length;
    if (values === undefined || 'gather' in values || count === undefined) continue;
    const wrong = values.findIndex((value: number | bigint) => !(value >= 0 && value < count) && Number(value) !== field.ignored);
    if (wrong < 0) continue;
    const left = field.ignored === undefined ? '' : `, or ${field.ignored} for what is left out`;
    throw badDataset(
      `sample ${Math.floor(wrong / sizeOf(field.shape))} has ${field.name} ${values[wrong]}, only 0 to ${count - 1} exist${left}`,
    );
  }
}
