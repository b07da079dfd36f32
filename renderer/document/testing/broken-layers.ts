import { type Broken, type Drawn, draw } from './broken-drawings.ts';

const head: readonly Drawn[] = [
  ['flat', 'Flatten'],
  ['dense', 'Dense', { units: 10 }],
  ['output', 'Output', { target: 'digit' }],
];

/** A digit's image through one layer to an output that tells it. */
function through(code: string, fix: string, layer: Drawn, ...before: readonly Drawn[]): Broken {
  const nodes: Drawn[] = [['data', 'Input', { dataset: 'mnist', field: 'image' }], ...before, layer, ...head];
  const wires = nodes.slice(1).map(([id], i) => `${nodes[i][0]}>${id}`);
  return { what: `${layer[1]} (${code})`, project: draw(nodes, wires), code, fix };
}

/** A name's letters through one layer to an output that tells its kind. */
function read(code: string, fix: string, layers: readonly Drawn[], ...wires: readonly string[]): Broken {
  const nodes: Drawn[] = [
    ['text', 'Input', { dataset: 'names', field: 'name' }],
    ...layers,
    ['pick', 'Flatten'],
    ['dense', 'Dense', { units: 2 }],
    ['output', 'Output', { target: 'kind' }],
  ];
  const chain = nodes.slice(1).map(([id], i) => `${nodes[i][0]}>${id}`);
  return { what: `${layers.map(([, type]) => type).join(', ')} (${code})`, project: draw(nodes, [...chain, ...wires]), code, fix };
}

const rows: Drawn = ['rows', 'Embedding', { dim: 8 }];
const flatten: Drawn = ['vector', 'Flatten'];
const sum: Drawn = ['sum', 'Add'];

/** Two branches of an image's row into a layer that joins them. */
function joined(what: string, fix: string, join: Drawn, branches: readonly (readonly Drawn[])[]): Broken {
  const wires = branches.flatMap((branch) => {
    const ids = ['data', ...branch.map(([id]) => id), join[0]];
    return ids.slice(1).map((id, i) => `${ids[i]}>${id}`);
  });
  const nodes: Drawn[] = [['data', 'Input', { dataset: 'mnist', field: 'image' }], ...branches.flat(), join, ...head];
  return { what, project: draw(nodes, [...wires, `${join[0]}>flat`, 'flat>dense', 'dense>output']), code: 'shape-mismatch', fix };
}

export const brokenLayers: readonly Broken[] = [
  through('groups-do-not-divide', '', ['norm', 'GroupNorm', { groups: 3 }], ['conv', 'Conv2D', { filters: 8 }]),
  through('padding-too-large', '', ['conv', 'Conv2D', { kernelSize: [63, 63], padding: 'same', paddingMode: 'reflect' }]),
  through('bounds-out-of-order', '', ['clip', 'Clip', { lower: 1, upper: 0 }]),
  through('axes-do-not-fit', '', ['turn', 'Permute', { order: [1, 1, 2] }]),
  through('channels-do-not-divide', '', ['shuffle', 'PixelShuffle', { factor: 3 }]),
  through('sizes-do-not-divide', '', ['pack', 'PixelUnshuffle', { factor: 3 }]),
  through('filters-do-not-divide', '', ['block', 'ResidualBlock', { kind: 'bottleneck', filters: 6 }]),
  through('shortcut-does-not-fit', '', ['block', 'ResidualBlock', { shortcut: 'identity', filters: 6 }]),
  through('ratio-does-not-divide', '', ['gate', 'SqueezeExcitation', { ratio: 3 }], ['conv', 'Conv2D', { filters: 8 }]),
  through('norm-of-one-value', '', ['norm', 'LayerNorm'], flatten, ['one', 'Dense', { units: 1 }]),
  through('nothing-left', '', ['crop', 'Cropping2D', { cropping: [20, 20, 20, 20] }]),
  through('output-too-small', '', ['up', 'ConvTranspose2D', { crop: [20, 20], stride: [1, 1] }]),
  through('axis-too-long', '', ['more', 'UpSampling1D', { factor: [30], mode: 'linear' }], ['long', 'Reshape', { shape: [1, 784] }]),
  through('shape-mismatch', 'Insert Reshape to 1×784', ['drop', 'SpatialDropout'], flatten),
  read('type-mismatch', 'Remove the Embedding', [rows, ['again', 'Embedding', { dim: 8 }]]),
  read('heads-do-not-divide', '', [rows, ['attend', 'MultiHeadAttention', { heads: 3 }]]),
  read('causal-memory', '', [rows, ['attend', 'MultiHeadAttention', { heads: 2, causal: true }]], 'rows>attend.memory'),
  read(
    'no-memory',
    'Leave “cell” unwired',
    [rows, flatten, ['step', 'RecurrentCell', { cell: 'gru', units: 4 }]],
    'vector>step.cell',
    'step.state>pick',
  ),
  read('shape-mismatch', 'Use LSTM over the sequence', [rows, ['step', 'RecurrentCell', { units: 4 }]]),
  read('tokens-outside-table', '', [['rows', 'Embedding', { tokens: 3, dim: 8 }]]),
  read('padding-read', 'Wire a padding mask', [rows, ['lstm', 'LSTM', { units: 4, returns: 'sequence' }], ['gru', 'GRU', { units: 4 }]]),
  joined('branches of several widths', 'Insert Dense with 8 units', sum, [
    [
      ['a', 'Flatten'],
      ['left', 'Dense', { units: 8 }],
    ],
    [
      ['b', 'Flatten'],
      ['right', 'Dense', { units: 5 }],
    ],
  ]),
  joined('branches of several channels', 'Insert a 1×1 convolution with 8 filters', sum, [
    [['left', 'Conv2D', { filters: 8, padding: 'same' }]],
    [['right', 'Conv2D', { filters: 5, padding: 'same' }]],
  ]),
  joined('a row beside an image', 'Insert Reshape to 1×28×28', sum, [[['left', 'ReLU']], [['right', 'Flatten']]]),
  joined(
    'sequences of several widths and steps',
    'Insert Dense with 8 units',
    ['join', 'Concat', { axis: 1 }],
    [
      [
        ['a', 'Reshape', { shape: [28, 28] }],
        ['left', 'Dense', { units: 8 }],
      ],
      [
        ['b', 'Reshape', { shape: [14, 56] }],
        ['right', 'Dense', { units: 5 }],
      ],
    ],
  ),
];
