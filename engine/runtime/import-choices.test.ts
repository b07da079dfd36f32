import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { refusal } from '../importers/testing/files.ts';
import { ImportPlace, storedOf } from './testing/import-place.ts';

let place: ImportPlace;

beforeEach(() => {
  place = new ImportPlace();
});

afterEach(() => place.remove());

const window = { length: 4, horizon: 1, stride: 1, step: 'day' };

/** Days of February, in the order given, whose values are their numbers. */
function days(order: readonly number[], header = 'date,value'): string {
  const line = (day: number) => `2026-02-${String(day + 1).padStart(2, '0')},${day}`;
  return `${header}\n${order.map(line).join('\n')}\n`;
}

const february = Array.from({ length: 28 }, (_, i) => i);

/** The steps of the first windows, one value each, and the notes. */
async function steps(text: string, time?: string) {
  const { notes } = await place.import([place.put('日.csv', text)], { window: { ...window, ...(time !== undefined && { time }) } });
  const dataset = await place.open();
  return { first: storedOf(dataset, dataset.train, 'steps').slice(0, 8), notes: notes.join(' '), info: dataset.info };
}

const forward = [0, 1, 2, 3, 1, 2, 3, 4];

describe('the steps of a series', () => {
  it('stay as they are where the dates rise, and are turned round where they fall', async () => {
    expect(await steps(days(february))).toMatchObject({ first: forward, notes: expect.stringContaining('in which "date" rises') });
    const turned = await steps(days(february.toReversed()));
    expect(turned).toMatchObject({
      first: forward,
      notes: expect.stringContaining('put in the order of "date", which falls in the source'),
    });
    expect(turned.info).toMatchObject({ window, steps: { train: 22, test: 6 } });
    expect(turned.info.window).not.toHaveProperty('time');
  });

  it('of mixed dates stay where nobody chose, with a note, and are put in the order of the column that was chosen', async () => {
    const mixed = days([...february.slice(10), ...february.slice(0, 10)]);
    const asTheyAre = await steps(mixed);
    expect(asTheyAre.first).toEqual([10, 11, 12, 13, 11, 12, 13, 14]);
    expect(asTheyAre.notes).toMatch(/"date" neither only rises nor only falls\. Choose it as the time/);
    expect((await steps(mixed, 'date')).first).toEqual(forward);
  });

  it('are ordered by a column of numbers, which is no channel then', async () => {
    const rows = Array.from({ length: 5000 }, (_, i) => (i * 7) % 5000).map((i) => `${1000 + i},${i === 2 ? '' : i}`);
    const { info, first } = await steps(`year,value\n${rows.join('\n')}\n`, 'year');
    expect(first).toEqual([0, 1, 1, 3, 1, 1, 3, 4]);
    expect(info.fields[0].columns?.map(({ name }) => name)).toEqual(['value']);
  });

  it('keep the splits that a column tells when they are turned round', async () => {
    const rows = february.toReversed().map((day) => `2026-02-${String(day + 1).padStart(2, '0')},${day},${day < 12 ? 'train' : 'test'}`);
    const path = place.put('a.csv', `date,value,part\n${rows.join('\n')}\n`);
    const { info } = await place.import([path], { window, split: { kind: 'column', column: 'part' } });
    expect(info.steps).toEqual({ train: 12, test: 16 });
    const dataset = await place.open();
    expect(storedOf(dataset, dataset.test, 'steps').slice(0, 4)).toEqual([12, 13, 14, 15]);
  });

  it('of equal times are told; one without a time is refused by its place', async () => {
    expect((await steps(days([...february, 27]), 'date')).notes).toMatch(/1 steps have the "date" of another one/);
    const path = place.put('b.csv', `${days(february)}soon,3\n`);
    const time = 'date';
    expect(await refusal(() => place.import([path], { window: { ...window, time } }))).toMatch(
      /^bad-time: b\.csv, line 30: a date or a number was expected in "date", came "soon"/,
    );
    expect(await refusal(() => place.import([path], { window: { ...window, time: '时' } }))).toMatch(/^bad-time: There is no column "时"/);
  });
});

describe('a draw from each class', () => {
  it('keeps equal rows on one side and the shares of the classes', async () => {
    const rows = Array.from({ length: 2000 }, (_, i) => `${i % 400},${i % 400 < 40 ? 'rare' : 'often'}`);
    await place.import([place.put('a.csv', `x,y\n${rows.join('\n')}\n`)], { split: { kind: 'stratified', test: 0.25 } });
    const dataset = await place.open();
    const { train, test, info } = dataset;
    const [learnt, kept] = [train, test].map((split) => new Set(storedOf(dataset, split, 'features')));
    expect([...learnt].filter((value) => kept.has(value))).toEqual([]);
    expect(learnt.size + kept.size).toBe(400);
    const rare = info.fields[1].classes?.indexOf('rare');
    const shares = [0, 1].map((label) => storedOf(dataset, test, 'target').filter((value) => value === label).length);
    expect(shares[rare === 0 ? 0 : 1] / 200).toBeCloseTo(0.25, 1);
    expect(test.size / 2000).toBeCloseTo(0.25, 1);
    expect(info.splitKey).toBe('drawn from each class, 75 to 25, equal inputs on one side');
  });

  it('takes exactly the share of unlike rows', async () => {
    const rows = Array.from({ length: 1000 }, (_, i) => `${i},${i % 10 === 0 ? 'rare' : 'often'}`);
    const { info } = await place.import([place.put('a.csv', `x,y\n${rows.join('\n')}\n`)], { split: { kind: 'stratified', test: 0.3 } });
    expect(info.splits).toEqual({ train: 700, test: 300 });
    const dataset = await place.open();
    expect(storedOf(dataset, dataset.test, 'target').filter((value) => value === 1)).toHaveLength(30);
  });
});

describe('the edges of a graph', () => {
  const graph = (edges: string) => {
    place.put('g/nodes.csv', `id,team\n${Array.from({ length: 12 }, (_, i) => `n${i},${'ab'[i % 2]}`).join('\n')}\n`);
    place.put('g/edges.csv', `source,target\n${edges}\n`);
    return join(place.folder, 'g');
  };
  const ring = Array.from({ length: 12 }, (_, i) => `n${i},n${(i + 1) % 12}`).join('\n');

  it('have the direction that a person says', async () => {
    const path = graph(ring);
    expect((await place.import([path])).info.graph).toMatchObject({ directed: false, edges: 12 });
    expect((await place.import([path], { directed: true })).info.graph).toMatchObject({ directed: true, edges: 12 });
    expect((await place.open()).graph?.source).toHaveLength(12);
  });

  it('that lead back in part are one edge where a person says that they have none', async () => {
    const path = graph(`${ring}\nn1,n0\nn2,n1`);
    expect((await place.import([path])).info.graph).toMatchObject({ directed: true, edges: 14 });
    const { info, notes } = await place.import([path], { directed: false });
    expect(info.graph).toMatchObject({ directed: false, edges: 12 });
    expect(notes.join(' ')).toMatch(/2 repeated edges are left out/);
    expect((await place.preview([path], { directed: false })).info?.graph).toMatchObject({ directed: false });
  });
});
