import { expect, it } from 'vitest';
import { karate } from './karate.ts';
import { linked, linkedInfo, linkPairs } from './links.ts';

/** A ring of as many nodes as the club has, each also joined to the one after the next: 68 edges. */
const ring = Array.from({ length: 34 }, (_, i) => i);
const graph = {
  source: Int32Array.from([...ring, ...ring]),
  target: Int32Array.from([...ring.map((i) => (i + 1) % 34), ...ring.map((i) => (i + 2) % 34)]),
};
const info = { ...karate, graph: { edges: 68, directed: false, weighted: false } };
const choice = { testFraction: 0.25 };
const empty = { size: 0, fields: new Map() };
const edges = new Set(Array.from(graph.source, (source, i) => keyOf(source, graph.target[i])));

function keyOf(a: number, b: number): number {
  return 34 * Math.min(a, b) + Math.max(a, b);
}

function keysOf(pairs: Int32Array): number[] {
  return Array.from({ length: pairs.length / 2 }, (_, i) => keyOf(pairs[2 * i], pairs[2 * i + 1]));
}

it('takes turns of an edge and a pair that is none, no pair twice', () => {
  const { train, test } = linkPairs(info, graph, choice);
  const keys = [...keysOf(train), ...keysOf(test)];
  expect([train.length / 2, test.length / 2]).toEqual([102, 34]);
  expect(keys.map((key) => edges.has(key))).toEqual(keys.map((_, i) => i % 2 === 0));
  expect(new Set(keys).size).toBe(keys.length);
});

it('names the pairs that a network is fed, and counts them', () => {
  const view = linked({ info, train: { ...empty, size: 2 }, test: { ...empty, size: 32 }, graph }, choice, {
    validation: new Uint32Array(),
  });
  const { train, test } = linkPairs(info, graph, choice);
  expect([view.train.fields.get('pair'), view.test.fields.get('pair')]).toEqual([train, test]);
  expect(linkedInfo(info, choice).splits).toEqual({ train: train.length / 2, test: test.length / 2 });
});

it('lets the network read no edge that is held back', () => {
  const view = linked({ info, train: { ...empty, size: 2 }, test: { ...empty, size: 32 }, graph }, choice, {
    validation: Uint32Array.of(0, 5, 8),
  });
  const read = keysOf(Int32Array.from(Array.from(view.graph?.source ?? [], (from, i) => [from, view.graph?.target[i] ?? 0]).flat()));
  const { train, test } = linkPairs(info, graph, choice);
  expect(read).toHaveLength(49);
  for (const key of keysOf(test)) expect(read).not.toContain(key);
  for (const sample of [0, 8]) expect(read).not.toContain(keysOf(train)[sample]);
});

it('says where there are no links to learn', () => {
  expect(() => linkPairs({ ...info, splits: { train: 2, test: 8 } }, graph, choice)).toThrow(/More than half/);
});

it('holds edges that lead back and forth between two nodes back together', () => {
  const directed = { ...info, graph: { edges: 136, directed: true, weighted: false } };
  const [source, target] = [graph.source, graph.target].map((ends) => [...ends]);
  const both = { source: [...source, ...target], target: [...target, ...source] };
  const { train, test } = linkPairs(directed, both, choice);
  const linkedKeys = (pairs: Int32Array): number[] => keysOf(pairs).filter((_, i) => i % 2 === 0);
  const trained = new Set(linkedKeys(train));
  expect(linkedKeys(test).filter((key) => trained.has(key))).toEqual([]);
});
