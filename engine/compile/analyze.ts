import type { DatasetShape } from '../layers/definition.ts';
import { atDrawing } from '../modules/drawn-diagnostic.ts';
import { type DeclaredShape, fedShape } from '../preprocessing/fed-shape.ts';
import type { Diagnostic, WireEnds } from '../project/diagnostic.ts';
import type { Project } from '../project/schema.ts';
import { atDrawnWires, inactiveProblems } from './active.ts';
import type { Analysis } from './analysis.ts';
import { dataProblems } from './data-problems.ts';
import { readDrawing, toldOnce } from './drawing.ts';
import { inferLayers } from './infer-layers.ts';
import { instanceAnalyses, instancePorts, sharingProblems, trainedNumbers, withModules } from './instances.ts';
import { explainPlace, missingEnds, nameOf } from './problems.ts';
import type { ResolvedNode } from './resolve.ts';
import { withScans } from './scan.ts';
import { networkSizeProblem, sampleBytes } from './size-limits.ts';
import { seesAhead } from './sees-ahead.ts';
import { withKnownDatasets } from './lost-dataset.ts';
import { paddingHints } from './padding.ts';
import { squashedScores } from './squashed-scores.ts';
import { checkTraining } from './training-problems.ts';
import { weightNameProblems } from './weight-names.ts';
import { unknownTargets } from './unknown-targets.ts';
import { ancestorsOf } from './wiring.ts';
import { withWiringFixes } from './wiring-fixes.ts';

/** Finds a dataset's fields by its id; `undefined` where there is no such dataset. */
export type DatasetLookup = (id: string) => DeclaredShape | undefined;

/** An analysis together with what lowering needs. */
export interface CompiledProject {
  readonly project: Project;
  readonly analysis: Analysis;
  readonly nodes: ReadonlyMap<string, ResolvedNode>;
  readonly incoming: ReadonlyMap<string, readonly WireEnds[]>;
  readonly dataset: DatasetShape | undefined;
}

/** Shapes, costs and every problem of a project. Never throws on what a user drew. `offered` are the datasets that a fix may choose. */
export function analyze(project: Project, datasets: DatasetLookup, offered?: readonly string[]): Analysis {
  return compileProject(project, datasets, offered).analysis;
}

