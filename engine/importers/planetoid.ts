import { baseName, chunksOf } from './byte-file.ts';
import { decodeText, linesOf } from './decode-text.ts';
import type { FolderReader, RawGraph } from './definition.ts';
import { fileError } from './failure.ts';
import { GrowingArray } from './growing-array.ts';
import { MAX_GRAPH_EDGES, MAX_WHOLE_FILE } from './limits.ts';
import { PickledObject, type PickleValue, readPickle } from './pickle.ts';
import { type DenseMatrix, pickledMatrix } from './pickled-arrays.ts';
import type { SourceFolder } from './source-folder.ts';

const parts = ['x', 'y', 'tx', 'ty', 'allx', 'ally', 'graph', 'test.index'] as const;
type Part = (typeof parts)[number];

/** Nodes behind the training nodes that serve as validation, as the files' authors split them. */
const VALIDATION_NODES = 500;

/** Cora, Citeseer and Pubmed as Planetoid distributes them. */
export const Planetoid: FolderReader = {
  id: 'planetoid',
  title: 'Planetoid citation graph',
  description:
    'The eight files ind.NAME.x to ind.NAME.test.index of Cora, Citeseer or Pubmed. Their pickles are read as data; nothing in them is run.',
  takes: 'folder',
  forms: ['graph'],
  sniff: (folder) => (namesIn(folder).length === 1 ? 1 : 0),
  open: async (folder) => {
    const names = namesIn(folder);
    if (names.length !== 1)
      throw fileError(
        'bad-file',
        folder.name,
        {},
        `the eight files of one graph (ind.NAME.x …) were expected, came ${names.length} graphs.`,
      );
    return readPlanetoid(folder, names[0]);
  },
};

function namesIn({ entries }: SourceFolder): readonly string[] {
  const files = new Set(entries.map(({ path }) => baseName(path)));
  const names = [...files].flatMap((file) => /^ind\.(.+)\.allx$/.exec(file)?.[1] ?? []);
  return names.filter((name) => parts.every((part) => files.has(`ind.${name}.${part}`)));
}

/** Source of the layout: Z. Yang, W. Cohen, R. Salakhutdinov, Revisiting Semi-Supervised Learning with Graph Embeddings, 2016. */
async function readPlanetoid(folder: SourceFolder, name: string): Promise<RawGraph> {
  const matrix = async (part: Part): Promise<DenseMatrix> => pickledMatrix(await unpickled(folder, name, part), fileName(name, part));
  const [allx, tx, ally, ty, y] = [await matrix('allx'), await matrix('tx'), await matrix('ally'), await matrix('ty'), await matrix('y')];
  const test = await testIndices(folder, name);
  const title = fileName(name, 'test.index');
  const first = test.reduce((min, index) => Math.min(min, index), Infinity);
  const last = test.reduce((max, index) => Math.max(max, index), 0);
  if (test.length !== tx.shape[0] || first !== allx.shape[0] || new Set(test).size !== test.length)
    throw fileError(
      'bad-file',
      title,
      {},
      `unlike numbers of ${tx.shape[0]} nodes from ${allx.shape[0]} on were expected. The files belong to different graphs.`,
    );
  const nodes = last + 1;
  if (allx.shape[1] !== tx.shape[1] || ally.shape[1] !== ty.shape[1] || ally.shape[0] !== allx.shape[0] || ty.shape[0] !== tx.shape[0])
    throw fileError('bad-file', title, {}, 'the sizes of the matrices differ. The files belong to different graphs.');
  // Nodes between the test nodes that have no features, as in Citeseer, keep zeros and no class.
  if (nodes > 2 * (allx.shape[0] + tx.shape[0]))
    throw fileError('bad-file', title, {}, `it names the node ${last}, far beyond the others. It is damaged: get it again.`);
  const features = placed(allx, tx, test, nodes);
  const labels = classesOf(placed(ally, ty, test, nodes), ally.shape[1]);
  const train = y.shape[0];
  return {
    form: 'graph',
    title: name,
    nodes: {
      ids: Array.from({ length: nodes }, (_, i) => String(i)),
      features: { shape: [nodes, allx.shape[1]], values: features },
      labels,
      splits: {
        train: Int32Array.from({ length: train }, (_, i) => i),
        validation: Int32Array.from({ length: Math.max(0, Math.min(VALIDATION_NODES, allx.shape[0] - train)) }, (_, i) => train + i),
        test: Int32Array.from(test).sort(),
      },
    },
    edges: edgesOf(await unpickled(folder, name, 'graph'), nodes, fileName(name, 'graph')),
    notes: ['Each edge stands in the file once for each of its ends, some more often.'],
  };
}

