import type { Instance } from '../modules/flatten.ts';
import { portsOf } from '../modules/instance-layer.ts';
import type { PortReference } from '../project/diagnostic.ts';
import type { ProjectNode } from '../project/schema.ts';
import type { Body } from './body.ts';
import { idIn, keyOf, type Level, type LevelWiring, noPytorch, type Reader } from './level.ts';

/** A layer to be written. */
export interface LayerStep {
  readonly kind: 'layer';
  readonly node: ProjectNode;
  readonly readers: readonly Reader[];
}

/** An instance of a module to be written: a body for each repetition. */
export interface InstanceStep {
  readonly kind: 'instance';
  readonly node: ProjectNode;
  readonly readers: readonly Reader[];
  readonly bodies: readonly Body[];
  readonly instance: Instance;
}

/** What is left to be written of a node that is needed. */
export type Step = LayerStep | InstanceStep;

export interface Plan {
  /** In the order in which they are computed. */
  readonly steps: readonly Step[];
  /** How many read each value, by `keyOf`. */
  readonly reads: ReadonlyMap<string, number>;
}

/** Writes the repetitions of an instance of which these ports are read. */
export type WriteInstance = (instance: Instance, ports: ReadonlySet<string>) => readonly Body[];

/** The steps that lead to what is returned. */
export function planOf(level: Level, wiring: LevelWiring, ends: readonly string[], write: WriteInstance): Plan {
  const order = wiring.order();
  const reads = new Map<string, number>();
  const asked = new Map<string, Set<string>>();
  const ask = ({ node, port }: PortReference): void => {
    const key = keyOf({ node, port });
    reads.set(key, (reads.get(key) ?? 0) + 1);
    const ports = asked.get(node);
    if (ports === undefined) asked.set(node, new Set([port]));
    else ports.add(port);
  };
  const { module } = level;
  for (const end of ends) {
    const reader = wiring.readers(end).at(0);
    if (reader === undefined)
      throw noPytorch(idIn(level, end), `Nothing is wired to the output “${end}”${module === undefined ? '' : ` of ${module.name}`}.`);
    ask(reader.from);
  }
  const steps: Step[] = [];
  for (const id of order.toReversed()) {
    const ports = asked.get(id);
    const node = wiring.node(id);
    if (ports === undefined || node === undefined) continue;
    const step = stepOf(level, wiring, node, ports, write);
    if (step === undefined) continue;
    for (const { from } of step.readers) ask(from);
    steps.push(step);
  }
  const known = new Set(order);
  for (const id of asked.keys()) {
    if (!known.has(id))
      throw noPytorch(
        idIn(level, id),
        `${id} reads what it gives, through another of its ports: one call of a class can't do that. Take the module apart.`,
      );
  }
  return { steps: steps.toReversed(), reads };
}

function stepOf(level: Level, wiring: LevelWiring, node: ProjectNode, ports: ReadonlySet<string>, write: WriteInstance): Step | undefined {
  if (node.type === 'ModuleInput' || node.type === 'Input') return undefined;
  const instance = level.space.flat.instances.get(idIn(level, node.id));
  if (instance === undefined) return { kind: 'layer', node, readers: wiring.readers(node.id) };
  const bodies = write(instance, ports);
  const { inputs, outputs } = portsOf(instance.module);
  const carried = new Set(inputs.slice(0, outputs.length).map(({ name }) => name));
  const readBy = (body: Body): readonly string[] => body.inputs.map(({ port }) => port);
  const used = new Set([...readBy(bodies[0]), ...bodies.flatMap(readBy).filter((port) => !carried.has(port))]);
  const readers = wiring.readers(node.id).filter(({ port }) => used.has(port));
  return { kind: 'instance', node, readers, bodies, instance };
}