/** As `analyze`, keeping what lowering needs. */
export function compileProject(drawn: Project, datasets: DatasetLookup, offered: readonly string[] = []): CompiledProject {
  const drawing = readDrawing(drawn);
  const { project, wiring, starved, drawnWire } = drawing;
  const { nodes, scopes } = withScans(drawing);
  const datasetsFed: DatasetLookup = (id) => fedShape(datasets(id), project.data);
  const dataset = projectDataset(nodes, datasetsFed);
  const { layers, diagnostics: layerFaults } = inferLayers({ nodes, wiring, datasets: datasetsFed, dataset: dataset.shape });
  const reaching = ancestorsOf(
    [...nodes].filter(([, { layer }]) => layer.type === 'Output').map(([id]) => id),
    wiring.incoming,
  );
  const oversize = networkSizeProblem([...layers.values()].filter(({ nodeId }) => reaching.has(nodeId)));
  const owning = [...layers.values()].filter(({ nodeId }) => nodes.get(nodeId)?.owner === undefined);
  const found = [
    ...checkTraining(project.training, { nodes, dataset: dataset.shape }),
    ...dataProblems(project, nodes, dataset.shape),
    ...drawing.diagnostics,
    ...dataset.diagnostics,
    ...layerFaults,
    ...unknownTargets({ nodes, layers, incoming: wiring.incoming }, dataset.shape, layerFaults),
    ...squashedScores(nodes, wiring.incoming),
    ...paddingHints({ nodes, incoming: wiring.incoming, layers, order: wiring.order }, dataset.shape, project.data),
    ...seesAhead({ nodes, incoming: wiring.incoming }, dataset.shape, project.data),
    ...inactiveProblems(drawing.flat.project, starved, missingEnds(nodes, wiring.incoming)),
    ...(oversize === undefined ? [] : [oversize]),
    ...weightNameProblems(owning),
    ...sharingProblems(layers, nodes),
  ];
  const onPath = withModules(reaching, drawing.flat, nodes, found);
  const once = withKnownDatasets(toldOnce(found, drawing), nodes, { ids: offered, shapeOf: datasets });
  const told = withWiringFixes(once, {
    nodes,
    incoming: wiring.incoming,
    layers,
    dataset: dataset.shape,
    instances: instancePorts(drawing.flat),
  });
  const diagnostics = told.map((diagnostic) => atDrawing(atDrawnWires(explainPlace(diagnostic, onPath), drawnWire), scopes));
  const rank = new Map(wiring.order.map((id, index) => [id, index]));
  const place = ({ nodeId }: Diagnostic): number => (nodeId === undefined ? -1 : (rank.get(nodeId) ?? wiring.order.length));
  const sorted = diagnostics
    .map((diagnostic, index) => ({ diagnostic, index }))
    .sort((a, b) => place(a.diagnostic) - place(b.diagnostic) || a.index - b.index);
  const ordered = sorted.map(({ diagnostic }) => diagnostic);
  const blocking = ordered.find(({ severity, nodeId }) => severity === 'error' && (nodeId === undefined || onPath.has(nodeId)));
  const analyses = new Map([...layers].map(([id, layer]) => [id, { ...layer, reachesLoss: onPath.has(id) }]));
  const used = [...analyses.values()].filter(({ reachesLoss }) => reachesLoss);
  const untrained = blocking === undefined && used.every(({ parameterCount }) => parameterCount === 0);
  const offending = ordered.find(({ severity, wire }) => severity === 'error' && wire !== undefined)?.wire;
  const blocker = blocking?.message ?? (untrained ? 'No layer between input and output has anything to train.' : undefined);
  return {
    project,
    nodes,
    incoming: wiring.incoming,
    dataset: dataset.shape,
    analysis: {
      diagnostics: ordered,
      trainable: blocker === undefined,
      exportable: blocking === undefined,
      ...(blocker !== undefined && { blocker }),
      layers: analyses,
      ...(drawing.flat.instances.size > 0 && { instances: instanceAnalyses(drawing.flat, analyses, nodes) }),
      order: wiring.order,
      ...(offending !== undefined && { firstOffendingWire: offending }),
      totals: {
        layers: analyses.size,
        parameters: trainedNumbers(analyses.values(), nodes),
        flops: sum(analyses.values(), ({ flops }) => flops),
        activationBytes: sum(analyses.values(), ({ outputs }) => sum(outputs, ({ shape }) => sampleBytes(shape))),
      },
    },
  };
}

function sum<T>(items: Iterable<T>, value: (item: T) => number): number {
  let total = 0;
  for (const item of items) total += value(item);
  return total;
}

/** The one dataset that all Input layers name. */
function projectDataset(
  nodes: ReadonlyMap<string, ResolvedNode>,
  datasets: DatasetLookup,
): { shape: DeclaredShape | undefined; diagnostics: Diagnostic[] } {
  const inputs = [...nodes.values()].filter(({ layer }) => layer.type === 'Input');
  const [first, ...others] = inputs;
  if (first === undefined) return { shape: undefined, diagnostics: [] };
  const id = String(first.parameters.dataset);
  const odd = others.find(({ parameters }) => parameters.dataset !== id);
  const diagnostics: Diagnostic[] = [];
  if (odd !== undefined) {
    diagnostics.push({
      code: 'several-datasets',
      severity: 'error',
      nodeId: odd.node.id,
      parameter: 'dataset',
      message: `${nameOf(odd)} reads “${String(odd.parameters.dataset)}”, but ${nameOf(first)} reads “${id}”: the inputs of a network come from the same samples. Choose one dataset.`,
      expected: id,
      actual: String(odd.parameters.dataset),
      fixes: [{ label: `Use ${id}`, edits: [{ type: 'set-parameter', node: odd.node.id, parameter: 'dataset', value: id }] }],
    });
  }
  return { shape: datasets(id), diagnostics };
}
