import { modular, module } from '../compile/testing/modular.ts';
import type { Project } from '../project/schema.ts';

const unit = module('unit', {
  nodes: ['x ModuleInput', 'inner Dense units=5 activation="relu"', 'outer Dense units=3', 'sum Add', 'y ModuleOutput'],
  wires: ['x>inner', 'inner>outer', 'outer>sum', 'x>sum', 'sum>y'],
  parameters: [
    { name: 'hidden', targets: [{ node: 'inner', parameter: 'units' }] },
    {
      name: 'bias',
      targets: [
        { node: 'inner', parameter: 'bias' },
        { node: 'outer', parameter: 'bias' },
      ],
    },
  ],
});

const stage = module('stage', {
  nodes: [
    'x ModuleInput',
    'gate ModuleInput optional=true',
    'first Module module="unit" hidden=4',
    'second Module module="unit" hidden=7 bias=false repeat=2',
    'both Add',
    'y ModuleOutput',
    'between ModuleOutput',
  ],
  wires: ['x>first.x', 'first.y>second.x', 'second.y>both', 'gate>both', 'both>y', 'first.y>between'],
  parameters: [{ name: 'width', targets: [{ node: 'first', parameter: 'hidden' }] }],
});

const named = { ...unit, name: 'Residual unit' };

/** Modules in modules, repeated, with parameters of their own in each place, with and without what may stay unwired, and sharing weights. */
const modules = modular(
  [named, stage],
  {
    nodes: [
      'first Input dataset="series" field="first"',
      'one Module module="stage"',
      'two Module module="stage" width=9 repeat=2',
      'three Module module="unit" weights="shared"',
      'four Module module="unit" weights="shared"',
      'five Module module="unit" weights="shared" repeat=3',
      'joined Concat',
    ],
    wires: [
      'first>one.x',
      'first>one.gate',
      'one.y>two.x',
      'two.y>three.x',
      'three.y>four.x',
      'four.y>five.x',
      'five.y>joined',
      'one.between>joined',
    ],
  },
  'joined',
);

const cell = module('cell', {
  nodes: [
    'x ModuleInput',
    'context ModuleInput constant=true',
    'h ModuleInput',
    'c ModuleInput',
    'step RecurrentCell units=3',
    'refined Module module="unit" hidden=2',
    'mixed Add',
    'score Dense units=2',
    'y ModuleOutput',
    'h2 ModuleOutput',
    'c2 ModuleOutput',
  ],
  wires: [
    'x>step',
    'h>step.state',
    'c>step.cell',
    'step.state>refined.x',
    'refined.y>mixed',
    'context>mixed',
    'mixed>score',
    'score>y',
    'mixed>h2',
    'step.cell>c2',
  ],
});

/** The cell with its states' ports named alike, which makes them states. */
const states = { h2: 'h', c2: 'c' } as const;
const scanned = {
  ...cell,
  nodes: cell.nodes.map((node) => (node.id in states ? { ...node, name: states[node.id as keyof typeof states] } : node)),
};

/** A drawn cell with a module in it, from the end, over padded sequences, from given states, once more from zeros. */
const scans = modular(
  [named, scanned],
  {
    nodes: [
      'first Input dataset="series" field="first"',
      'there Input dataset="series" field="there"',
      'back Scan module="cell" direction="backward"',
      'again Scan module="cell" truncate=2',
      'pooled SequencePool keep="mean"',
      'joined Concat',
    ],
    wires: [
      'steps>back.x',
      'first>back.context',
      'first>back.h',
      'there>back.scan.mask',
      'back.y>again.x',
      'back.h2.last>again.context',
      'again.y>pooled',
      'there>pooled.mask',
      'pooled>joined',
      'again.c2.last>joined',
      'back.c2.last>joined',
    ],
  },
  'joined',
);

/** Two outputs, one table read in two places, a layer passed by, one left out with all that lives on it, and names that Python has. */
const names = ((): Project => {
  const project = modular(
    [],
    {
      nodes: [
        'tokens Input dataset="series" field="tokens"',
        'first Input dataset="series" field="first"',
        'embed Embedding dim=3 table=true padding=true',
        'mask PaddingMask',
        'read GRU units=3 returns="sequence"',
        'scores TokenScores',
        'attend MultiHeadAttention heads=1 weights="mean"',
        'pool SequencePool keep="last"',
        'passed Dense units=3',
        'silent Dense units=3',
        'lambda Dense units=3 activation="tanh"',
        'join Concat',
        'flat Flatten',
        'other Output target="value" loss="meanAbsoluteError" metrics=[]',
        'tail Dense units=1',
      ],
      wires: [
        'tokens>embed',
        'tokens>mask',
        'embed>read',
        'mask>read.mask',
        'first>read.state',
        'read>attend',
        'mask>attend.mask',
        'attend>pool',
        'mask>pool.mask',
        'read>scores',
        'embed.table>scores.table',
        'scores>flat',
        'pool>passed',
        'passed>lambda',
        'lambda>join',
        'read.state>join',
        'flat>join',
        'silent>join',
        'first>silent',
        'attend.weights>again',
        'again>tail',
        'tail>other',
      ],
    },
    'join',
  );
  const again = { id: 'again', type: 'Flatten', name: 'class', position: { x: 0, y: 0 }, parameters: {} };
  const modes: Readonly<Partial<Record<string, 'bypass' | 'mute'>>> = { passed: 'bypass', silent: 'mute' };
  return { ...project, nodes: [...project.nodes, again].map((node) => ({ ...node, ...(modes[node.id] && { mode: modes[node.id] }) })) };
})();

