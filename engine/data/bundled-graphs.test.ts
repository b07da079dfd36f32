import { beforeAll, describe, expect, it } from 'vitest';
import { loadDataset } from '../runtime/datasets.ts';
import { indices } from '../random/distributions.ts';
import type { Dataset, DatasetSplit, RaggedValues } from './dataset.ts';
import { storedValues } from './gather.ts';
import { elements } from './molecules.ts';

const FOLDER = new URL('../../datasets', import.meta.url).pathname;

/** How many parts a graph falls into. */
function components(nodes: number, ends: ArrayLike<number | bigint>): number {
  const leader = Array.from(indices(nodes));
  const leaderOf = (node: number): number => (leader[node] === node ? node : leaderOf(leader[node]));
  for (let i = 0; i < ends.length; i += 2) leader[leaderOf(Number(ends[i]))] = leaderOf(Number(ends[i + 1]));
  return leader.filter((other, node) => other === node).length;
}

function pairs({ source, target }: NonNullable<Dataset['graph']>): number[] {
  return Array.from(source).flatMap((node, i) => [node, target[i]]);
}

describe('karate club', () => {
  let club: Dataset;
  beforeAll(async () => {
    club = await loadDataset('karate', FOLDER);
  });

  it('holds 78 friendships, of Mr. Hi 16 and of John A. 17, and falls into no parts', () => {
    const ends = pairs(club.graph ?? { source: new Int32Array(), target: new Int32Array() });
    expect(ends).toHaveLength(2 * 78);
    expect([0, 1].map((leader) => ends.filter((node) => node === leader).length)).toEqual([16, 17]);
    expect(components(34, ends)).toBe(1);
  });

  it('knows one member of each club', () => {
    expect([...storedValues(club.train, club.info.fields[2], [0, 1])]).toEqual([0, 1]);
  });
});

describe('Roget’s thesaurus', () => {
  it('refers from existence to ten headwords, inexistence among them', async () => {
    const { train, test, graph, info } = await loadDataset('roget', FOLDER);
    const names = [train, test].flatMap((split) => texts(split, 'headword'));
    expect(names).toHaveLength(1022);
    expect(graph?.source).toHaveLength(info.graph?.edges ?? 0);
    const references = Array.from(graph?.source ?? []).flatMap((node, i) =>
      names[node] === 'existence' ? [names[graph?.target[i] ?? 0]] : [],
    );
    expect(references).toHaveLength(10);
    expect(references).toContain('inexistence');
  });
});

function ragged(split: DatasetSplit, field: string): RaggedValues {
  const reader = split.ragged?.get(field);
  if (reader === undefined) throw new Error(`no ragged field ${field}`);
  return reader.gatherRagged(indices(split.size));
}

function texts(split: DatasetSplit, field: string): string[] {
  const { values, offsets } = ragged(split, field);
  return Array.from(indices(split.size), (i) => Buffer.from(values.subarray(offsets[i], offsets[i + 1]) as Uint8Array).toString('utf8'));
}

describe('molecules', () => {
  let dataset: Dataset;
  beforeAll(async () => {
    dataset = await loadDataset('molecules', FOLDER);
  });

  it('have as many parts as their SMILES, and each bond once', () => {
    for (const split of [dataset.train, dataset.test]) {
      const [atoms, bonds, smiles] = [ragged(split, 'atoms'), ragged(split, 'bonds'), texts(split, 'smiles')];
      const wrong = smiles.filter((text, i) => {
        const ends = Array.from(bonds.values.subarray(2 * bonds.offsets[i], 2 * bonds.offsets[i + 1]), Number);
        const once = new Set(Array.from(indices(ends.length / 2), (at) => [ends[2 * at], ends[2 * at + 1]].sort().join(' ')));
        return components(atoms.offsets[i + 1] - atoms.offsets[i], ends) !== text.split('.').length || once.size !== ends.length / 2;
      });
      expect(wrong).toEqual([]);
    }
  });

  it('have one element an atom', () => {
    const { values } = ragged(dataset.train, 'atoms');
    const [{ shape }] = dataset.info.fields;
    const numbers = Array.from(values, Number);
    const counts = Array.from(indices(values.length / shape[0]), (atom) =>
      numbers.slice(atom * shape[0], atom * shape[0] + elements.length + 1).reduce((sum, value) => sum + value, 0),
    );
    expect(new Set(counts)).toEqual(new Set([1]));
  });

  it('are polar above the median surface area, 46.38', () => {
    const [, , , polarity, area] = dataset.info.fields;
    const sides = [dataset.train, dataset.test];
    const areas = sides.flatMap((split) => [...storedValues(split, area, indices(split.size))].map(Number));
    const polar = sides.flatMap((split) => [...storedValues(split, polarity, indices(split.size))]);
    expect(areas).toHaveLength(4999);
    expect(areas.toSorted((a, b) => a - b)[2499]).toBeCloseTo(46.38, 4);
    expect(polar.map(Number)).toEqual(areas.map((value) => Number(value > 46.4)));
  });

  it('are on one side where their SMILES are equal', () => {
    const seen = new Set(texts(dataset.train, 'smiles'));
    expect(texts(dataset.test, 'smiles').filter((smiles) => seen.has(smiles))).toEqual([]);
  });
});
