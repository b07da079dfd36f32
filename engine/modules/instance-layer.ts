import { defineLayer, type LayerDefinition, type PortDefinition, type PortKind } from '../layers/definition.ts';
import { type Field, field, soundParameters } from '../layers/parameters.ts';
import { layerOf } from '../layers/registry.ts';
import type { ExposedParameter, ProjectModule, ProjectNode } from '../project/schema.ts';
import { ModuleInput, ModuleOutput } from './port-layers.ts';

/** Modules by their ids. */
export type Modules = ReadonlyMap<string, ProjectModule>;

type TypedNode = Pick<ProjectNode, 'type' | 'parameters'>;

const byModules = new WeakMap<readonly ProjectModule[], Modules>();
const none: Modules = new Map();

/** A project's modules by id; of those with one id the first counts. The same modules give the same map. */
export function modulesOf({ modules }: { readonly modules?: readonly ProjectModule[] | undefined }): Modules {
  if (modules === undefined) return none;
  const made = byModules.get(modules) ?? new Map(modules.toReversed().map((module) => [module.id, module]));
  byModules.set(modules, made);
  return made;
}

/** Whether a node stands for a module: in place, or step by step. */
export function isInstance({ type }: Pick<ProjectNode, 'type'>): boolean {
  return type === 'Module' || type === 'Scan';
}

/** The id of the module that an instance names; empty where it names none. */
export function moduleIdOf({ parameters: { module } }: Pick<ProjectNode, 'parameters'>): string {
  return typeof module === 'string' ? module : '';
}

/** The module that an instance stands for, `undefined` where there is none of that id. */
export function moduleOf(node: TypedNode, modules: Modules): ProjectModule | undefined {
  return isInstance(node) ? modules.get(moduleIdOf(node)) : undefined;
}

const moduleField = field.text({ label: 'Module', help: 'The drawing that it stands for.', default: '' });

/** Parameters that every instance has. */
export const moduleFields = {
  module: moduleField,
  weights: field.choice<'own' | 'shared'>({
    label: 'Weights',
    help: 'Its own, or the same as those of all other places where this module shares them.',
    default: 'own',
    options: [
      { value: 'own', label: 'its own' },
      { value: 'shared', label: 'shared' },
    ],
  }),
  repeat: field.int({
    label: 'Repeat',
    help: 'So many of it one after another: what leaves one enters the next.',
    default: 1,
    min: 1,
    max: 1000,
  }),
} as const;

/** Parameters that every scan has. */
export const scanFields = {
  module: { ...moduleField, help: 'The drawing of one step.' },
  direction: field.choice<'forward' | 'backward'>({
    label: 'Direction',
    help: 'Order in which the steps are read.',
    default: 'forward',
    options: [
      { value: 'forward', label: 'forward' },
      { value: 'backward', label: 'backward' },
    ],
  }),
  truncate: field.int({
    label: 'Truncate after',
    help: 'Steps after which the gradient through time is cut off, counted from the first step read; 0 never cuts it.',
    default: 0,
    min: 0,
    advanced: true,
  }),
} as const;

const reserved: ReadonlySet<string> = new Set([...Object.keys(moduleFields), ...Object.keys(scanFields)]);

/** Whether an exposed parameter may not have this name: every instance has one of it already. */
export function isReservedParameter(name: string): boolean {
  return reserved.has(name);
}

/** One port of a module. */
export interface ModulePort {
  /** The id of its node: what wires call it. */
  readonly name: string;
  readonly label: string;
  readonly optional: boolean;
  /** In a scan read whole in every step. */
  readonly constant: boolean;
  /** In a scan the axes of a state after the batch; empty where the drawing says it. */
  readonly sizes: readonly number[];
}

/** A module's inputs and outputs, in the order of their nodes. */
export function portsOf(module: ProjectModule): { readonly inputs: readonly ModulePort[]; readonly outputs: readonly ModulePort[] } {
  const ofType = (type: string): ModulePort[] => module.nodes.filter((node) => node.type === type).map(portOf);
  return { inputs: ofType('ModuleInput'), outputs: ofType('ModuleOutput') };
}

