import type { DatasetLookup } from '../compile/analyze.ts';
import type { DType, Shape } from '../graph/types.ts';
import type { Link } from '../losses/link.ts';
import { lossOf } from '../losses/registry.ts';
import type { Project } from '../project/schema.ts';
import { bodiesIn, type Body, entriesOf } from './body.ts';
import { classesOf, type ClassText } from './classes.ts';
import { writeNetwork } from './class-writer.ts';
import type { TorchHelper } from './definition.ts';
import { loaderText } from './loader.ts';
import { Names } from './python.ts';
import { shareParameters, sharedParts } from './sharing.ts';
import { textOf } from './rows.ts';
import { networkSpace, type Space } from './space.ts';

/** A network as PyTorch code. */
export interface TorchFile {
  /** The whole Python file. */
  readonly text: string;
  /** The name of the network's class. */
  readonly network: string;
  /** The arguments of its `forward`. */
  readonly inputs: readonly TorchInput[];
  /** Which lines are of which nodes. */
  readonly lines: readonly TorchLine[];
  /** Names of the weights that it loads, as exported files have them. */
  readonly weights: readonly string[];
}

/** A line that is written for nodes of a drawing. */
export interface TorchLine {
  /** Counted from 1. */
  readonly line: number;
  /** The drawing that the nodes are in: a module's id, or empty for the network. */
  readonly drawing: string;
  /** Before their ids in the whole network, in the first place where the drawing is used as this class. */
  readonly place: string;
  /** Their ids in the drawing. */
  readonly nodes: readonly string[];
}

/** An argument of the network's `forward`. */
export interface TorchInput {
  /** The field that it takes; of a layer alone, what is wired to it: `x0`, `mask`. */
  readonly field: string;
  readonly code: string;
  readonly dtype: DType;
  readonly shape: Shape;
}

/** What happens to a field's stored values before the network is fed them, in a few words; `undefined` where they are fed as they are. */
export type Preparation = (field: string) => string | undefined;

const afterPreparation: Preparation = () => 'after its preparation in Netloom';

/**
 * The network of a project as a Python file that needs torch alone, and safetensors to load its weights. Throws
 * `EngineError('project-problems')` where the project has problems, `EngineError('no-pytorch')` for what can't be written.
 */
export function writeTorch(project: Project, datasets: DatasetLookup, preparation = afterPreparation): TorchFile {
  const space = networkSpace(project, datasets);
  const written = writeNetwork(space);
  const noted = written.inputs.map((input) => {
    const prepared = preparation(input.port);
    return { ...input, note: `the field “${input.port}”${prepared === undefined ? '' : ` ${prepared}`}` };
  });
  const root = { ...written, inputs: noted, returns: written.outputs.map((id) => returned(space, id)) };
  const inputs = root.inputs.map(({ port, code }): TorchInput => {
    const node = [...space.nodes.values()].find(({ layer, parameters }) => layer.type === 'Input' && parameters.field === port);
    const type = space.layers.get(node?.node.id ?? '')?.outputs.at(0);
    return { field: port, code, dtype: type?.dtype ?? 'float32', shape: type?.shape ?? [] };
  });
  return fileOf(root, inputs);
}

/** What an Output is given: what its loss sees, and how people's numbers come of it. */
function returned({ nodes, layers }: Space, id: string): string {
  const output = nodes.get(id);
  const shape = (layers.get(id)?.inputs.at(0)?.shape ?? []).join(', ');
  const means: Readonly<Record<Link, string>> = {
    softmax: 'scores: softmax over the classes makes probabilities of them',
    sigmoid: 'scores: sigmoid makes probabilities of them',
    identity: 'as they were trained',
  };
  const { link } = lossOf(String(output?.parameters.loss));
  return `Returns [${shape}], predictions of the field “${String(output?.parameters.target)}”, ${means[link]}.`;
}

/** A file with the class of a body, what it needs, and the loader of its weights. */
export function fileOf(drawn: Body, inputs: readonly TorchInput[]): TorchFile {
  const shared = sharedParts(entriesOf(drawn));
  const root = { ...drawn, closing: shared.map(({ part, source }) => `share_parameters(${part}, ${source})`) };
  const used = bodiesIn(root).flatMap(({ helpers: own }) => [...own]);
  const helpers = inUseOrder(new Set([...used, ...(shared.length > 0 ? [shareParameters] : [])]));
  const names = new Names(['Tensor', ...helpers.map(({ name }) => name)]);
  const helperText = helpers.map(({ code }) => code.trim()).join('\n\n\n');
  const { classes, network } = classesOf(root, names, helperText);
  const before = helperText === '' ? [] : [helperText];
  const after = [loaderText(entriesOf(root)), mainText(network, inputs)];
  const body = [...before, ...classes.map(({ rows }) => textOf(rows)), ...after].join(BETWEEN);
  const modules = [...new Set(helpers.flatMap(({ imports = [] }) => imports))].sort();
  const head = [
    ...modules.map((module) => `import ${module}`),
    ...(modules.length === 0 ? [] : ['']),
    'import torch',
    ...(/(?<![\w.])F\./u.test(body) ? ['import torch.nn.functional as F'] : []),
    'from torch import Tensor, nn',
  ].join('\n');
  const weights = [...new Set(entriesOf(root).flatMap(({ from }) => from))];
  return { text: `${head}${BETWEEN}${body}\n`, network, inputs, lines: linesOf([head, ...before], classes), weights };
}

/** Two empty lines. */
const BETWEEN = '\n\n\n';

/** Where the lines of classes are that follow these texts. */
function linesOf(before: readonly string[], classes: readonly ClassText[]): readonly TorchLine[] {
  const gap = BETWEEN.length - 1;
  let first = 1;
  for (const text of before) first += text.split('\n').length + gap;
  return classes.flatMap(({ rows, drawing, place }) => {
    const start = first;
    first += rows.length + gap;
    return rows.flatMap(({ nodes }, k) => (nodes.length === 0 ? [] : [{ line: start + k, drawing, place, nodes }]));
  });
}

/** Helpers so that each follows those that it uses, each once. */
function inUseOrder(helpers: ReadonlySet<TorchHelper>): readonly TorchHelper[] {
  const ordered = new Map<string, TorchHelper>();
  const add = (helper: TorchHelper): void => {
    if (ordered.has(helper.name)) return;
    for (const used of helper.uses ?? []) add(used);
    ordered.set(helper.name, helper);
  };
  for (const helper of [...helpers].sort((a, b) => (a.name < b.name ? -1 : 1))) add(helper);
  return [...ordered.values()];
}

/** Shapes of what the network makes of zeros. */
function mainText(network: string, inputs: readonly TorchInput[]): string {
  const zeros = inputs.map(({ dtype, shape }) => {
    const sizes = shape.map((size) => (typeof size === 'number' ? size : 2)).join(', ');
    const type = { int64: ', dtype=torch.long', int32: ', dtype=torch.int32', bool: ', dtype=torch.bool' }[String(dtype)] ?? '';
    return `torch.zeros(${sizes}${type})`;
  });
  return [
    'if __name__ == "__main__":',
    `    model = ${network}().eval()`,
    `    outputs = model(${zeros.join(', ')})`,
    '    for output in outputs if isinstance(outputs, tuple) else (outputs,):',
    '        print(tuple(output.shape))',
  ].join('\n');
}
