import { type Broken, type Drawn, chain, dense, draw, flat, image, output } from './broken-drawings.ts';

type Module = readonly [id: string, nodes: readonly (Drawn | readonly [...Drawn, string])[], wires: readonly string[]];

function moduleOf([id, nodes, wires]: Module) {
  const drawn = draw(
    nodes.map(([node, type, parameters]): Drawn => [node, type, parameters]),
    wires,
  );
  const named = drawn.nodes.map((node, i) => (nodes[i][3] === undefined ? node : { ...node, name: nodes[i][3] }));
  return { id, name: id, nodes: named, wires: drawn.wires };
}

const whole = (nodes: readonly Drawn[], wires: readonly string[], ...modules: readonly Module[]) =>
  draw(nodes, wires, { modules: modules.map(moduleOf) });

const tokens: Drawn = ['text', 'Input', { dataset: 'names', field: 'name' }];
const kind: readonly Drawn[] = [
  ['dense', 'Dense', { units: 2 }],
  ['output', 'Output', { target: 'kind' }],
];

/** Rows of letters through a cell of one's own, whose last state tells the kind of a name. */
const scanned = (cell: Module, ...wires: readonly string[]) =>
  whole(
    [tokens, ['rows', 'Embedding', { dim: 8 }], ['scan', 'Scan', { module: cell[0] }], ...kind],
    ['text>rows', 'rows>scan.x', 'scan.next.last>dense', 'dense>output', ...wires],
    cell,
  );

const block: Module = [
  'block',
  [
    ['x', 'ModuleInput'],
    ['extra', 'ModuleInput'],
    ['sum', 'Add'],
    ['y', 'ModuleOutput'],
  ],
  ['x>sum', 'extra>sum', 'sum>y'],
];

export const brokenModules: readonly Broken[] = [
  {
    what: 'a state that grows',
    project: scanned([
      'cell',
      [
        ['x', 'ModuleInput'],
        ['h', 'ModuleInput', {}, 'h'],
        ['join', 'Concat'],
        ['next', 'ModuleOutput', {}, 'h'],
      ],
      ['x>join', 'h>join', 'join>next'],
    ]),
    code: 'scan-state',
    fix: 'Insert Dense with 8 units',
  },
  {
    what: 'statistics of batches, step by step',
    project: scanned([
      'cell',
      [
        ['x', 'ModuleInput'],
        ['h', 'ModuleInput', {}, 'h'],
        ['sum', 'Add'],
        ['norm', 'BatchNorm'],
        ['next', 'ModuleOutput', {}, 'h'],
      ],
      ['x>sum', 'h>sum', 'sum>norm', 'norm>next'],
    ]),
    code: 'scan-running',
    fix: 'Use LayerNorm',
  },
  {
    what: 'nothing that is read step by step',
    project: scanned([
      'cell',
      [
        ['x', 'ModuleInput', { constant: true }],
        ['h', 'ModuleInput', {}, 'h'],
        ['next', 'ModuleOutput', {}, 'h'],
      ],
      ['h>next'],
    ]),
    code: 'scan-no-sequence',
    fix: 'Read “x” step by step',
  },
  {
    what: 'a module with an input that nothing is wired to',
    project: whole(
      [image, flat, ['side', 'ReLU'], ['part', 'Module', { module: 'block' }], dense, output],
      ['data>flat', 'flat>side', 'flat>part.x', 'part.y>dense', 'dense>output'],
      block,
    ),
    code: 'missing-input',
    fix: 'Wire side to it',
  },
  {
    what: 'a module that is not there',
    project: whole(
      [image, flat, ['part', 'Module', { module: 'lost' }], dense, output],
      ['data>flat', 'flat>dense', 'dense>output'],
      block,
    ),
    code: 'unknown-module',
    fix: 'Remove the node',
  },
  {
    what: 'a module in itself',
    project: whole([image, flat, ['part', 'Module', { module: 'own' }], dense, output], chain, [
      'own',
      [['again', 'Module', { module: 'own' }]],
      [],
    ]),
    code: 'module-cycle',
    fix: '',
  },
  {
    what: 'more outputs than inputs, repeated',
    project: whole(
      [image, flat, ['part', 'Module', { module: 'fork', repeat: 3 }], dense, output],
      ['data>flat', 'flat>part.x', 'part.a>dense', 'dense>output'],
      [
        'fork',
        [
          ['x', 'ModuleInput'],
          ['a', 'ModuleOutput'],
          ['b', 'ModuleOutput'],
        ],
        ['x>a', 'x>b'],
      ],
    ),
    code: 'module-no-chain',
    fix: '',
  },
  {
    what: 'a module’s output in the network',
    project: draw([image, flat, dense, ['output', 'ModuleOutput']], chain),
    code: 'module-port-outside',
    fix: 'Make it an Output',
  },
  {
    what: 'an output of the network in a module',
    project: whole(
      [image, flat, ['part', 'Module', { module: 'ended' }], dense, output],
      ['data>flat', 'flat>part.x', ...chain.slice(1)],
      [
        'ended',
        [
          ['x', 'ModuleInput'],
          ['y', 'Output', { target: 'digit' }],
        ],
        ['x>y'],
      ],
    ),
    code: 'end-in-module',
    fix: 'Make it an output of the module',
  },
  {
    what: 'a port that a layer lacks',
    project: draw([image, flat, dense, output], [...chain, 'flat.other>dense']),
    code: 'unknown-port',
    fix: '',
  },
  {
    what: 'a port that a layer lacks where it has one alone',
    project: draw([image, flat, dense, output], ['data>flat', 'flat.other>dense', 'dense>output']),
    code: 'unknown-port',
    fix: 'Take it from “out”',
  },
  {
    what: 'a port that a layer lacks where it reads one alone',
    project: draw([image, flat, dense, output], ['data>flat', 'flat>dense.other', 'dense>output']),
    code: 'unknown-port',
    fix: 'Lead it to “in”',
  },
];
