import type { DeclaredShape } from '../preprocessing/fed-shape.ts';
import { preparedInfo } from '../preprocessing/prepared-info.ts';
import type { Diagnostic, WireEnds } from '../project/diagnostic.ts';
import type { DataSettings } from '../project/schema.ts';
import { nameOf } from './problems.ts';
import type { ResolvedNode } from './resolve.ts';
import { ancestorsOf } from './wiring.ts';

interface Network {
  readonly nodes: ReadonlyMap<string, ResolvedNode>;
  readonly incoming: ReadonlyMap<string, readonly WireEnds[]>;
}

/**
 * A warning for each layer that reads what comes after a token on the way to an output that tells it: such a network would copy and learn
 * nothing. Training asks the network itself, and refuses it.
 */
export function seesAhead({ nodes, incoming }: Network, dataset: DeclaredShape | undefined, data: DataSettings): readonly Diagnostic[] {
  const target = dataset?.info && preparedInfo(dataset.info, data).info.continuation?.target;
  if (target === undefined) return [];
  const outputs = [...nodes.values()].filter(({ layer, parameters }) => layer.type === 'Output' && parameters.target === target);
  const before = ancestorsOf(
    outputs.map(({ node }) => node.id),
    incoming,
  );
  return [...before].flatMap((id): Diagnostic[] => {
    const resolved = nodes.get(id);
    const remedy = resolved?.valid === true ? resolved.layer.looksAhead?.(resolved.parameters) : undefined;
    if (resolved === undefined || remedy === undefined) return [];
    const edits = Object.entries(remedy).map(([parameter, value]) => ({ type: 'set-parameter' as const, node: id, parameter, value }));
    const [[parameter = '', value] = []] = Object.entries(remedy);
    const label = resolved.layer.parameters[parameter]?.label ?? parameter;
    return [
      {
        code: 'sees-ahead',
        severity: 'warning',
        nodeId: id,
        parameter,
        message: `${nameOf(resolved)} reads what comes after each token, and the network is to tell the next one: it would copy it. Set ${label.toLowerCase()} to ${String(value)}.`,
        expected: `${label.toLowerCase()} ${String(value)}`,
        actual: String(resolved.parameters[parameter]),
        fixes: [{ label: `Set ${label.toLowerCase()} to ${String(value)}`, edits }],
      },
    ];
  });
}
