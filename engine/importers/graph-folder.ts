import { baseName, extensionOf } from './byte-file.ts';
import type { FolderReader } from './definition.ts';
import { Delimited } from './delimited.ts';
import { edgeTable } from './edge-list.ts';
import { fileError } from './failure.ts';
import { readGraph } from './graph.ts';
import type { SourceFolder } from './source-folder.ts';

const tables: ReadonlySet<string> = new Set(['csv', 'tsv', 'txt', 'edges', 'edgelist', 'nodes']);

/** A graph as a table of edges and a table of nodes. */
export const GraphFolder: FolderReader = {
  id: 'graph-folder',
  title: 'Edges and nodes',
  description: 'A folder with a table of edges (edges.csv) and a table of nodes (nodes.csv) with features and classes.',
  takes: 'folder',
  forms: ['graph'],
  sniff: (folder) => (filesOf(folder, 'edge').length === 1 && filesOf(folder, 'node').length === 1 ? 0.95 : 0),
  open: async (folder, settings) => {
    const [edges, nodes] = [only(folder, 'edge'), only(folder, 'node')];
    const nodeTable = await Delimited.open(await folder.open(nodes), settings);
    if (nodeTable.form !== 'table') throw fileError('bad-file', nodes, {}, 'a table of nodes was expected.');
    return readGraph(folder.name, await edgeTable(await folder.open(edges), settings), nodeTable);
  },
};

function filesOf({ entries }: SourceFolder, kind: 'edge' | 'node'): readonly string[] {
  const pattern = kind === 'edge' ? /edge|link/i : /node|vert/i;
  const isTable = (path: string): boolean => tables.has(extensionOf(path.replace(/\.gz$/i, '')));
  return entries.map(({ path }) => path).filter((path) => isTable(path) && pattern.test(baseName(path)));
}

function only(folder: SourceFolder, kind: 'edge' | 'node'): string {
  const paths = filesOf(folder, kind);
  if (paths.length === 1) return paths[0];
  const came = paths.length === 0 ? 'none' : paths.slice(0, 5).join(', ');
  throw fileError('bad-file', folder.name, {}, `one table with "${kind}" in its name was expected, came ${came}.`);
}
