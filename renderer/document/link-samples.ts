import { type LinkChoice, linkFault } from '../../engine/data/links.ts';
import type { Project, ProjectNode, ProjectWire } from '../../engine/project/schema.ts';
import { dataParameters } from './data-parameters.ts';
import { fedDataset, parametersOf, projectDatasetId } from './knowledge.ts';
import { knownDatasets } from './known-datasets.ts';
import { freeNodeId, takenIds } from './naming.ts';
import { acrossFlow, alongFlow, freePlace, type Point } from './placement.ts';
import type { LayerKnowledge } from './wiring.ts';

const SCORE = 'NodePairs';
const READ = 'Input';

/**
 * The project with pairs of a graph's nodes as samples, or with the nodes themselves where `links` is undefined. What the drawing needs for
 * pairs comes and goes with them: an Input of the pairs, a score of each before the outputs, and outputs that tell whether they are linked.
 */
export function withLinks(project: Project, links: LinkChoice | undefined, { layerOf }: LayerKnowledge): Project {
  const { links: _former, ...data } = project.data;
  const next = { ...project, data: links === undefined ? data : { ...data, links } };
  const id = projectDatasetId(project);
  const info = id === undefined ? undefined : knownDatasets.infoOf(id);
  if (info === undefined || (links !== undefined && linkFault(info, links) !== undefined)) return next;
  const knowledge: LayerKnowledge = { layerOf, dataset: (name) => fedDataset(next, name) };
  return links === undefined ? withoutPairs(next, knowledge) : withPairs(next, knowledge);
}

function withPairs(project: Project, knowledge: LayerKnowledge): Project {
  const pairs = pairFields(project, knowledge);
  const outputs = strayOutputs(project, knowledge);
  if (pairs === undefined || outputs.length === 0) return project;
  const input = withPairInput(project, pairs.pairs, outputs[0].position, knowledge);
  return outputs.reduce((drawn, output) => scoredBefore(drawn, output, { ...pairs, node: input.node }, knowledge), input.project);
}

interface PairFields {
  /** Holds the numbers of two nodes. */
  readonly pairs: string;
  /** Tells whether they are linked. */
  readonly target: string;
}

function pairFields(project: Project, knowledge: LayerKnowledge): PairFields | undefined {
  const { samples, fields = [] } = knowledge.dataset?.(projectDatasetId(project) ?? '') ?? {};
  const pairs = fields.find(({ role, part, ragged }) => role === 'input' && part === undefined && ragged === undefined);
  const target = fields.find(({ role }) => role === 'target');
  return samples === 'pairs' && pairs && target ? { pairs: pairs.name, target: target.name } : undefined;
}

/** The outputs whose target the dataset doesn't have any more. */
function strayOutputs(project: Project, knowledge: LayerKnowledge): readonly ProjectNode[] {
  const names = knowledge.dataset?.(projectDatasetId(project) ?? '')?.fields.filter(({ role }) => role === 'target') ?? [];
  return project.nodes.filter((node) => {
    const layer = node.type === 'Output' ? knowledge.layerOf(node.type) : undefined;
    return layer !== undefined && !names.some(({ name }) => name === parametersOf(node, layer).target);
  });
}

/** The Input that reads the pairs: the one that is there, else a new one before and below the output that they go to. */
function withPairInput(project: Project, field: string, below: Point, { layerOf }: LayerKnowledge): { project: Project; node: string } {
  const known = project.nodes.find(({ type, parameters }) => type === READ && parameters.field === field);
  if (known !== undefined) return { project, node: known.id };
  const inputs = project.nodes.filter(({ type }) => type === READ);
  const place = acrossFlow(project, alongFlow(project, below, -1), 1);
  const node: ProjectNode = {
    id: freeNodeId(takenIds(project), READ),
    type: READ,
    version: layerOf(READ)?.version ?? 1,
    position: freePlace(project, place),
    parameters: { ...inputs[0]?.parameters, field },
  };
  return { project: { ...project, nodes: [...project.nodes, node] }, node: node.id };
}

/** Puts the score of pairs before an output, which moves to make room. */
function scoredBefore(
  project: Project,
  output: ProjectNode,
  { node, target }: { readonly node: string; readonly target: string },
  { layerOf }: LayerKnowledge,
): Project {
  const source = project.wires.find(({ to }) => to.node === output.id);
  const score: ProjectNode = {
    id: freeNodeId(takenIds(project), SCORE),
    type: SCORE,
    version: layerOf(SCORE)?.version ?? 1,
    position: output.position,
    parameters: {},
  };
  const told: ProjectNode = {
    ...output,
    position: alongFlow(project, output.position, 1),
    parameters: { ...output.parameters, target, loss: 'binaryCrossEntropy', metrics: ['accuracy'] },
  };
  const wires: ProjectWire[] = [
    ...project.wires.filter((wire) => wire !== source),
    ...(source === undefined ? [] : [{ from: source.from, to: { node: score.id, port: 'nodes' } }]),
    { from: { node, port: 'out' }, to: { node: score.id, port: 'pairs' } },
    { from: { node: score.id, port: 'out' }, to: { node: output.id, port: source?.to.port ?? 'in' } },
  ];
  return { ...project, nodes: [...project.nodes.map((node) => (node.id === output.id ? told : node)), score], wires };
}

/** Scores of pairs and their Inputs go; what came into a score goes on to where the score went. */
function withoutPairs(project: Project, knowledge: LayerKnowledge): Project {
  const offered = knowledge.dataset?.(projectDatasetId(project) ?? '')?.fields ?? [];
  const lost = project.nodes.filter(
    ({ type, parameters }) => type === READ && offered.length > 0 && !offered.some(({ name }) => name === parameters.field),
  );
  const fed = new Set(project.wires.filter(({ from }) => lost.some(({ id }) => id === from.node)).map(({ to }) => to.node));
  const scores = project.nodes.filter(({ id, type }) => type === SCORE && fed.has(id));
  const gone = new Set([...lost, ...scores].map(({ id }) => id));
  const before = (node: string) => project.wires.find(({ to }) => to.node === node && to.port === 'nodes')?.from;
  const wires = project.wires.flatMap((wire): ProjectWire[] => {
    if (gone.has(wire.to.node)) return [];
    if (!gone.has(wire.from.node)) return [wire];
    const from = before(wire.from.node);
    return from === undefined ? [] : [{ from, to: wire.to }];
  });
  const kept = { ...project, nodes: project.nodes.filter(({ id }) => !gone.has(id)), wires };
  const stray = new Set(strayOutputs(kept, knowledge).map(({ id }) => id));
  const nodes = kept.nodes.map((node) => (stray.has(node.id) ? retargeted(kept, node, knowledge) : node));
  return { ...kept, nodes };
}

/** The output with a target of the dataset, and what suits it. */
function retargeted(project: Project, output: ProjectNode, knowledge: LayerKnowledge): ProjectNode {
  const { target: _target, loss: _loss, metrics: _metrics, ...others } = output.parameters;
  return { ...output, parameters: { ...others, ...dataParameters(project, output.type, knowledge) } };
}