function portOf({ id, name, parameters }: ProjectNode): ModulePort {
  const { optional, constant, sizes } = soundParameters(ModuleInput.parameters, parameters);
  return {
    name: id,
    label: name ?? id,
    optional: optional === true,
    constant: constant === true,
    sizes: Array.isArray(sizes) ? sizes.map(Number) : [],
  };
}

/** A state of a scanned module: an input and an output of the same name. */
export interface StatePort {
  readonly input: ModulePort;
  readonly output: ModulePort;
}

/** How a module's ports take part in a scan. */
export interface ScanPorts {
  /** One part is read in each step. */
  readonly sequences: readonly ModulePort[];
  readonly constants: readonly ModulePort[];
  readonly states: readonly StatePort[];
  readonly outputs: readonly ModulePort[];
}

export function scanPortsOf(module: ProjectModule): ScanPorts {
  const { inputs, outputs } = portsOf(module);
  const states = inputs.flatMap((input) => {
    const output = input.constant ? undefined : outputs.find(({ label }) => label === input.label);
    return output === undefined ? [] : [{ input, output }];
  });
  const isState = new Set(states.map(({ input }) => input.name));
  return {
    sequences: inputs.filter(({ name, constant }) => !constant && !isState.has(name)),
    constants: inputs.filter(({ constant }) => constant),
    states,
    outputs,
  };
}

/** The port of a scan that gives a state after the last step. */
export function lastStatePort(state: StatePort): string {
  return `${state.output.name}.last`;
}

/** The port of a scan that says which steps are there. */
export const MASK_PORT = 'scan.mask';

/** What is known of a node's layer: of the registry's, of a module's port, or of an instance, whose ports and parameters its module says. */
export function layerOfNode(node: TypedNode, modules: Modules): LayerDefinition | undefined {
  switch (node.type) {
    case 'ModuleInput':
      return ModuleInput;
    case 'ModuleOutput':
      return ModuleOutput;
    case 'Module':
      return instanceLayer(moduleOf(node, modules), modules);
    case 'Scan':
      return scanLayer(moduleOf(node, modules), modules);
    default:
      return layerOf(node.type);
  }
}

const known = new WeakMap<Modules, Map<string, LayerDefinition>>();

/** Made once for each set of modules. */
function remembered(modules: Modules, key: string, make: () => LayerDefinition): LayerDefinition {
  const made = known.get(modules) ?? new Map<string, LayerDefinition>();
  known.set(modules, made);
  const layer = made.get(key) ?? make();
  made.set(key, layer);
  return layer;
}

function instanceLayer(module: ProjectModule | undefined, modules: Modules): LayerDefinition {
  return remembered(modules, `Module ${module?.id ?? ''}`, () => {
    const { inputs, outputs } = module === undefined ? { inputs: [], outputs: [] } : portsOf(module);
    const ports = inputs.map((port): PortDefinition => {
      const accepts = module === undefined ? undefined : acceptedBy(module, port.name, modules);
      return {
        name: port.name,
        label: port.label,
        ...(accepts !== undefined && { accepts }),
        ...(port.optional && { optional: true as const }),
      };
    });
    return defineLayer({
      type: 'Module',
      version: 1,
      category: 'module',
      title: module?.name ?? 'Module',
      summary: module?.description ?? 'a part of the network that is drawn apart',
      synonyms: ['group', 'block', 'subgraph', '模块'],
      parameters: { ...moduleFields, ...exposedFields(module, modules, new Set()) },
      inputs: requiredFirst(ports),
      outputs: outputs.map(({ name, label }) => ({ name, label })),
      infer: () => ({ problem: { code: 'module', message: 'A module is computed by its layers.' } }),
      lower: () => [],
      formula: 'y = f(x)',
      explanation: 'Stands for a part of the network that is drawn once. What changes in the drawing changes in all its places.',
      display: module === undefined ? [] : ['repeat'],
      examples: [],
    });
  });
}

