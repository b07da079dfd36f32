import type { Squashing } from '../layers/definition.ts';
import { lossOf } from '../losses/registry.ts';
import type { Diagnostic, Fix, WireEnds } from '../project/diagnostic.ts';
import { nameOf } from './problems.ts';
import type { ResolvedNode } from './resolve.ts';

type Nodes = ReadonlyMap<string, ResolvedNode>;
type Incoming = ReadonlyMap<string, readonly WireEnds[]>;

const words: Readonly<Record<Squashing, string>> = { softmax: 'softmax', logSoftmax: 'log-softmax', sigmoid: 'sigmoid', relu: 'ReLU' };

/** A warning for each output whose loss takes raw scores and applies its link itself, where the layer before has squashed them already or cut them off. */
export function squashedScores(nodes: Nodes, incoming: Incoming): readonly Diagnostic[] {
  return [...nodes.values()].flatMap((output) => {
    const [wire] = incoming.get(output.node.id) ?? [];
    const source = nodes.get(wire?.from.node ?? '');
    if (output.layer.type !== 'Output' || !output.valid || source?.valid !== true) return [];
    const { title, link } = lossOf(String(output.parameters.loss));
    const squashing = source.layer.squashes?.(source.parameters);
    if (squashing === undefined || link === 'identity') return [];
    const fixes = removals(source, output, wire, { nodes, incoming });
    const remedy = isWhole(source) ? 'Remove it.' : 'Set its activation to none.';
    return [
      {
        code: 'squashed-scores',
        severity: 'warning' as const,
        nodeId: output.node.id,
        port: wire.to.port,
        wire,
        message: `${nameOf(output)}: ${reason(title, link, nameOf(source), squashing)} ${remedy}`,
        expected: 'raw scores',
        actual: `results of ${words[squashing]}`,
        ...(fixes.length > 0 && { fixes }),
      },
    ];
  });
}

function reason(loss: string, link: 'softmax' | 'sigmoid', source: string, squashing: Squashing): string {
  if (squashing === 'relu')
    return `${loss} takes raw scores, negative ones too, but ${source} before it applies ReLU. A score that is cut off to 0 learns nothing.`;
  const consequence =
    squashing === 'logSoftmax' && link === 'softmax'
      ? 'Once is enough.'
      : 'Squashed twice, scores lie close together: training is slow, and no prediction gets sure.';
  return `${loss} takes raw scores and applies ${link} itself, but ${source} before it applies ${words[squashing]} already. ${consequence}`;
}

/** Whether the squashing is all that a layer does. */
function isWhole({ layer }: ResolvedNode): boolean {
  return layer.category === 'activation';
}

function removals(
  source: ResolvedNode,
  output: ResolvedNode,
  wire: WireEnds,
  { nodes, incoming }: { readonly nodes: Nodes; readonly incoming: Incoming },
): readonly Fix[] {
  const id = source.node.id;
  const shared = [...incoming.values()].flat().filter(({ from }) => from.node === id).length > 1;
  if (!isWhole(source)) {
    if (shared) return [];
    const label = `Set the activation of ${nameOf(source)} to none`;
    return [{ label, edits: [{ type: 'set-parameter', node: id, parameter: 'activation', value: 'none' }] }];
  }
  const [before] = incoming.get(id) ?? [];
  const first = nodes.get(before?.from.node ?? '');
  if (first === undefined) return [];
  const healed = { type: 'add-wire', wire: { from: before.from, to: wire.to } } as const;
  if (!shared) return [{ label: `Remove ${nameOf(source)}`, edits: [{ type: 'remove-node', node: id }, healed] }];
  return [{ label: `Wire ${nameOf(first)} to ${nameOf(output)}`, edits: [{ type: 'remove-wire', wire }, healed] }];
}
