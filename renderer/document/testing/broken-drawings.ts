import { type Project, projectSchema } from '../../../engine/project/schema.ts';
import { emptyProject } from '../document.ts';

export type Drawn = readonly [id: string, type: string, parameters?: object];

/** Wires are written `from>to` or `from.port>to.port`. */
export function draw(nodes: readonly Drawn[], wires: readonly string[], rest: object = {}): Project {
  const end = (text: string, port: string) => ({ node: text.split('.')[0], port: text.split('.')[1] ?? port });
  return projectSchema.parse({
    ...emptyProject('Broken'),
    nodes: nodes.map(([id, type, parameters = {}], column) => ({ id, type, position: { x: column * 240, y: 0 }, parameters })),
    wires: wires.map((wire) => {
      const [from, to] = wire.split('>');
      return { from: end(from, 'out'), to: end(to, 'in') };
    }),
    ...rest,
  });
}

export const image: Drawn = ['data', 'Input', { dataset: 'mnist', field: 'image' }];
const flowers: Drawn = ['data', 'Input', { dataset: 'iris', field: 'flower' }];
export const flat: Drawn = ['flat', 'Flatten'];
export const dense: Drawn = ['dense', 'Dense', { units: 10 }];
export const output: Drawn = ['output', 'Output', { target: 'digit' }];
export const chain = ['data>flat', 'flat>dense', 'dense>output'];
const digits = (changed: Drawn, ...added: readonly Drawn[]) =>
  [image, flat, dense, output].map((node) => (node[0] === changed[0] ? changed : node)).concat(added);
export const trained = (training: object) =>
  draw([image, flat, dense, output], chain, { training: { ...emptyProject().training, ...training } });

export interface Broken {
  readonly what: string;
  readonly project: Project;
  readonly code: string;
  readonly fix: string;
}

