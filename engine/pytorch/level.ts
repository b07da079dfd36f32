import { EngineError } from '../graph/errors.ts';
import { outputPortsOf } from '../layers/definition.ts';
import type { Instance } from '../modules/flatten.ts';
import { layerOfNode, modulesOf, portsOf } from '../modules/instance-layer.ts';
import type { PortReference } from '../project/diagnostic.ts';
import type { ProjectModule, ProjectNode, ProjectWire } from '../project/schema.ts';
import { isFed, type Space } from './space.ts';

/** A drawing in one place of a space: the network itself, an instance of a module, or the step of a scan. */
export interface Level {
  readonly space: Space;
  /** Before the ids that its layers have in the space. */
  readonly prefix: string;
  readonly nodes: readonly ProjectNode[];
  readonly wires: readonly ProjectWire[];
  /** The module that is drawn, and which repetition of which instance; absent for the network. */
  readonly module?: ProjectModule;
  readonly instance?: Instance;
  readonly repetition?: number;
}

/** What reads a value: a port of a node, or of an instance. */
export interface Reader {
  readonly port: string;
  readonly from: PortReference;
}

/** The id of one of the level's nodes in the space. */
export const idIn = ({ prefix }: Level, id: string): string => `${prefix}${id}`;

/** A key for maps. */
export const keyOf = ({ node, port }: PortReference): string => JSON.stringify([node, port]);

/** Finds what feeds the nodes of a level, past those that are bypassed, and in which order they are computed. */
export class LevelWiring {
  private readonly level: Level;
  private readonly byId: ReadonlyMap<string, ProjectNode>;
  private readonly into = new Map<string, ProjectWire[]>();

  constructor(level: Level) {
    this.level = level;
    this.byId = new Map(level.nodes.toReversed().map((node) => [node.id, node]));
    for (const wire of level.wires) {
      const wires = this.into.get(wire.to.node);
      if (wires === undefined) this.into.set(wire.to.node, [wire]);
      else wires.push(wire);
    }
  }

  node(id: string): ProjectNode | undefined {
    return this.byId.get(id);
  }

  /** What a node reads, in the order of its ports; wires from what takes no part are left out. */
  readers(id: string): readonly Reader[] {
    const { space, prefix } = this.level;
    const drawn = (this.into.get(id) ?? []).flatMap(({ from, to }) => {
      const source = this.sourceOf(from);
      return source === undefined ? [] : [{ port: to.port, from: source }];
    });
    const flat = space.incoming.get(`${prefix}${id}`);
    const counted = flat === undefined || flat.length === drawn.length ? drawn : drawn.filter(({ from }) => this.takesPart(from));
    const ports = new Map((flat ?? []).map(({ to }, rank) => [to.port, rank]));
    const rank = ({ port }: Reader): number => ports.get(port) ?? 0;
    return counted
      .map((reader, index) => ({ reader, index }))
      .sort((a, b) => rank(a.reader) - rank(b.reader) || a.index - b.index)
      .map(({ reader }) => reader);
  }

  /** Ids of nodes so that each follows what feeds it, otherwise in the order of the whole; without those of circles. */
  order(): readonly string[] {
    const waiting = new Map<string, Set<string>>();
    const followers = new Map<string, string[]>();
    for (const { id } of this.level.nodes) {
      const sources = new Set(this.readers(id).map(({ from }) => from.node));
      waiting.set(id, sources);
      for (const source of sources) followers.set(source, [...(followers.get(source) ?? []), id]);
    }
    const ready = [...waiting].filter(([, sources]) => sources.size === 0).map(([id]) => id);
    const ordered: string[] = [];
    while (ready.length > 0) {
      const at = ready.reduce((best, id, index) => (this.rank(id) < this.rank(ready[best]) ? index : best), 0);
      const [id] = ready.splice(at, 1);
      ordered.push(id);
      for (const follower of followers.get(id) ?? []) {
        const sources = waiting.get(follower);
        sources?.delete(id);
        if (sources?.size === 0) ready.push(follower);
      }
    }
    return ordered;
  }

  /** The node's place among the layers of the space; an instance has that of the first of its layers. */
  private readonly ranked = new Map<string, number>();
  private rank(id: string): number {
    const known = this.ranked.get(id);
    if (known !== undefined) return known;
    const { space, prefix } = this.level;
    const instance = space.flat.instances.get(`${prefix}${id}`);
    const own = space.ranks.get(`${prefix}${id}`);
    const inside =
      instance === undefined ? [] : [...space.ranks].filter(([layer]) => layer.startsWith(instance.prefixes[0])).map(([, rank]) => rank);
    const rank = own ?? (inside.length === 0 ? -1 : Math.min(...inside));
    this.ranked.set(id, rank);
    return rank;
  }

  /** Goes back through what is bypassed, on this level. */
  private sourceOf(from: PortReference): PortReference | undefined {
    const passed = new Set<string>();
    for (let source = from; ; ) {
      const node = this.byId.get(source.node);
      if (node === undefined) return undefined;
      if (node.mode !== 'bypass') return source;
      const port = this.passedPort(node, source.port);
      const before = this.into.get(node.id)?.find(({ to }) => to.port === port)?.from;
      if (port === undefined || before === undefined || passed.has(node.id)) return undefined;
      passed.add(node.id);
      source = before;
    }
  }

  private passedPort(node: ProjectNode, output: string): string | undefined {
    const { space, prefix } = this.level;
    const instance = space.flat.instances.get(`${prefix}${node.id}`);
    const layer = layerOfNode(node, modulesOf(space.project));
    const inputs = instance === undefined ? (layer?.inputs ?? []) : portsOf(instance.module).inputs;
    const outputs =
      instance === undefined ? (layer === undefined ? [] : outputPortsOf(layer, node.parameters)) : portsOf(instance.module).outputs;
    const alike = inputs.length === outputs.length && node.type !== 'Scan';
    return (alike ? inputs[outputs.findIndex(({ name }) => name === output)] : inputs[0])?.name;
  }

  /** Whether something comes from there: muted layers, and ports that nothing is wired to, give nothing. */
  private takesPart({ node, port }: PortReference): boolean {
    const { space, prefix, instance: around, repetition = 0 } = this.level;
    const instance = space.flat.instances.get(`${prefix}${node}`);
    if (instance !== undefined)
      return isFed(
        space,
        instance,
        'outputs',
        portsOf(instance.module).outputs.findIndex(({ name }) => name === port),
      );
    if (this.byId.get(node)?.type !== 'ModuleInput' || around === undefined) return space.nodes.has(`${prefix}${node}`);
    const { inputs, outputs } = portsOf(around.module);
    const rank = inputs.findIndex(({ name }) => name === node);
    return (repetition > 0 && rank < outputs.length) || isFed(space, around, 'inputs', rank);
  }
}

/** What can't be written: names the node. */
export function noPytorch(nodeId: string, message: string): EngineError {
  return new EngineError('no-pytorch', message, { nodeId });
}
