import { type Broken, type Drawn, draw } from './broken-drawings.ts';

const member: Drawn = ['member', 'Input', { dataset: 'karate', field: 'member' }];
const edges: Drawn = ['edges', 'Input', { dataset: 'karate', field: 'edges' }];
const club: Drawn = ['output', 'Output', { target: 'club' }];
const gcn: Drawn = ['gcn', 'GCNConv', { units: 2 }];
const atoms: Drawn = ['atoms', 'Input', { dataset: 'molecules', field: 'atoms' }];
const membership: Drawn = ['graph', 'Input', { dataset: 'molecules', field: 'membership' }];
const polarity: Drawn = ['output', 'Output', { target: 'polarity' }];
const two: Drawn = ['dense', 'Dense', { units: 2 }];
const tokens: Drawn = ['text', 'Input', { dataset: 'names', field: 'name' }];
const rows: Drawn = ['rows', 'Embedding', { dim: 8 }];
const reader: readonly Drawn[] = [tokens, rows, ['lstm', 'LSTM'], two, ['output', 'Output', { target: 'kind' }]];
const readerWires = ['text>rows', 'rows>lstm', 'lstm>dense', 'dense>output'];
const flower: readonly Drawn[] = [
  ['data', 'Input', { dataset: 'iris', field: 'flower' }],
  ['dense', 'Dense', { units: 3 }],
  ['output', 'Output', { target: 'species' }],
];
const flowerWires = ['data>dense', 'dense>output'];
const prepared = (data: object) => draw(flower, flowerWires, { data: { preprocessing: [], ...data } });
const steps = (...chosen: readonly object[]) => prepared({ preprocessing: [{ field: 'flower', steps: chosen }] });

