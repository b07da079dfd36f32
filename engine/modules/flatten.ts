import { soundParameters } from '../layers/parameters.ts';
import type { Diagnostic, PortReference, WireEnds } from '../project/diagnostic.ts';
import type { Project, ProjectModule, ProjectNode } from '../project/schema.ts';
import { isInstance, moduleFields, type ModulePort, type Modules, moduleOf, modulesOf, portsOf } from './instance-layer.ts';
import * as problems from './problems.ts';
import { selfContaining } from './self-containing.ts';

/** An instance of a module with the layers that it stands for. */
export interface Instance {
  readonly node: ProjectNode;
  readonly module: ProjectModule;
  /** Where its layers' ids begin, for each repetition: `block/`, or `block[1]/` and `block[2]/`. */
  readonly prefixes: readonly string[];
  /** What feeds each of its inputs; `undefined` where nothing does. */
  readonly inputs: readonly (PortReference | undefined)[];
  /** What gives each of its outputs. */
  readonly outputs: readonly (PortReference | undefined)[];
}

/** A project whose modules' layers stand in place of their instances. */
export interface FlatProject {
  readonly project: Project;
  /** By the ids that the instances have, those inside of others included: `outer/inner`. */
  readonly instances: ReadonlyMap<string, Instance>;
  readonly diagnostics: readonly Diagnostic[];
  /** The node whose trained weights a node uses in place of its own. */
  readonly owners: ReadonlyMap<string, string>;
  /** Module ids by the beginnings of their layers' ids. */
  readonly scopes: ReadonlyMap<string, string>;
  /** Nodes that stand for no layer, which is told of already. */
  readonly broken: ReadonlySet<string>;
  /** Where the way into a layer's port ends that nothing comes through: the instance, or the node of a module's port; `undefined` for others. */
  deadEnd(node: string, port: string): string | undefined;
  /** The wire into the same port as it is drawn, its ends by their ids in the whole project. */
  drawnWire(wire: WireEnds): WireEnds;
}

/** Nodes and wires that are drawn on one level. */
type Level = Pick<Project, 'nodes' | 'wires'>;

/** As many as a project's own nodes may be. */
const MOST_NODES = 100_000;

/**
 * Puts the layers of every instance in its place, in the project's network or in another drawing. The ports of a `cell` stay as nodes, in a
 * `network` they are out of place. A drawing without modules stays as it is; what is wrong in it is data.
 */
export function flattenLevel(project: Project, level: Level, kind: 'network' | 'cell'): FlatProject {
  const hasModules = level.nodes.some(({ type }) => Object.hasOwn(places, type));
  if (!hasModules) return unchanged(level === project ? project : { ...project, nodes: level.nodes, wires: level.wires });
  return new Flattening(project, kind).flatten(level);
}

/** Types of nodes that are no layers of the registry. */
const places: Readonly<Record<string, true>> = { Module: true, Scan: true, ModuleInput: true, ModuleOutput: true };

function unchanged(project: Project): FlatProject {
  return {
    project,
    instances: new Map(),
    diagnostics: [],
    owners: new Map(),
    scopes: new Map(),
    broken: new Set(),
    deadEnd: () => undefined,
    drawnWire: (wire) => wire,
  };
}

/** A project whose modules are too many to be put in place. */
function refused(project: Project, node: ProjectNode): FlatProject {
  const broken = new Set(project.nodes.filter(({ type }) => Object.hasOwn(places, type)).map(({ id }) => id));
  return { ...unchanged(project), broken, diagnostics: [problems.tooMany(node, MOST_NODES)] };
}

interface Place {
  /** Before the ids of the level's nodes. */
  readonly prefix: string;
  /** Before the ids of the nodes whose weights are used. */
  readonly owner: string;
  /** True inside of an instance that is muted. */
  readonly muted: boolean;
}

interface Expanded {
  readonly node: ProjectNode;
  readonly module: ProjectModule;
  readonly prefixes: readonly string[];
  readonly inputs: readonly ModulePort[];
  readonly outputs: readonly ModulePort[];
  readonly bypassed: boolean;
}

/** What stands for a port of a module: another port's wire is to be followed. */
type Followed = { readonly to: PortReference } | { readonly open: true };

interface DeadEnd {
  readonly deadEnd: string;
}

