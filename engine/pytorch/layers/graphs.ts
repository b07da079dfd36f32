import type { TorchContext, TorchHelper, TorchLayer, TorchSource } from '../definition.ts';
import { call, literal } from '../python.ts';
import { activated, activationFunction } from './activation-function.ts';
import { transposed } from './entries.ts';
import * as helpers from './graph-helpers.ts';

const flag = (name: string, value: boolean, otherwise: boolean): Readonly<Record<string, string>> =>
  value === otherwise ? {} : { [name]: literal(value) };

/** The features of a layer's nodes. */
const features = (c: TorchContext): number => Number(c.inputs[0].type.shape[1]);

/** What a layer over edges is called with; edges turned round are added on request. */
function wired(c: TorchContext): readonly string[] {
  const [{ code: x }, { code: edges }] = c.inputs;
  const weight = c.optional.weight?.code;
  if (!c.flag('bothWays')) return weight === undefined ? [x, edges] : [x, edges, weight];
  return [x, `*${call(c.use(helpers.bothWays), weight === undefined ? [edges] : [edges, weight])}`];
}

/** The layer as a member, with its activation. */
function convolved(c: TorchContext, member: string): string {
  return activated(c, c.choice('activation'), call(member, wired(c)), 2);
}

const GCNConv: TorchLayer = (c) => {
  const code = call(c.use(helpers.gcn), [features(c), c.int('units')], {
    ...flag('bias', c.flag('bias'), true),
    ...flag('self_loops', c.flag('selfLoops'), true),
    ...flag('normalise', c.flag('normalise'), true),
  });
  return convolved(c, c.member(code, { 'linear.weight': transposed('kernel'), ...(c.flag('bias') && { bias: 'bias' }) }));
};

const SAGEConv: TorchLayer = (c) => {
  const [aggregate, root, bias] = [c.choice('aggregate'), c.flag('root'), c.flag('bias')];
  const code = call(c.use(helpers.sage), [features(c), c.int('units')], {
    ...(aggregate !== 'mean' && { aggregate: literal(aggregate) }),
    ...flag('root', root, true),
    ...flag('bias', bias, true),
  });
  const member = c.member(code, {
    'neighbours.weight': transposed('neighbours.kernel'),
    ...(bias && { 'neighbours.bias': 'bias' }),
    ...(root && { 'root.weight': transposed('root.kernel') }),
  });
  const y = convolved(c, member);
  return c.flag('unitLength') ? `F.normalize(${y})` : y;
};

function attention(c: TorchContext, helper: TorchHelper, entries: Readonly<Record<string, TorchSource>>): string {
  const [heads, slope, dropout] = [c.int('heads'), c.number('slope'), c.number('dropout')];
  const code = call(c.use(helper), [features(c), c.int('units')], {
    ...(heads > 1 && { heads }),
    ...flag('concat', c.choice('join') === 'concat', true),
    ...(slope !== 0.2 && { slope: literal(slope) }),
    ...(dropout > 0 && { dropout: literal(dropout) }),
    ...flag('bias', c.flag('bias'), true),
    ...flag('self_loops', c.flag('selfLoops'), true),
  });
  return convolved(c, c.member(code, { ...entries, ...(c.flag('bias') && { bias: 'bias' }) }));
}

const GATConv: TorchLayer = (c) =>
  attention(c, helpers.gat, {
    'linear.weight': transposed('kernel'),
    source_attention: 'attention.source',
    target_attention: 'attention.target',
  });

const GATv2Conv: TorchLayer = (c) =>
  attention(c, helpers.gatv2, {
    'source.weight': transposed('source.kernel'),
    'target.weight': transposed('target.kernel'),
    attention: 'attention',
  });

/** Entries of a small network of two layers. */
const networkEntries: Readonly<Record<string, TorchSource>> = {
  'hidden.weight': transposed('hidden.kernel'),
  'hidden.bias': 'hidden.bias',
  'output.weight': transposed('output.kernel'),
  'output.bias': 'output.bias',
};

const GINConv: TorchLayer = (c) => {
  const [epsilon, trains] = [c.number('epsilon'), c.flag('trainEpsilon')];
  const inner = activationFunction(c, c.choice('inner'), 2);
  const code = call(c.use(helpers.gin), [features(c), c.int('hidden'), c.int('units'), inner], {
    ...(epsilon !== 0 && { epsilon: literal(epsilon) }),
    ...flag('train_epsilon', trains, false),
  });
  return convolved(c, c.member(code, { ...networkEntries, ...(trains && { epsilon: 'epsilon' }) }));
};