const mixer = module('mixer', {
  nodes: ['x ModuleInput', 'z ModuleInput', 'left Dense units=4', 'right Dense units=4', 'sum Add', 'y ModuleOutput', 'rest ModuleOutput'],
  wires: ['x>left', 'z>right', 'left>sum', 'right>sum', 'sum>y', 'left>rest'],
});

const ignoring = module('ignoring', {
  nodes: ['x ModuleInput', 'kept ModuleInput', 'inner Dense units=4', 'y ModuleOutput'],
  wires: ['kept>inner', 'inner>y'],
});

const adding = module('adding', {
  nodes: ['x ModuleInput', 'kept ModuleInput', 'inner Dense units=4', 'sum Add', 'y ModuleOutput'],
  wires: ['x>inner', 'inner>sum', 'kept>sum', 'sum>y'],
});

/**
 * A layer that gives what it gets before two ways part, a value that each repetition reads once more, repetitions of which not all outputs
 * are read and that share their weights, and one whose last step reads nothing of those before it.
 */
const branches = modular(
  [mixer, adding, ignoring],
  {
    nodes: [
      'first Input dataset="series" field="first"',
      'opened Dense units=4',
      'same Linear',
      'left Dense units=4 activation="tanh"',
      'right Dense units=4 activation="relu"',
      'sum Add',
      'kept Dense units=4',
      'more Module module="adding" repeat=3',
      'pair Module module="mixer" repeat=2 weights="shared"',
      'more2 Module module="adding" repeat=2 weights="shared"',
      'pair2 Module module="mixer" repeat=3',
      'last Module module="ignoring" repeat=2',
      'joined Concat',
    ],
    wires: [
      'first>opened',
      'opened>same',
      'same>left',
      'same>right',
      'left>sum',
      'right>sum',
      'sum>kept',
      'kept>more.x',
      'sum>more.kept',
      'more.y>pair.x',
      'kept>pair.z',
      'pair.rest>more2.x',
      'left>more2.kept',
      'more2.y>pair2.x',
      'left>pair2.z',
      'pair2.y>joined',
      'pair2.rest>joined',
      'right>last.x',
      'more2.y>last.kept',
      'last.y>joined',
    ],
  },
  'joined',
);

/** Names that functions and tables of the file have, that end a text of Python, or that stand for something in a class. */
const odd = ((): Project => {
  const part = module('part', {
    nodes: ['x ModuleInput', 'inner Dense units=4', 'drop Dropout rate=0.5', 'bent LeakyReLU slope=0.1', 'y ModuleOutput'],
    wires: ['x>inner', 'inner>drop', 'drop>bent', 'bent>y'],
    parameters: [{ name: 'training', targets: [{ node: 'bent', parameter: 'slope' }] }],
  });
  const step = module('step', {
    nodes: ['x ModuleInput', 'h ModuleInput', 'context ModuleInput constant=true', 'sum Add', 'new Dense units=3', 'y ModuleOutput'],
    wires: ['x>new', 'new>sum', 'h>sum', 'context>sum', 'sum>y'],
  });
  const block = module('block', {
    nodes: ['x ModuleInput', 'unit ResidualBlock filters=4 norm="group" normGroups=2', 'y ModuleOutput'],
    wires: ['x>unit', 'unit>y'],
    parameters: [{ name: 'channels', targets: [{ node: 'unit', parameter: 'normGroups' }] }],
  });
  const named = { ...part, name: 'Key error', description: 'A part called “"""” or "part"' };
  const nodes = step.nodes.map((node) => (node.id === 'y' ? { ...node, name: 'h' } : node));
  const project = modular(
    [named, { ...step, nodes }, block],
    {
      nodes: [
        'first Input dataset="series" field="first"',
        'there Input dataset="series" field="there"',
        'states Dense units=3',
        'scan Scan module="step"',
        'masked_mean SequencePool keep="mean"',
        'one Module module="part" training=0.2',
        'two Module module="part" training=0.3',
        'both Add',
        'wide Module module="block" channels=2',
        'narrow Module module="block" channels=4',
        'flat Flatten',
        'third Concat',
      ],
      wires: [
        'first>states',
        'steps>scan.x',
        'states>scan.context',
        'scan.y>masked_mean',
        'there>masked_mean.mask',
        'masked_mean>one.x',
        'masked_mean>two.x',
        'one.y>both',
        'two.y>both',
        'both>third',
        'steps>wide.x',
        'wide.y>narrow.x',
        'narrow.y>flat',
        'flat>third',
        'states>third',
        'scan.y.last>third',
      ],
    },
    'third',
  );
  return { ...project, name: 'WEIGHTS', description: 'The "odd" """one"' };
})();

/** Networks that are drawn to be written as PyTorch, by name; they read `series`. */
export const drawings: Readonly<Record<string, Project>> = { modules, scans, names, branches, odd };