class Flattening {
  private readonly project: Project;
  private readonly kind: 'network' | 'cell';
  private readonly modules: Modules;
  private readonly endless: ReadonlySet<string>;
  private readonly nodes: ProjectNode[] = [];
  private readonly drawn: WireEnds[] = [];
  private readonly into = new Map<string, WireEnds[]>();
  private readonly expanded = new Map<string, Expanded>();
  /** Nodes of modules' ports, and the instance and repetition that they are a port of. */
  private readonly ports = new Map<string, { readonly instance: string; readonly repetition: number; readonly port: ModulePort }>();
  private readonly owners = new Map<string, string>();
  private readonly scopes = new Map<string, string>();
  private readonly shared = new Map<string, string>();
  private readonly diagnostics: Diagnostic[] = [];
  private readonly broken = new Set<string>();
  private readonly sizes = new Map<string, number>();
  /** Layers put in place so far, and the node of the network with which they became too many. */
  private count = 0;
  private root: ProjectNode | undefined;
  private overfull: ProjectNode | undefined;

  constructor(project: Project, kind: 'network' | 'cell') {
    this.project = project;
    this.kind = kind;
    this.modules = modulesOf(project);
    this.endless = selfContaining(this.modules);
  }

  flatten(level: Level): FlatProject {
    this.level(level, { prefix: '', owner: '', muted: false });
    if (this.overfull !== undefined) return refused({ ...this.project, nodes: level.nodes, wires: level.wires }, this.overfull);
    const ends = new Map<string, string>();
    const drawnOf = new Map<string, WireEnds>();
    const wires = this.drawn.flatMap((wire) => {
      if (this.expanded.has(wire.to.node) || this.ports.has(wire.to.node)) return [];
      const from = this.sourceOf(wire.from);
      if ('deadEnd' in from) {
        ends.set(keyOf(wire.to), from.deadEnd);
        return [];
      }
      const flat = { from, to: wire.to };
      drawnOf.set(endsOf(flat), wire);
      return [flat];
    });
    this.checkPorts();
    return {
      project: { ...this.project, nodes: this.nodes, wires },
      instances: new Map([...this.expanded].map(([id, found]) => [id, this.instanceOf(id, found)])),
      diagnostics: this.diagnostics,
      owners: this.owners,
      scopes: this.scopes,
      broken: this.broken,
      deadEnd: (node, port) => ends.get(keyOf({ node, port })),
      drawnWire: (wire) => drawnOf.get(endsOf(wire)) ?? wire,
    };
  }

  /** Puts a level's nodes and wires into the whole, those of its instances in their place. */
  private level(level: Level, place: Place): void {
    const at = ({ node, port }: PortReference): PortReference => ({ node: `${place.prefix}${node}`, port });
    for (const wire of level.wires) {
      const drawn = { from: at(wire.from), to: at(wire.to) };
      this.drawn.push(drawn);
      const wires = this.into.get(keyOf(drawn.to));
      if (wires === undefined) this.into.set(keyOf(drawn.to), [drawn]);
      else wires.push(drawn);
    }
    for (const node of level.nodes) this.node(node, place);
  }

  private node(node: ProjectNode, place: Place): void {
    const id = `${place.prefix}${node.id}`;
    if (place.prefix === '') this.root = node;
    if (this.overfull !== undefined) return;
    if (this.ports.has(id)) return;
    const placed: ProjectNode = { ...node, id, ...(place.muted && { mode: 'mute' as const }) };
    if (isInstance(node)) {
      const module = moduleOf(node, this.modules);
      const problem =
        module === undefined
          ? problems.unknownModule(placed, this.modules)
          : this.endless.has(module.id)
            ? problems.containsItself(placed, module)
            : undefined;
      if (problem !== undefined) this.refuse(problem, id);
      else if (module !== undefined) {
        if (node.type === 'Module') return this.instance(placed, module, { ...place, owner: `${place.owner}${node.id}` });
        this.scopes.set(`${id}/`, module.id);
      }
    } else if (Object.hasOwn(places, node.type) && (this.kind === 'network' || place.prefix !== '')) {
      this.refuse(problems.portOutside(placed), id);
    } else if ((node.type === 'Input' || node.type === 'Output') && (this.kind === 'cell' || place.prefix !== '')) {
      this.refuse(problems.endInside(placed), id);
    }
    const owner = `${place.owner}${node.id}`;
    if (owner !== id) this.owners.set(id, owner);
    this.nodes.push(placed);
  }

