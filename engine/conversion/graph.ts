import type { DatasetField, RaggedValues } from '../data/dataset.ts';
import type { OwnSplit } from '../data/own.ts';
import { raggedTexts } from '../data/ragged.ts';
import { EngineError } from '../graph/errors.ts';
import type { TensorArray } from '../graph/types.ts';
import type { RawGraph } from '../importers/definition.ts';
import { type ConversionOptions, type ConversionPlan, described, type SampleBlock } from './definition.ts';
import { plainEdges, sampleEdges } from './graph-edges.ts';
import { type NodeFeatures, nodeFeatures, type NodeTargets, nodeTargets, UNLABELLED } from './graph-nodes.ts';
import { charactersIn, LengthTally } from './length-tally.ts';
import { rowSplit } from './row-split.ts';
import { textField } from './table.ts';
import { ownSplit } from './table-parts.ts';

const BLOCK = 1024;

/**
 * One graph as a dataset whose samples are its nodes: columns or numbers that describe them, or else which node each is; their names; the
 * class to predict. Nodes whose class is not known, and those that the source puts in no split, stay in the graph with a class that
 * losses leave out.
 */
export async function planGraph(raw: RawGraph, options: ConversionOptions): Promise<ConversionPlan> {
  if (options.task === 'segmentation' || options.task === 'language-modelling')
    throw new EngineError('bad-task', `Nodes of a graph are for classification or regression, not for ${options.task}.`);
  const count = raw.nodes.ids.length;
  const targets = await nodeTargets(raw, options);
  const features = await nodeFeatures(raw, targets, options);
  const edges = plainEdges(raw.edges, count, options.directed);
  const division = divide(raw, targets, options);
  const samples = new NodeSamples(raw, features, targets, division);
  return {
    storage: { node: 'float32', name: 'uint8', target: targets.classes === undefined ? 'float32' : 'int32' },
    total: count,
    samples: () => samples.blocks(),
    graph: () => sampleEdges(raw.edges, edges, division.sampleOf),
    describe: (splits) =>
      described(options, raw.title, {
        task: targets.classes === undefined ? 'regression' : 'classification',
        fields: samples.fields(),
        splits,
        splitKey: division.key,
        graph: { edges: edges.kept.length, directed: edges.directed, weighted: raw.edges.weight !== undefined },
        preview: 'graph',
      }),
    notes: () => [...raw.notes, ...edges.notes, ...features.notes, ...targets.notes, ...division.notes],
  };
}

interface Division {
  readonly isTest: readonly boolean[];
  /** Nodes whose class may be learnt or tested. */
  readonly counts: readonly boolean[];
  /** The sample that each node becomes: training nodes first. */
  readonly sampleOf: Int32Array;
  readonly key: string;
  readonly notes: readonly string[];
}

/** Which nodes are for testing: as the source declares, or a share of each class of those with a class. */
function divide({ nodes }: RawGraph, targets: NodeTargets, { split }: ConversionOptions): Division {
  const count = nodes.ids.length;
  const declared = targets.declared ?? declaredNodes(nodes.splits, count);
  const hasTarget = (node: number): boolean => targets.classes === undefined || targets.values[node] !== UNLABELLED;
  const known = Array.from({ length: count }, (_, node) => node).filter(hasTarget);
  const perClass = targets.classes?.map((_, label) => known.filter((node) => targets.values[node] === label).length);
  const usual = targets.classes === undefined ? ({ kind: 'order', test: 0.2 } as const) : ({ kind: 'stratified', test: 0.2 } as const);
  const facts = { declared: declared !== undefined, rows: known.length, perClass, byColumn: targets.declared !== undefined };
  const rows = rowSplit(split ?? (declared === undefined ? usual : undefined), facts);
  const chosen = rows.testRows({
    size: known.length,
    inputs: [Int32Array.from(known)],
    ...(targets.classes && { classes: known.map((node) => targets.values[node]) }),
    ...(declared && { declared: known.map((node) => declared[node]) }),
  });
  const isTest = Array.from({ length: count }, () => false);
  known.forEach((node, i) => {
    isTest[node] = chosen[i];
  });
  const isDeclared = declared !== undefined && (split === undefined || split.kind === 'source' || split.kind === 'column');
  const counts = isTest.map((test, node) => hasTarget(node) && (test || !isDeclared || declared[node] !== undefined));
  const outside = counts.filter((counted, node) => !counted && hasTarget(node)).length;
  return {
    isTest,
    counts: targets.classes === undefined ? isTest.map(() => true) : counts,
    sampleOf: sampleNumbers(isTest),
    key: rows.key,
    notes:
      outside === 0 || targets.classes === undefined
        ? []
        : [`${outside} nodes are in none of the source's splits: they stay in the graph, their class is left out.`],
  };
}

function sampleNumbers(isTest: readonly boolean[]): Int32Array {
  let train = 0;
  let test = isTest.filter((is) => !is).length;
  return Int32Array.from(isTest, (is) => {
    if (is) test += 1;
    else train += 1;
    return is ? test - 1 : train - 1;
  });
}

function declaredNodes(splits: RawGraph['nodes']['splits'], count: number): readonly (OwnSplit | undefined)[] | undefined {
  if (splits?.test === undefined) return undefined;
  const declared = new Array<OwnSplit | undefined>(count).fill(undefined);
  for (const split of ['train', 'validation', 'test'] as const) for (const node of splits[split] ?? []) declared[node] = ownSplit(split);
  return declared;
}

class NodeSamples {
  private readonly raw: RawGraph;
  private readonly features: NodeFeatures;
  private readonly targets: NodeTargets;
  private readonly division: Division;
  private lengths = new LengthTally();

  constructor(raw: RawGraph, features: NodeFeatures, targets: NodeTargets, division: Division) {
    this.raw = raw;
    this.features = features;
    this.targets = targets;
    this.division = division;
  }

  async *blocks(): AsyncIterable<SampleBlock> {
    const { ids } = this.raw.nodes;
    this.lengths = new LengthTally();
    for (let start = 0; start < ids.length; start += BLOCK) yield this.block(start, Math.min(ids.length, start + BLOCK));
  }

  fields(): readonly DatasetField[] {
    const { classes, label } = this.targets;
    const isWhole = this.division.counts.every((counted) => counted);
    const common = { name: 'target', label, role: 'target', shape: [] } as const;
    return [
      this.features.field,
      textField('name', 'Name', this.lengths),
      classes === undefined
        ? { ...common, semantics: 'number', dtype: 'float32', raw: true }
        : { ...common, semantics: 'category', dtype: 'int64', classes, ...(!isWhole && { ignored: UNLABELLED }) },
    ];
  }

  private block(start: number, end: number): SampleBlock {
    const { isTest, counts } = this.division;
    const nodes = Array.from({ length: end - start }, (_, i) => start + i);
    const target = nodes.map((node) => (counts[node] ? this.targets.values[node] : UNLABELLED));
    const names = raggedTexts(nodes.map((node) => this.raw.nodes.ids[node]));
    nodes.forEach((node, i) => {
      if (!isTest[node]) this.lengths.add(charactersIn(names.values, names.offsets[i], names.offsets[i + 1]));
    });
    const fields = new Map<string, TensorArray>([
      ['node', this.features.rows(start, end)],
      ['target', this.targets.classes === undefined ? Float32Array.from(target) : Int32Array.from(target)],
    ]);
    return { size: nodes.length, fields, ragged: new Map<string, RaggedValues>([['name', names]]), isTest: isTest.slice(start, end) };
  }
}