export const brokenData: readonly Broken[] = [
  {
    what: 'nodes where edges are read',
    project: draw([member, edges, gcn, club], ['member>gcn.nodes', 'member>gcn.edges', 'gcn>output']),
    code: 'edges-expected',
    fix: 'Wire edges to it',
  },
  {
    what: 'nodes where edges are read, without an Input of edges',
    project: draw([member, gcn, club], ['member>gcn.nodes', 'member>gcn.edges', 'gcn>output']),
    code: 'edges-expected',
    fix: 'Add an Input of “edges”',
  },
  {
    what: 'edges that nothing is wired to',
    project: draw([member, gcn, club], ['member>gcn.nodes', 'gcn>output']),
    code: 'missing-input',
    fix: 'Add an Input of “edges”',
  },
  {
    what: 'edges that another layer reads, too',
    project: draw(
      [member, edges, ['first', 'GCNConv', { units: 2 }], gcn, club],
      ['member>first.nodes', 'edges>first.edges', 'first>gcn.nodes', 'gcn>output'],
    ),
    code: 'missing-input',
    fix: 'Wire edges to it',
  },
  {
    what: 'nodes for weights of edges',
    project: draw([member, edges, gcn, club], ['member>gcn.nodes', 'edges>gcn.edges', 'member>gcn.weight', 'gcn>output']),
    code: 'edge-count-mismatch',
    fix: 'Leave “weight” unwired',
  },
  {
    what: 'other numbers than those of the graphs',
    project: draw(
      [atoms, membership, ['bonds', 'Input', { dataset: 'molecules', field: 'bonds' }], ['pool', 'GraphPool'], two, polarity],
      ['atoms>pool.nodes', 'bonds>pool.membership', 'pool>dense', 'dense>output'],
    ),
    code: 'node-count-mismatch',
    fix: 'Wire graph to it',
  },
  {
    what: 'graphs of a batch in one',
    project: draw(
      [atoms, ['norm', 'GraphNorm'], ['pool', 'GraphPool'], membership, two, polarity],
      ['atoms>norm.nodes', 'norm>pool.nodes', 'graph>pool.membership', 'pool>dense', 'dense>output'],
    ),
    code: 'membership-missing',
    fix: 'Wire graph to it',
  },
  {
    what: 'a row for each node where a graph is told',
    project: draw([atoms, membership, two, polarity], ['atoms>dense', 'dense>output']),
    code: 'node-predictions',
    fix: 'Insert Graph pooling',
  },
  {
    what: 'edges where pairs are read',
    project: draw(
      [member, edges, ['pair', 'NodePairs'], ['output', 'Output', { target: 'linked', loss: 'binaryCrossEntropy' }]],
      ['member>pair.nodes', 'edges>pair.pairs', 'pair>output'],
      { data: { preprocessing: [], links: {} } },
    ),
    code: 'pairs-expected',
    fix: 'Add an Input of “pair”',
  },
  {
    what: 'links of what is no graph',
    project: prepared({ links: {} }),
    code: 'bad-links',
    fix: '',
  },
  {
    what: 'a mask of rows in place of tokens',
    project: draw([...reader, ['mask', 'PaddingMask']], [...readerWires, 'rows>mask', 'mask>lstm.mask']),
    code: 'type-mismatch',
    fix: 'Wire text to it',
  },
  {
    what: 'padding that a layer reads beside a mask',
    project: draw(
      [
        ...reader,
        ['mask', 'PaddingMask'],
        ['pool', 'SequencePool'],
        ['more', 'Output', { target: 'kind' }],
        ['end', 'Dense', { units: 2 }],
      ],
      [...readerWires, 'text>mask', 'mask>lstm.mask', 'rows>pool', 'pool>end', 'end>more'],
    ),
    code: 'padding-read',
    fix: 'Wire a padding mask',
  },
  {
    what: 'a dataset of another name alone',
    project: draw([['data', 'Input', { dataset: 'irises', field: 'flower' }], ...flower.slice(1)], flowerWires),
    code: 'unknown-dataset',
    fix: 'Use iris',
  },
  {
    what: 'word vectors that are not there',
    project: draw(
      reader.map((node): Drawn => (node[0] === 'rows' ? ['rows', 'Embedding', { dim: 8, vectors: 'lost' }] : node)),
      readerWires,
    ),
    code: 'unknown-dataset',
    fix: '',
  },
  {
    what: 'word vectors of what has none',
    project: draw(
      reader.map((node): Drawn => (node[0] === 'rows' ? ['rows', 'Embedding', { dim: 8, vectors: 'iris' }] : node)),
      readerWires,
    ),
    code: 'no-word-vectors',
    fix: '',
  },
  { what: 'a step that is not there', project: steps({ type: 'Magic', parameters: {} }), code: 'unknown-step', fix: '' },
  { what: 'a step of texts for numbers', project: steps({ type: 'Tokenise', parameters: {} }), code: 'not-texts', fix: 'Remove the step' },
  {
    what: 'a step of images for numbers',
    project: steps({ type: 'ResizeImage', parameters: {} }),
    code: 'not-an-image',
    fix: 'Remove the step',
  },
  {
    what: 'a step of categories for numbers',
    project: steps({ type: 'OneHot', parameters: {} }),
    code: 'nothing-to-prepare',
    fix: 'Remove the step',
  },
  {
    what: 'a parameter that a step lacks',
    project: steps({ type: 'Standardise', parameters: { odd: 1 } }),
    code: 'unknown-parameter',
    fix: '',
  },
  {
    what: 'a range without numbers',
    project: steps({ type: 'MinMax', parameters: { from: 1, to: 0 } }),
    code: 'empty-range',
    fix: 'Remove the step',
  },
  {
    what: 'a field that is not there',
    project: prepared({ preprocessing: [{ field: 'leaf', steps: [] }] }),
    code: 'unknown-prepared-field',
    fix: '',
  },
  {
    what: 'a field that is prepared twice',
    project: prepared({
      preprocessing: [
        { field: 'flower', steps: [] },
        { field: 'flower', steps: [] },
      ],
    }),
    code: 'duplicate-field',
    fix: '',
  },
  { what: 'windows of what is no series', project: prepared({ window: { length: 4, horizon: 1, stride: 1 } }), code: 'no-series', fix: '' },
  {
    what: 'texts to go on with where none are',
    project: prepared({ continuation: { field: 'flower' } }),
    code: 'no-continuation',
    fix: '',
  },
  {
    what: 'windows beyond the series',
    project: draw(
      [
        ['data', 'Input', { dataset: 'sunspots', field: 'years' }],
        flower[1],
        ['output', 'Output', { target: 'number', loss: 'meanSquaredError', metrics: [] }],
      ],
      flowerWires,
      {
        data: { preprocessing: [], window: { length: 60_000, horizon: 1, stride: 1 } },
      },
    ),
    code: 'bad-window',
    fix: '',
  },
];