  /** How many nodes a module stands for with the values of its own drawing. */
  private sizeOf(module: ProjectModule): number {
    const known = this.sizes.get(module.id);
    if (known !== undefined) return known;
    const size = module.nodes.reduce((sum, node) => {
      const inner = node.type === 'Module' ? moduleOf(node, this.modules) : undefined;
      if (inner === undefined || this.endless.has(inner.id)) return sum + 1;
      return sum + Number(soundParameters(moduleFields, node.parameters).repeat) * this.sizeOf(inner);
    }, 0);
    this.sizes.set(module.id, size);
    return size;
  }

  private refuse(problem: Diagnostic, id: string): void {
    this.diagnostics.push(problem);
    this.broken.add(id);
  }

  private instance(node: ProjectNode, module: ProjectModule, place: Place): void {
    const { id } = node;
    const { repeat, weights } = soundParameters(moduleFields, node.parameters);
    const { inputs, outputs } = portsOf(module);
    const bypassed = node.mode === 'bypass';
    const times = Number(repeat);
    const chained = times === 1 || outputs.length <= inputs.length;
    if (!chained) this.diagnostics.push(problems.noChain(node, module));
    const prefixes = Array.from({ length: chained ? times : 1 }, (_, k) => (times === 1 ? `${id}/` : `${id}[${k + 1}]/`));
    this.expanded.set(id, { node, module, prefixes, inputs, outputs, bypassed });
    for (const prefix of prefixes) this.scopes.set(prefix, module.id);
    if (bypassed) return;
    if (this.count + prefixes.length * this.sizeOf(module) > MOST_NODES) {
      this.overfull = this.root;
      return;
    }
    this.count += prefixes.length * module.nodes.length;
    const body = withValues(module, node.parameters);
    for (const [repetition, prefix] of prefixes.entries()) {
      const owner = this.ownerOf(weights === 'shared' ? module.id : undefined, `${place.owner}${prefix.slice(id.length)}`);
      for (const port of [...inputs, ...outputs]) this.ports.set(`${prefix}${port.name}`, { instance: id, repetition, port });
      this.level(body, { prefix, owner, muted: place.muted || node.mode === 'mute' });
    }
  }

  /** Where weights lie: shared ones in the first place that shares them. */
  private ownerOf(sharedModule: string | undefined, own: string): string {
    if (sharedModule === undefined) return own;
    const first = this.shared.get(sharedModule) ?? own;
    this.shared.set(sharedModule, first);
    return first;
  }

  /** The layer's output that a drawn source stands for, or the node at which the way back to it ends. */
  private sourceOf(from: PortReference): PortReference | DeadEnd {
    const passed = new Set<string>();
    let source = from;
    while (!passed.has(keyOf(source))) {
      passed.add(keyOf(source));
      const followed = this.follow(source);
      if (followed === undefined) return source;
      if ('open' in followed) return { deadEnd: source.node };
      const wire = this.into.get(keyOf(followed.to))?.[0];
      if (wire === undefined) return { deadEnd: this.firstOf(followed.to.node) };
      source = wire.from;
    }
    return { deadEnd: source.node };
  }

  /** The same port in the first repetition: faults of a drawing are told once. */
  private firstOf(node: string): string {
    const port = this.ports.get(node);
    return port === undefined ? node : `${this.expanded.get(port.instance)?.prefixes[0]}${port.port.name}`;
  }

  /** The port whose wire leads on from an output of a module, or of a module's input; `undefined` for a layer's own output. */
  private follow({ node, port }: PortReference): Followed | undefined {
    const instance = this.expanded.get(node);
    if (instance !== undefined) {
      const { prefixes, inputs, outputs, bypassed } = instance;
      const rank = outputs.findIndex(({ name }) => name === port);
      if (rank < 0) return { open: true };
      if (!bypassed) return { to: { node: `${prefixes[prefixes.length - 1]}${port}`, port: 'in' } };
      const input = (inputs.length === outputs.length ? inputs[rank] : inputs[0]) as ModulePort | undefined;
      return input === undefined ? { open: true } : { to: { node, port: input.name } };
    }
    const found = this.ports.get(node);
    if (found === undefined) return undefined;
    const { instance: id, repetition, port: own } = found;
    const { inputs = [], outputs = [], prefixes = [] } = this.expanded.get(id) ?? {};
    const rank = inputs.indexOf(own);
    if (rank < 0) return { open: true };
    const chained = repetition > 0 && rank < outputs.length;
    return { to: chained ? { node: `${prefixes[repetition - 1]}${outputs[rank].name}`, port: 'in' } : { node: id, port: own.name } };
  }

