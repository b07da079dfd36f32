import type { TensorType } from '../graph/types.ts';
import type { Instance } from '../modules/flatten.ts';
import { portsOf } from '../modules/instance-layer.ts';
import type { PortReference } from '../project/diagnostic.ts';
import { idIn, type Level, type LevelWiring } from './level.ts';
import type { Step } from './plan.ts';
import type { Space } from './space.ts';

/** What an input of a level holds: what is known of it, else what a layer that reads it finds there. */
export function inputType(level: Level, wiring: LevelWiring, steps: readonly Step[], input: string): TensorType | undefined {
  const { space, instance, module, repetition = 0 } = level;
  const known = space.layers.get(idIn(level, input))?.outputs.at(0);
  if (known !== undefined) return known;
  for (const { kind, node } of steps) {
    if (kind !== 'layer') continue;
    const id = idIn(level, node.id);
    const state = space.layers.get(id);
    const wires = space.incoming.get(id) ?? [];
    const optional = new Set(space.nodes.get(id)?.layer.inputs.flatMap((port) => (port.optional === true ? [port.name] : [])));
    const required = wires.filter(({ to }) => !optional.has(to.port));
    for (const [rank, reader] of wiring.readers(node.id).entries()) {
      if (reader.from.node !== input) continue;
      if (optional.has(reader.port)) return state?.optional?.[reader.port];
      if (rank < required.length) return state?.inputs[rank];
    }
  }
  if (instance === undefined || module === undefined || repetition > 0) return undefined;
  const rank = portsOf(module).inputs.findIndex(({ name }) => name === input);
  return typeAt(space, instance.inputs.at(rank));
}

/** What an output of an instance gives. */
export function outputType(space: Space, { module, outputs }: Instance, port: string): TensorType | undefined {
  return typeAt(space, outputs.at(portsOf(module).outputs.findIndex(({ name }) => name === port)));
}

function typeAt({ nodes, layers }: Space, end: PortReference | undefined): TensorType | undefined {
  const rank = end && nodes.get(end.node)?.outputs.findIndex(({ name }) => name === end.port);
  return end === undefined || rank === undefined || rank < 0 ? undefined : layers.get(end.node)?.outputs[rank];
}

/** `[N, 28, 28, 1]`; nothing where it isn't known. */
export function shapeText(type: TensorType | undefined): string {
  return type === undefined ? '' : `[${type.shape.join(', ')}]${type.dtype === 'float32' ? '' : ` ${type.dtype}`}`;
}

export function shapesText(types: readonly (TensorType | undefined)[]): string {
  return types
    .map(shapeText)
    .filter((text) => text !== '')
    .join(', ');
}
