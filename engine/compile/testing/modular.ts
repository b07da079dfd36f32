import type { DatasetShape } from '../../layers/definition.ts';
import { type Project, type ProjectModule, projectSchema } from '../../project/schema.ts';

/** A dataset of vectors and short sequences with a number to be told. */
export const series: DatasetShape = {
  id: 'series',
  fields: [
    { name: 'steps', dtype: 'float32', shape: [4, 2], role: 'input' },
    { name: 'first', dtype: 'float32', shape: [3], role: 'input' },
    { name: 'tokens', dtype: 'int64', shape: [4], role: 'input', tokens: 5 },
    { name: 'there', dtype: 'bool', shape: [4], role: 'input' },
    { name: 'value', dtype: 'float32', shape: [1], role: 'target' },
  ],
};

export const seriesLookup = (id: string): DatasetShape | undefined => (id === 'series' ? series : undefined);

/** A node with parameters, as `id Type name=value …`; values are JSON. */
export function node(text: string) {
  const [id, type, ...values] = text.trim().split(' ');
  const parameters = Object.fromEntries(
    values.map((value) => {
      const at = value.indexOf('=');
      return [value.slice(0, at), JSON.parse(value.slice(at + 1)) as unknown];
    }),
  );
  return { id, type, position: { x: 0, y: 0 }, parameters };
}

/** Wires as `node.port>node.port`; the ports `out` and `in` may be left out. */
export function wire(text: string) {
  const [from, to] = text.split('>');
  const end = (part: string, port: string) => {
    const dot = part.indexOf('.');
    return dot < 0 ? { node: part, port } : { node: part.slice(0, dot), port: part.slice(dot + 1) };
  };
  return { from: end(from, 'out'), to: end(to, 'in') };
}

interface Drawn {
  readonly nodes: readonly string[];
  readonly wires: readonly string[];
}

/** A module as `node` and `wire` write it. */
export function module(
  id: string,
  { nodes, wires, parameters }: Drawn & { readonly parameters?: ProjectModule['parameters'] },
): ProjectModule {
  return { id, name: id, nodes: nodes.map(node), wires: wires.map(wire), ...(parameters !== undefined && { parameters }) };
}

/** A network that tells `value` of `series`; what `last` names goes into its output. */
export function modular(modules: readonly ProjectModule[], { nodes, wires }: Drawn, last: string): Project {
  return projectSchema.parse({
    format: 'netloom',
    version: 1,
    name: 'test',
    nodes: [
      node('steps Input dataset="series" field="steps"'),
      ...nodes.map(node),
      node('head Dense units=1'),
      node('output Output target="value" loss="meanSquaredError" metrics=[]'),
    ],
    wires: [...wires, `${last}>head`, 'head>output'].map(wire),
    modules,
  });
}