function fileName(name: string, part: Part): string {
  return `ind.${name}.${part}`;
}

function open(folder: SourceFolder, name: string, part: Part) {
  const entry = folder.entries.find(({ path }) => baseName(path) === fileName(name, part));
  return folder.open(entry?.path ?? fileName(name, part));
}

async function unpickled(folder: SourceFolder, name: string, part: Part): Promise<PickleValue> {
  const file = await open(folder, name, part);
  if (file.size > MAX_WHOLE_FILE) throw fileError('file-limit', file.name, {}, 'files of at most 256 MiB are read, this one is larger.');
  return readPickle(await file.read(0, file.size), file.name);
}

async function testIndices(folder: SourceFolder, name: string): Promise<readonly number[]> {
  const file = await open(folder, name, 'test.index');
  const indices: number[] = [];
  for await (const { first, lines } of linesOf(decodeText(chunksOf(file), 'utf-8', file.name), file.name, 1000)) {
    for (const [i, line] of lines.entries()) {
      if (line.trim() === '') continue;
      if (!/^\d{1,9}$/.test(line.trim()))
        throw fileError(
          'bad-file',
          file.name,
          { line: first + i },
          `the number of a node was expected, came ${JSON.stringify(line.slice(0, 40))}.`,
        );
      indices.push(Number(line));
    }
  }
  return indices;
}

/** Rows of the known nodes, then those of the test nodes at their numbers. */
function placed(all: DenseMatrix, test: DenseMatrix, indices: readonly number[], nodes: number): Float32Array {
  const width = all.shape[1];
  const values = new Float32Array(nodes * width);
  values.set(all.values);
  indices.forEach((index, row) => values.set(test.values.subarray(row * width, (row + 1) * width), index * width));
  return values;
}

function classesOf(oneHot: Float32Array, classes: number): Int32Array {
  return Int32Array.from({ length: oneHot.length / classes }, (_, node) =>
    oneHot.subarray(node * classes, (node + 1) * classes).findIndex((value) => value > 0),
  );
}

function edgesOf(value: PickleValue, nodes: number, file: string): RawGraph['edges'] {
  const neighbours = value instanceof Map ? value : value instanceof PickledObject ? value.items : new Map<PickleValue, PickleValue>();
  const lists = [new GrowingArray((length) => new Int32Array(length)), new GrowingArray((length) => new Int32Array(length))] as const;
  const node = (index: PickleValue): number => {
    if (typeof index === 'number' && Number.isInteger(index) && index >= 0 && index < nodes) return index;
    throw fileError(
      'bad-file',
      file,
      {},
      `numbers of nodes below ${nodes} were expected in its lists. The files belong to different graphs.`,
    );
  };
  for (const [from, targets] of neighbours) {
    if (!Array.isArray(targets))
      throw fileError('bad-file', file, {}, 'a list of neighbours was expected for each node. It is another kind of file.');
    for (const to of targets) {
      lists[0].push(node(from));
      lists[1].push(node(to));
    }
    if (lists[0].length > MAX_GRAPH_EDGES) throw fileError('file-limit', file, {}, `graphs of at most ${MAX_GRAPH_EDGES} edges are read.`);
  }
  return { source: lists[0].finish(), target: lists[1].finish() };
}