export const broken: readonly Broken[] = [
  {
    what: 'an image into a dense output',
    project: draw([image, dense, output], ['data>dense', 'dense>output']),
    code: 'shape-mismatch',
    fix: 'Insert Flatten',
  },
  {
    what: 'a row into a convolution',
    project: draw(
      [image, flat, ['conv', 'Conv2D'], ['flat2', 'Flatten'], dense, output],
      ['data>flat', 'flat>conv', 'conv>flat2', 'flat2>dense', 'dense>output'],
    ),
    code: 'shape-mismatch',
    fix: 'Insert Reshape to 1×28×28',
  },
  {
    what: 'another number of units',
    project: draw(digits(['dense', 'Dense', { units: 7 }]), chain),
    code: 'loss-shape',
    fix: 'Set 10 units in dense',
  },
  {
    what: 'a loss of numbers for classes',
    project: draw(digits(['output', 'Output', { target: 'digit', loss: 'meanAbsoluteError' }]), chain),
    code: 'loss-target',
    fix: 'Use cross-entropy',
  },
  {
    what: 'an input without a wire',
    project: draw([image, flat, dense, output], chain.slice(1)),
    code: 'missing-input',
    fix: 'Wire data to it',
  },
  {
    what: 'an output without a wire',
    project: draw([image, flat, dense, output], chain.slice(0, 2)),
    code: 'missing-input',
    fix: 'Wire dense to it',
  },
  { what: 'no output', project: draw([image, flat, dense], chain.slice(0, 2)), code: 'no-output', fix: 'Add an Output' },
  { what: 'no input', project: draw([flat, dense, output], chain.slice(1)), code: 'no-input', fix: 'Add an Input' },
  {
    what: 'a kernel beyond the image',
    project: draw(
      [image, ['conv', 'Conv2D', { kernelSize: [31, 31], padding: 'valid' }], flat, dense, output],
      ['data>conv', 'conv>flat', 'flat>dense', 'dense>output'],
    ),
    code: 'window-too-large',
    fix: 'Use “same” padding',
  },
  {
    what: 'groups that do not divide',
    project: draw(
      [image, ['conv', 'Conv2D', { groups: 3 }], flat, dense, output],
      ['data>conv', 'conv>flat', 'flat>dense', 'dense>output'],
    ),
    code: 'groups-do-not-divide',
    fix: '',
  },
  {
    what: 'a wire to nothing',
    project: draw([image, flat, dense, output], [...chain, 'dense>ghost']),
    code: 'dangling-wire',
    fix: 'Remove the wire',
  },
  {
    what: 'a port wired twice',
    project: draw([image, flat, dense, output], [...chain, 'data>dense']),
    code: 'port-wired-twice',
    fix: 'Remove the wire from data',
  },
  {
    what: 'a circle',
    project: draw([image, flat, dense, output, ['a', 'ReLU'], ['b', 'ReLU']], [...chain, 'a>b', 'b>a']),
    code: 'cycle',
    fix: '',
  },
  { what: 'a negative number', project: draw(digits(['dense', 'Dense', { units: -3 }]), chain), code: 'invalid-parameter', fix: '' },
  {
    what: 'an unknown parameter',
    project: draw(digits(['dense', 'Dense', { units: 10, colour: 'red' }]), chain),
    code: 'unknown-parameter',
    fix: 'Remove colour',
  },
  {
    what: 'an unknown field',
    project: draw(digits(['data', 'Input', { dataset: 'mnist', field: 'sound' }]), chain),
    code: 'unknown-field',
    fix: '',
  },
  { what: 'an unknown target', project: draw(digits(['output', 'Output', { target: 'mood' }]), chain), code: 'unknown-field', fix: '' },
  { what: 'an unknown layer', project: draw(digits(flat, ['odd', 'dense']), chain), code: 'unknown-layer', fix: '' },
  {
    what: 'muted all',
    project: {
      ...draw([image, flat, dense, output], chain),
      nodes: draw([image, flat, dense, output], chain).nodes.map((node) =>
        node.id === 'flat' ? { ...node, mode: 'mute' as const } : node,
      ),
    },
    code: 'no-active-output',
    fix: 'Use flat again',
  },
  {
    what: 'several datasets',
    project: draw([image, flat, dense, output, ['other', 'Input', { dataset: 'iris', field: 'flower' }]], chain),
    code: 'several-datasets',
    fix: 'Use mnist',
  },
  {
    what: 'squashed scores',
    project: draw([image, flat, dense, ['soft', 'Softmax'], output], ['data>flat', 'flat>dense', 'dense>soft', 'soft>output']),
    code: 'squashed-scores',
    fix: '',
  },
  {
    what: 'an optimiser that is not there',
    project: trained({ optimizer: { type: 'adam', parameters: {} } }),
    code: 'unknown-optimizer',
    fix: 'Use Adam',
  },
  {
    what: 'sizes that a reshape can’t have',
    project: draw(
      [flowers, ['shape', 'Reshape', { shape: [3] }], ['dense', 'Dense', { units: 3 }], ['output', 'Output', { target: 'species' }]],
      ['data>shape', 'shape>dense', 'dense>output'],
    ),
    code: 'sizes-do-not-fit',
    fix: '',
  },
  {
    what: 'images beside vectors',
    project: draw([image, flat, ['join', 'Concat'], dense, output], ['data>flat', 'flat>join', 'data>join', 'join>dense', 'dense>output']),
    code: 'shape-mismatch',
    fix: 'Insert Flatten',
  },
  {
    what: 'images joined along another axis',
    project: draw(
      [image, ['pad', 'ZeroPadding2D', { padding: [1, 0, 0, 0] }], ['join', 'Concat'], flat, dense, output],
      ['data>pad', 'data>join', 'pad>join', 'join>flat', 'flat>dense', 'dense>output'],
    ),
    code: 'shape-mismatch',
    fix: 'Join along axis 2',
  },
  {
    what: 'a second input of a dataset that is not there',
    project: draw(
      [image, ['other', 'Input', { dataset: 'lost', field: 'image' }], ['sum', 'Add'], flat, dense, output],
      ['data>sum', 'other>sum', 'sum>flat', 'flat>dense', 'dense>output'],
    ),
    code: 'unknown-dataset',
    fix: 'Use mnist',
  },
];
