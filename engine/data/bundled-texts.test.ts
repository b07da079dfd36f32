import { describe, expect, it } from 'vitest';
import { loadDataset } from '../runtime/datasets.ts';
import { indices } from '../random/distributions.ts';
import type { DatasetField, DatasetSplit } from './dataset.ts';
import { storedDatasets } from './registry.ts';

const FOLDER = new URL('../../datasets', import.meta.url).pathname;

const decoder = new TextDecoder('utf-8', { fatal: true });

function texts(split: DatasetSplit, field: string): string[] {
  const reader = split.ragged?.get(field);
  if (reader === undefined) throw new Error(`no text ${field}`);
  const { values, offsets } = reader.gatherRagged(indices(split.size));
  return Array.from(indices(split.size), (i) => decoder.decode(Uint8Array.from(values.subarray(offsets[i], offsets[i + 1]), Number)));
}

/** Characters of texts, otherwise parts. */
function lengthsOf(split: DatasetSplit, { name, semantics }: DatasetField): number[] {
  if (semantics === 'text') return texts(split, name).map((text) => Array.from(text).length);
  return Array.from(indices(split.size), (sample) => split.ragged?.get(name)?.lengthOf(sample) ?? 0);
}

const ragged = storedDatasets.flatMap(({ id, fields }) =>
  fields.filter((field) => field.ragged !== undefined).map((field) => ({ id, field })),
);

describe.each(ragged)('$field.name of $id', ({ id, field }) => {
  it('has the lengths that are declared', async () => {
    const { train } = await loadDataset(id, FOLDER);
    const lengths = lengthsOf(train, field).sort((a, b) => a - b);
    const mean = lengths.reduce((a, b) => a + b, 0) / lengths.length;
    expect({ mean: Math.round(10 * mean) / 10, max: lengths.at(-1), percentile95: lengths[Math.ceil(0.95 * lengths.length) - 1] }).toEqual(
      field.ragged,
    );
  });

  it.runIf(field.semantics === 'text')('is nowhere empty, and in UTF-8', async () => {
    const { train, test } = await loadDataset(id, FOLDER);
    expect([train, test].flatMap((split) => texts(split, field.name)).filter((text) => text.trim() === '')).toEqual([]);
  });
});

describe('counts of the source', () => {
  it.each([
    ['names', 8003],
    ['sotu', 12_000],
    // Of 5,705 poems those with gaps, fragments and repetitions are left out.
    ['tang-poets', 5545],
    ['udhr', 3646],
    ['moby-dick', 136],
    ['jueju', 10_681],
    ['karate', 34],
    ['roget', 1022],
    ['molecules', 4999],
  ])('%s has %i samples', async (id, count) => {
    const { train, test } = await loadDataset(id, FOLDER);
    expect(train.size + test.size).toBe(count);
  });

  it('names has those of the two lists that are in one only', async () => {
    const { train, test } = await loadDataset('names', FOLDER);
    const kinds = [train, test].flatMap((split) => Array.from(split.fields.get('kind') as Uint8Array));
    expect(kinds.filter((kind) => kind === 0)).toHaveLength(4944 - 419);
    expect(kinds.filter((kind) => kind === 1)).toHaveLength(3897 - 419);
  });
});

it.each(['tang-poets', 'jueju'])('%s shares no line between its splits', async (id) => {
  const { train, test } = await loadDataset(id, FOLDER);
  const linesOf = (split: DatasetSplit) =>
    texts(split, 'poem').flatMap((poem) => poem.split(/[，。？！；、：\n]+/).filter((line) => Array.from(line).length >= 5));
  const seen = new Set(linesOf(train));
  expect(linesOf(test).filter((line) => seen.has(line))).toEqual([]);
});

it('jueju has four lines of seven characters', async () => {
  const { test } = await loadDataset('jueju', FOLDER);
  for (const poem of texts(test, 'poem'))
    expect(
      poem
        .split(/[，。？！；、：\n]+/)
        .filter(Boolean)
        .map((line) => Array.from(line).length),
    ).toEqual([7, 7, 7, 7]);
});

it('moby-dick begins its first chapter as everyone knows', async () => {
  const { train, test } = await loadDataset('moby-dick', FOLDER);
  const chapters = [train, test].flatMap((split) => texts(split, 'chapter'));
  expect(chapters.filter((chapter) => chapter.startsWith('CHAPTER 1. Loomings.\n\nCall me Ishmael.'))).toHaveLength(1);
});
