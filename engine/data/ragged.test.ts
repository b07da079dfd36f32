import { describe, expect, it } from 'vitest';
import { checkGraph, checkRagged, declarationFault } from './checks.ts';
import type { Dataset, DatasetField, DatasetInfo, DatasetSplit } from './dataset.ts';
import { gatherField } from './gather.ts';
import { previewOf } from './preview.ts';
import { lengthsOf, MemoryRagged, offsetsOf, raggedOf, raggedTexts } from './ragged.ts';

const ragged = { mean: 1, max: 9, percentile95: 5 };
const text: DatasetField = { name: 'text', label: 'Text', role: 'input', semantics: 'text', dtype: 'uint8', shape: [], ragged };
const nodes: DatasetField = { name: 'atoms', label: 'Atoms', role: 'input', semantics: 'nodes', dtype: 'float32', shape: [2], ragged };
const edges: DatasetField = { name: 'bonds', label: 'Bonds', role: 'input', semantics: 'edges', dtype: 'int32', shape: [2], ragged };
const kind: DatasetField = {
  name: 'kind',
  label: 'Kind',
  role: 'target',
  semantics: 'category',
  dtype: 'int64',
  shape: [],
  classes: ['a', 'b'],
};

function infoOf(fields: readonly DatasetField[], rest: Partial<DatasetInfo> = {}): DatasetInfo {
  const texts = { id: 'mine', title: 'Mine', description: '', splitKey: '', license: '', attribution: '' };
  return { ...texts, task: 'classification', preview: 'texts', splits: { train: 3, test: 1 }, fields, ...rest };
}

/** Graphs of one, three and two nodes. */
const atoms = new MemoryRagged(
  raggedOf(
    [1, 3, 2].map((count) => new Float32Array(2 * count).fill(count)),
    2,
    new Float32Array(),
  ),
  2,
);

function bondsOf(...samples: readonly (readonly number[])[]) {
  return new MemoryRagged(
    raggedOf(
      samples.map((ends) => Int32Array.from(ends)),
      2,
      new Int32Array(),
    ),
    2,
  );
}

describe('a ragged field in memory', () => {
  const read = new MemoryRagged(raggedTexts(['', '诗', 'abc']), 1);

  it('gives samples one after another, in the order asked for, repeated ones too', () => {
    const { values, offsets } = read.gatherRagged([2, 0, 1, 2]);
    expect(new TextDecoder().decode(Uint8Array.from(values, Number))).toBe('abc诗abc');
    expect([...offsets]).toEqual([0, 3, 3, 6, 9]);
    expect([0, 1, 2].map((sample) => read.lengthOf(sample))).toEqual([0, 3, 3]);
  });

  it('counts parts, of several values each', () => {
    const { values, offsets } = atoms.gatherRagged([1, 0]);
    expect(values).toEqual(Float32Array.of(3, 3, 3, 3, 3, 3, 1, 1));
    expect([...offsets]).toEqual([0, 3, 4]);
  });

  it.each([
    [[0, 2, 1], 'sample 1 ends before it begins, at 1 of 2'],
    [[0, 2], 'the samples have 2 parts of 1 values, 3 values were given'],
    [[1, 3], 'the samples have 3 parts of 1 values'],
    [[], 'the samples have 0 parts'],
  ])('refuses the offsets %j', (offsets, message) => {
    const given = { values: new Uint8Array(offsets.includes(1) && offsets[0] === 1 ? 2 : 3), offsets: Uint32Array.from(offsets) };
    expect(() => new MemoryRagged(given, 1)).toThrow(message);
  });

  it('keeps offsets and lengths apart and within 32 bits', () => {
    expect([...lengthsOf(Uint32Array.of(0, 2, 2, 7))]).toEqual([2, 0, 5]);
    expect(() => offsetsOf(3, () => 2 ** 31)).toThrow('up to 4294967295 parts were expected in all samples together, sample 1 ends beyond');
  });

  it('is fed through no place of a batch', () => {
    const split: DatasetSplit = { size: 3, fields: new Map(), ragged: new Map([['text', read]]) };
    expect(() => gatherField(split, text, [0], new Float32Array(1))).toThrow('the samples of text have one shape');
  });
});

