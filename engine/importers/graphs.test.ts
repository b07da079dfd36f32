import { describe, expect, it } from 'vitest';
import type { ByteFile } from './byte-file.ts';
import type { RawData } from './definition.ts';
import { EdgeList } from './edge-list.ts';
import { GraphFolder } from './graph-folder.ts';
import { readPickle } from './pickle.ts';
import { Planetoid } from './planetoid.ts';
import { memoryFolder } from './source-folder.ts';
import { fixtureBytes, refusal, textFile } from './testing/files.ts';
import { memoryFile } from './byte-file.ts';

function graph(data: RawData) {
  if (data.form !== 'graph') throw new Error(`a graph was expected, came ${data.form}`);
  return data;
}

const edges = async (text: string, name = 'web.edges') => graph(await EdgeList.open(textFile(name, text), {}));

describe('edge lists', () => {
  it('reads blanks between nodes, comments and weights', async () => {
    const { nodes, edges: list } = await edges('# a graph\n3 1 0.5\n1\t2   2\n');
    expect(nodes.ids).toEqual(['3', '1', '2']);
    expect(list).toEqual({ source: Int32Array.of(0, 1), target: Int32Array.of(1, 2), weight: Float32Array.of(0.5, 2) });
  });

  it('sees a header between blanks, and none where nodes are numbers', async () => {
    expect((await edges('from to\n1 2\n')).nodes.ids).toEqual(['1', '2']);
    expect((await edges('1\t2\n')).edges.source).toHaveLength(1);
  });

  it('reads tables with a header, their columns by name', async () => {
    const { nodes, edges: list } = await edges('weight,target,source\n1,乙,甲\n2,甲,乙\n', 'edges.csv');
    expect(nodes.ids).toEqual(['甲', '乙']);
    expect(list.source).toEqual(Int32Array.of(0, 1));
    expect(list.weight).toEqual(Float32Array.of(1, 2));
  });

  it('names the line that has no end or no weight', async () => {
    expect(await refusal(() => edges('1 2\n3\n1 2\n'))).toMatch(/^bad-file: web.edges, line 2: /);
    expect(await refusal(() => edges(`${'1 2\n'.repeat(200)}3\n`))).toMatch(/line 201: 2 values were expected/);
    expect(await refusal(() => edges('source,target,weight\na,b,heavy\n', 'edges.csv'))).toMatch(
      /line 2: a number was expected as the weight of an edge, came "heavy"/,
    );
    expect(await refusal(() => edges('source,target\na,\n', 'edges.csv'))).toMatch(/line 2: both ends of an edge were expected/);
  });
});

describe('a folder of edges and nodes', () => {
  const open = (edgeText: string, nodeText: string) =>
    GraphFolder.open(memoryFolder('karate', [textFile('edges.csv', edgeText), textFile('nodes.csv', nodeText)]), {});

  it('numbers nodes as their table does', async () => {
    const { nodes, edges: list } = graph(await open('source,target\nb,a\n', 'id,club,age\na,x,1\nb,y,2\nc,x,3\n'));
    expect(nodes.ids).toEqual(['a', 'b', 'c']);
    expect(nodes.table?.columns).toEqual(['id', 'club', 'age']);
    expect(list).toEqual({ source: Int32Array.of(1), target: Int32Array.of(0) });
  });

  it('refuses an edge to a node that isn’t there and a node that comes twice', async () => {
    expect(await refusal(() => open('source,target\na,d\n', 'id,club\na,x\nb,y\n'))).toMatch(
      /edges.csv, line 2: the edge leads to "d", which nodes.csv doesn't hold/,
    );
    expect(await refusal(() => open('source,target\na,b\n', 'id,club\na,x\nb,y\na,y\n'))).toMatch(
      /nodes.csv, line 4: each node comes once, "a" comes a second time/,
    );
  });
});

describe('Planetoid files', () => {
  const parts = ['x', 'y', 'tx', 'ty', 'allx', 'ally', 'graph', 'test.index'];
  const files = (name: string, change?: (file: ByteFile) => ByteFile) =>
    parts.map((part) => {
      const file = memoryFile(`ind.${name}.${part}`, fixtureBytes(`planetoid/${name}/ind.${name}.${part}`));
      return change === undefined ? file : change(file);
    });

  it.each(['protocol0', 'protocol2', 'protocol4'])('reads a graph pickled by %s', async (name) => {
    const folder = memoryFolder('cora', files(name));
    expect(Planetoid.sniff(folder)).toBe(1);
    const { nodes, edges: list } = graph(await Planetoid.open(folder, {}));
    expect(nodes.ids).toHaveLength(8);
    expect(nodes.features?.shape).toEqual([8, 4]);
    const row = (node: number) => Array.from(nodes.features?.values.subarray(4 * node, 4 * node + 4) ?? []);
    expect([row(1), row(5), row(6), row(7)]).toEqual([
      [1, 2, 1, 1],
      [1, 1, 1, 1],
      [0, 0, 0, 0],
      [1, 1, 1, 1],
    ]);
    expect(nodes.labels).toEqual(Int32Array.of(0, 1, 2, 0, 1, 2, -1, 1));
    expect(nodes.splits).toEqual({ train: Int32Array.of(0, 1), validation: Int32Array.of(2, 3, 4), test: Int32Array.of(5, 7) });
    expect([list.source.slice(0, 4), list.target.slice(0, 4)]).toEqual([Int32Array.of(0, 0, 1, 1), Int32Array.of(1, 7, 2, 0)]);
  });

  it('refuses files that don’t belong together', async () => {
    const mixed = files('protocol2', (file) => (file.name.endsWith('index') ? textFile(file.name, '9\n10\n') : file));
    expect(await refusal(() => Planetoid.open(memoryFolder('x', mixed), {}))).toMatch(/The files belong to different graphs/);
  });

  it('runs nothing of a pickle', async () => {
    const evil = new TextEncoder().encode("cos\nsystem\n(S'echo pwned'\ntR.");
    expect(readPickle(evil, 'evil')).toMatchObject({ type: 'os system', args: ['echo pwned'] });
    const folder = memoryFolder(
      'x',
      files('protocol2', (file) => (file.name.endsWith('.graph') ? memoryFile(file.name, evil) : file)),
    );
    expect(graph(await Planetoid.open(folder, {})).edges.source).toHaveLength(0);
  });
});