const ChebConv: TorchLayer = (c) => {
  const largest = c.number('largest');
  const code = call(c.use(helpers.cheb), [features(c), c.int('units'), c.int('order')], {
    ...(largest !== 2 && { largest: literal(largest) }),
    ...flag('bias', c.flag('bias'), true),
  });
  return convolved(c, c.member(code, { 'linear.weight': transposed('kernel'), ...(c.flag('bias') && { 'linear.bias': 'bias' }) }));
};

const EdgeConv: TorchLayer = (c) => {
  const aggregate = c.choice('aggregate');
  const inner = activationFunction(c, c.choice('inner'), 2);
  const code = call(c.use(helpers.edgeConv), [features(c), c.int('hidden'), c.int('units'), inner], {
    ...(aggregate !== 'max' && { aggregate: literal(aggregate) }),
  });
  return convolved(c, c.member(code, networkEntries));
};

const GraphNorm: TorchLayer = (c) => {
  const [share, affine, eps] = [c.flag('meanShare'), c.flag('affine'), c.number('epsilon')];
  const code = call(c.use(helpers.graphNorm), [features(c)], {
    ...(eps !== 1e-5 && { eps: literal(eps) }),
    ...flag('mean_share', share, true),
    ...flag('affine', affine, true),
  });
  const entries = { ...(share && { mean_share: 'meanShare' }), ...(affine && { weight: 'scale', bias: 'shift' }) };
  const { membership } = c.optional;
  return call(c.member(code, entries), [c.inputs[0].code, ...(membership ? [membership.code] : [])]);
};

const GraphPool: TorchLayer = (c) => {
  const take = c.choice('of');
  const [x, membership] = c.inputs;
  return call(c.use(helpers.graphPool), [x.code, membership.code, ...(take === 'mean' ? [] : [literal(take)])]);
};

const GraphAttentionPool: TorchLayer = (c) => {
  const units = c.int('units');
  const activation = c.choice('activation');
  const made = call(c.use(helpers.graphAttentionPool), [features(c)], {
    ...(units > 0 && { units }),
    ...(units > 0 && activation !== 'none' && { activation: activationFunction(c, activation, 2) }),
  });
  const member = c.member(made, {
    'gate.weight': transposed('gate.kernel'),
    ...(units > 0 && { 'linear.weight': transposed('kernel'), 'linear.bias': 'bias' }),
  });
  const [x, membership] = c.inputs;
  return call(member, [x.code, membership.code]);
};

const TopKPool: TorchLayer = (c) => {
  const ratio = c.number('ratio');
  const code = call(c.use(helpers.topKPool), [features(c)], {
    ...(ratio !== 0.5 && { ratio: literal(ratio) }),
    ...(c.choice('gate') === 'sigmoid' && { gate: 'torch.sigmoid' }),
  });
  const { weight, membership } = c.optional;
  const [x, edges] = c.inputs;
  return {
    tuple: call(c.member(code, { direction: 'direction' }), [x.code, edges.code], {
      ...(weight && { weight: weight.code }),
      ...(membership && { membership: membership.code }),
    }),
  };
};

const joins: Readonly<Partial<Record<string, (a: string, b: string) => string>>> = {
  dot: (a, b) => `(${a} * ${b}).sum(1, keepdim=True)`,
  product: (a, b) => `${a} * ${b}`,
  difference: (a, b) => `(${a} - ${b}).abs()`,
  concat: (a, b) => `torch.cat([${a}, ${b}], 1)`,
};

const NodePairs: TorchLayer = (c) => {
  const [{ code: x }, { code: pairs }] = c.inputs;
  const join = joins[c.choice('join')] ?? c.refuse(`Pairs can’t be joined by “${c.choice('join')}”.`);
  return join(`${x}[${pairs}[:, 0]]`, `${x}[${pairs}[:, 1]]`);
};

const DropEdge: TorchLayer = (c) => {
  const [{ code: edges }] = c.inputs;
  const weight = c.optional.weight?.code ?? `torch.ones(${edges}.shape[1], device=${edges}.device)`;
  const rate = c.number('rate');
  return rate === 0 ? weight : call(c.use(helpers.dropEdge), [weight, literal(rate), 'self.training']);
};

export const graphs: Readonly<Record<string, TorchLayer>> = {
  GCNConv,
  SAGEConv,
  GATConv,
  GATv2Conv,
  GINConv,
  ChebConv,
  EdgeConv,
  GraphNorm,
  GraphPool,
  GraphAttentionPool,
  TopKPool,
  NodePairs,
  DropEdge,
};