describe('checks', () => {
  it('refuse a text that is no UTF-8, and name the sample', () => {
    const broken = new MemoryRagged(raggedOf([Uint8Array.of(65), Uint8Array.of(0xe8, 0xaf)], 1, new Uint8Array()), 1);
    expect(() => checkRagged(infoOf([text]), { size: 2, fields: new Map(), ragged: new Map([['text', broken]]) })).toThrow(
      'the text of sample 1 is no UTF-8',
    );
  });

  it.each([
    [[[], [0, 1, 1, 2], [1, 0]], undefined],
    [[[0, 1], [], []], 'an edge in bonds of sample 0 ends at node 1, only 0 to 0 exist'],
    [[[], [0, 1], [0, -1]], 'an edge in bonds of sample 2 ends at node -1, only 0 to 1 exist'],
  ])('see that edges join nodes of their sample: %j', (ends, message) => {
    const split = {
      size: 3,
      fields: new Map(),
      ragged: new Map([
        ['atoms', atoms],
        ['bonds', bondsOf(...ends)],
      ] as const),
    };
    const check = () => checkRagged(infoOf([nodes, edges]), split);
    if (message === undefined) expect(check).not.toThrow();
    else expect(check).toThrow(message);
  });

  it.each([
    [[0, 1], [1, 3], undefined],
    [[0], [1], 'the graph has 1 sources, 2 edges were expected'],
    [[0, 1], [1, 4], 'edge 1 ends at sample 4, only 0 to 3 exist'],
    [[-1, 1], [1, 2], 'edge 0 ends at sample -1'],
  ])('see that edges join samples: %j to %j', (source, target, message) => {
    const info = infoOf([kind], { graph: { edges: 2, directed: false, weighted: false } });
    const check = () => checkGraph(info, { source: Int32Array.from(source), target: Int32Array.from(target) });
    if (message === undefined) expect(check).not.toThrow();
    else expect(check).toThrow(message);
  });

  it('ask for the weights that are declared, all of them numbers', () => {
    const info = infoOf([kind], { graph: { edges: 1, directed: true, weighted: true } });
    const ends = { source: Int32Array.of(0), target: Int32Array.of(1) };
    expect(() => checkGraph(info, ends)).toThrow('the graph has 0 weights, 1 edges were expected');
    expect(() => checkGraph(info, { ...ends, weight: Float32Array.of(Number.NaN) })).toThrow('edge 0 has the weight NaN');
  });

  it.each([
    [infoOf([{ ...text, dtype: 'float32' }]), 'the text text is ragged float32 [], ragged uint8 [] was expected'],
    [infoOf([edges]), 'the edges bonds have no field with the nodes that they join'],
    [infoOf([{ ...nodes, shape: [] }]), 'the nodes atoms are ragged float32 []'],
    [infoOf([kind], { window: { length: 2, horizon: 1, stride: 1, step: 'day' } }), 'a series has both a window and numbers of steps'],
  ])('find what a declaration contradicts', (info, fault) => {
    expect(declarationFault(info)).toContain(fault);
  });
});

describe('the preview of ragged fields', () => {
  const long = '诗'.repeat(200_000);

  function texts(samples: readonly string[]): Dataset {
    const split = { size: samples.length, fields: new Map(), ragged: new Map([['text', new MemoryRagged(raggedTexts(samples), 1)]]) };
    return { info: infoOf([text], { splits: { train: samples.length, test: 1 } }), train: split, test: split };
  }

  it('shows the beginning of long texts, whole characters of it, and tells their lengths', () => {
    const { text: shown } = previewOf(texts(['short', long]), 2).fields;
    const pieces = [0, 1].map((i) =>
      new TextDecoder('utf-8', { fatal: true }).decode(shown.values.slice(shown.offsets?.[i], shown.offsets?.[i + 1])),
    );
    expect(pieces[0]).toBe('short');
    expect(pieces[1]).toBe('诗'.repeat(43690));
    expect([...(shown.lengths ?? [])]).toEqual([5, 600_000]);
  });

  it('stays small with many samples', () => {
    const { values } = previewOf(texts(Array.from({ length: 100 }, () => long.slice(0, 20_000))), 100).fields.text;
    expect(values.length).toBeLessThanOrEqual(2 ** 18);
  });

  it('leaves out edges to nodes that it leaves out', () => {
    const count = 200_000;
    const big = new MemoryRagged({ values: new Float32Array(2 * count), offsets: Uint32Array.of(0, count) }, 2);
    const split = {
      size: 1,
      fields: new Map(),
      ragged: new Map([
        ['atoms', big],
        ['bonds', bondsOf([0, count - 1, 1, 2])],
      ] as const),
    };
    const dataset: Dataset = { info: infoOf([nodes, edges]), train: split, test: split };
    const { atoms: shown, bonds } = previewOf(dataset, 1).fields;
    expect([...(shown.offsets ?? [])]).toEqual([0, 2 ** 17]);
    expect([...bonds.values]).toEqual([1, 2]);
  });
});