  /** Faults of the wires at modules and their ports, which are gone when layers are wired. */
  private checkPorts(): void {
    for (const wire of this.drawn) {
      const fault = this.endFault(wire, wire.to, 'inputs') ?? this.endFault(wire, wire.from, 'outputs');
      if (fault !== undefined) this.diagnostics.push(fault);
    }
    for (const [id, { node, prefixes, inputs, outputs, bypassed }] of this.expanded) {
      if (node.mode === 'mute') continue;
      const wiresInto = ({ name }: ModulePort) => this.into.get(keyOf({ node: id, port: name })) ?? [];
      const missing = inputs.filter((input) => !input.optional && wiresInto(input).length === 0);
      if (missing.length > 0) this.diagnostics.push(problems.missingPorts(node, missing));
      for (const [, second] of inputs.map(wiresInto)) if (second !== undefined) this.diagnostics.push(problems.wiredTwice(second));
      for (const { name, label } of bypassed ? [] : outputs) {
        const port = { node: `${prefixes[0]}${name}`, port: 'in' };
        const wires = this.into.get(keyOf(port)) ?? [];
        if (wires.length === 0 && (prefixes.length > 1 || this.isRead(id, name)))
          this.diagnostics.push(problems.missingOutput(port.node, label));
        if (wires.length > 1) this.diagnostics.push(problems.wiredTwice(wires[1]));
      }
    }
  }

  private endFault(wire: WireEnds, end: PortReference, side: 'inputs' | 'outputs'): Diagnostic | undefined {
    const expanded = this.expanded.get(end.node);
    const port = this.ports.get(end.node);
    if (expanded === undefined && port === undefined) return undefined;
    const expected = expanded === undefined ? this.portEnds(end.node, side) : expanded[side].map(({ name }) => name);
    return expected.includes(end.port) ? undefined : problems.unknownPort(wire, end, expected);
  }

  /** The ports of the node of a module's port: one, on one side. */
  private portEnds(node: string, side: 'inputs' | 'outputs'): readonly string[] {
    const found = this.ports.get(node);
    const isInput = this.expanded.get(found?.instance ?? '')?.inputs.includes(found?.port as ModulePort) === true;
    if (isInput) return side === 'outputs' ? ['out'] : [];
    return side === 'inputs' ? ['in'] : [];
  }

  private isRead(node: string, port: string): boolean {
    return this.drawn.some(({ from }) => from.node === node && from.port === port);
  }

  private instanceOf(id: string, { node, module, prefixes, inputs, outputs }: Expanded): Instance {
    const found = (from: PortReference | undefined): PortReference | undefined => {
      const source = from && this.sourceOf(from);
      return source === undefined || 'deadEnd' in source ? undefined : source;
    };
    return {
      node,
      module,
      prefixes,
      inputs: inputs.map(({ name: port }) => found(this.into.get(keyOf({ node: id, port }))?.[0]?.from)),
      outputs: outputs.map(({ name: port }) => found({ node: id, port })),
    };
  }
}

/** A module's drawing with the values that an instance sets. */
export function withValues(module: ProjectModule, values: Readonly<Record<string, unknown>>): Level {
  const set = new Map<string, Record<string, unknown>>();
  for (const { name, targets } of module.parameters ?? []) {
    if (values[name] === undefined) continue;
    for (const { node, parameter } of targets) set.set(node, { ...set.get(node), [parameter]: values[name] });
  }
  const nodes = module.nodes.map((node) => {
    const given = set.get(node.id);
    return given === undefined ? node : { ...node, parameters: { ...node.parameters, ...given } };
  });
  return { nodes, wires: module.wires };
}

function keyOf({ node, port }: PortReference): string {
  return JSON.stringify([node, port]);
}

function endsOf({ from, to }: WireEnds): string {
  return `${keyOf(from)}${keyOf(to)}`;
}