function scanLayer(module: ProjectModule | undefined, modules: Modules): LayerDefinition {
  return remembered(modules, `Scan ${module?.id ?? ''}`, () => {
    const ports = module === undefined ? undefined : scanPortsOf(module);
    return defineLayer({
      type: 'Scan',
      version: 1,
      category: 'sequence',
      title: module === undefined ? 'Scan' : `${module.name}, step by step`,
      summary: 'unrolls a cell of one’s own over a sequence',
      synonyms: ['rnn', 'recurrent', 'unroll', 'loop', 'own cell', '循环'],
      parameters: { ...scanFields, ...exposedFields(module, modules, new Set()) },
      inputs: requiredFirst(ports === undefined ? [] : scanInputs(ports)),
      outputs: ports === undefined ? [] : scanOutputs(ports),
      infer: () => ({ problem: { code: 'module', message: 'Choose the module that draws one step.' } }),
      lower: () => [],
      formula: '(h_t, y_t) = f(h_{t-1}, x_t)',
      explanation:
        'Reads a sequence step by step with a cell that is drawn as a module. An input and an output of one name are a state: what leaves a step enters the next. Trained by back-propagation through time.',
      display: module === undefined ? [] : ['direction'],
      examples: [],
    });
  });
}

function scanInputs({ sequences, constants, states }: ScanPorts): PortDefinition[] {
  return [
    ...sequences.map(({ name, label }) => ({ name, label })),
    ...constants.map(({ name, label }) => ({ name, label })),
    ...states.map(({ input: { name, label } }) => ({ name, label: `first ${label}`, optional: true as const })),
    { name: MASK_PORT, label: 'mask', accepts: ['mask'], optional: true },
  ];
}

function scanOutputs({ outputs, states }: ScanPorts): PortDefinition[] {
  return [
    ...outputs.map(({ name, label }) => ({ name, label })),
    ...states.map((state) => ({ name: lastStatePort(state), label: `last ${state.output.label}` })),
  ];
}

/** Optional ports come after all others. */
function requiredFirst(ports: readonly PortDefinition[]): readonly PortDefinition[] {
  return [...ports.filter(({ optional }) => optional !== true), ...ports.filter(({ optional }) => optional === true)];
}

/** What everything that reads a module's input accepts; `undefined` where that is anything. */
function acceptedBy(module: ProjectModule, port: string, modules: Modules): readonly PortKind[] | undefined {
  const readers = module.wires.filter(({ from }) => from.node === port);
  let accepted: readonly PortKind[] | undefined;
  for (const { to } of readers) {
    const node = module.nodes.find(({ id }) => id === to.node);
    const layer = node === undefined || isInstance(node) ? undefined : layerOfNode(node, modules);
    const accepts = layer?.inputs.find(({ name }) => name === to.port)?.accepts;
    if (accepts !== undefined) accepted = accepted?.filter((kind) => accepts.includes(kind)) ?? accepts;
  }
  return accepted?.length === 0 ? undefined : accepted;
}

/** The parameters that a module exposes; its own values are their defaults. What leads nowhere is left out. */
export function exposedFields(
  module: ProjectModule | undefined,
  modules: Modules,
  within: ReadonlySet<string> = new Set(),
): Readonly<Record<string, Field>> {
  if (module === undefined || within.has(module.id)) return {};
  const inside = new Set([...within, module.id]);
  const fields = (module.parameters ?? []).flatMap((exposed): [string, Field][] => {
    const found = isReservedParameter(exposed.name) ? undefined : exposedField(exposed, module, modules, inside);
    return found === undefined ? [] : [[exposed.name, found]];
  });
  return Object.fromEntries(fields);
}

function exposedField(
  { label, targets: [target] }: ExposedParameter,
  module: ProjectModule,
  modules: Modules,
  within: ReadonlySet<string>,
): Field | undefined {
  const node = module.nodes.find(({ id }) => id === target.node);
  if (node === undefined) return undefined;
  const own = isInstance(node) ? exposedFields(moduleOf(node, modules), modules, within) : undefined;
  const found = fieldOf(own ?? {}, target.parameter) ?? fieldOf(layerFields(node), target.parameter);
  if (found === undefined) return undefined;
  const parsed = found.schema.safeParse(node.parameters[target.parameter]);
  const { visible: _, ...rest } = found;
  return { ...rest, label: label ?? found.label, ...(parsed.success && { default: parsed.data }) } as Field;
}

/** Not what every object has, as `constructor`. */
function fieldOf(fields: Readonly<Record<string, Field>>, name: string): Field | undefined {
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}

function layerFields(node: TypedNode): Readonly<Record<string, Field>> {
  if (node.type === 'Module') return moduleFields;
  if (node.type === 'Scan') return scanFields;
  return layerOf(node.type)?.parameters ?? {};
}
