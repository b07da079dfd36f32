import { invariant } from '../graph/errors.ts';
import type { TensorType } from '../graph/types.ts';
import { withValues } from '../modules/flatten.ts';
import { exposedFields, modulesOf, portsOf } from '../modules/instance-layer.ts';
import type { Instance } from '../modules/flatten.ts';
import type { PortReference } from '../project/diagnostic.ts';
import type { ProjectModule, ProjectNode } from '../project/schema.ts';
import type { Body, Entry, Line, Member, Written } from './body.ts';
import type { TorchCell, TorchContext, TorchEntries, TorchHelper, TorchResult, TorchValue } from './definition.ts';
import { type Level, LevelWiring, keyOf, noPytorch, type Reader } from './level.ts';
import { literal, moduleNames, Names, pascalCase, snakeCase, variableName } from './python.ts';
import { torchLayers } from './registry.ts';
import { scanNames } from './layers/scan.ts';
import { cellSpace, type Space } from './space.ts';

/** A variable of `forward`, and how many are still to read it. */
interface Variable {
  readonly code: string;
  left: number;
}

/** What is left to be written of a node that is needed. */
type Step =
  | { readonly kind: 'layer'; readonly node: ProjectNode; readonly readers: readonly Reader[] }
  | {
      readonly kind: 'instance';
      readonly node: ProjectNode;
      readonly readers: readonly Reader[];
      readonly bodies: readonly Body[];
      readonly instance: Instance;
    };

/** Writes the network of a space as a class. */
export function writeNetwork(space: Space): Body {
  const { project, nodes } = space;
  const outputs = project.nodes.filter(({ id, type }) => type === 'Output' && space.needed(id) && nodes.has(id));
  const ordered = outputs.toSorted((a, b) => (space.ranks.get(a.id) ?? 0) - (space.ranks.get(b.id) ?? 0)).map(({ id }) => id);
  return new ClassWriter({ space, prefix: '', nodes: project.nodes, wires: project.wires }, ordered).write();
}

/** Writes a drawing by itself as a class that returns what is wired to these of its ports. */
export function writeDrawing(space: Space, module: ProjectModule, ends: readonly string[]): Body {
  return new ClassWriter({ space, prefix: '', nodes: module.nodes, wires: module.wires, module }, ends).write();
}

/** Writes a drawing in one place as a class of `nn.Module`. */
class ClassWriter {
  private readonly memberNames = new Names(moduleNames);
  private readonly level: Level;
  private readonly wiring: LevelWiring;
  /** The nodes whose values are returned, in order. */
  private readonly ends: readonly string[];
  private readonly members: Member[] = [];
  private readonly lines: Line[] = [];
  private readonly entries: Entry[] = [];
  private readonly written: Written[] = [];
  private readonly helpers = new Set<TorchHelper>();
  private readonly locals: Names;
  private readonly values = new Map<string, { variable: Variable; type: TensorType | undefined }>();
  private readonly reads = new Map<string, number>();
  /** Names of helpers, which no variable may have. */
  private readonly reserved: readonly string[];
  /** What each name in `forward` stands for now. */
  private readonly variables = new Map<string, Variable>();

  constructor(level: Level, ends: readonly string[], reserved: readonly string[] = []) {
    this.level = level;
    this.wiring = new LevelWiring(level);
    this.ends = ends;
    this.reserved = reserved;
    this.locals = new Names(['x', ...scanNames, ...reserved]);
  }

  write(): Body {
    const steps = this.plan();
    const inputs = this.takeInputs(steps);
    for (const step of steps)
      if (step.kind === 'layer') this.layer(step);
      else this.instance(step);
    const hidden = [...this.helpers].flatMap(({ name }) => (this.locals.has(name) ? [name] : []));
    if (hidden.some((name) => !this.reserved.includes(name)))
      return new ClassWriter(this.level, this.ends, [...this.reserved, ...hidden]).write();
    const results = this.ends.map((end) => this.read(this.wiring.readers(end)[0].from));
    const { module } = this.level;
    return {
      drawing: module?.id ?? '',
      className: pascalCase(module?.name ?? this.level.space.project.name),
      doc: this.doc(),
      inputs,
      outputs: this.ends,
      members: this.members,
      lines: this.lines,
      result: results.join(', '),
      entries: this.entries,
      helpers: this.helpers,
      values: this.exposed(),
      written: this.written,
    };
  }

  /** The steps that lead to what is returned, in order; counts how many read each value. */
  private plan(): readonly Step[] {
    const order = this.wiring.order();
    const asked = new Map<string, Set<string>>();
    const ask = ({ node, port }: PortReference): void => {
      const key = keyOf({ node, port });
      this.reads.set(key, (this.reads.get(key) ?? 0) + 1);
      const ports = asked.get(node);
      if (ports === undefined) asked.set(node, new Set([port]));
      else ports.add(port);
    };
    const { module } = this.level;
    for (const end of this.ends) {
      const reader = this.wiring.readers(end).at(0);
      if (reader === undefined)
        throw noPytorch(this.at(end), `Nothing is wired to the output “${end}”${module === undefined ? '' : ` of ${module.name}`}.`);
      ask(reader.from);
    }
    const steps: Step[] = [];
    for (const id of order.toReversed()) {
      const ports = asked.get(id);
      const node = this.wiring.node(id);
      if (ports === undefined || node === undefined) continue;
      const step = this.step(node, ports);
      if (step === undefined) continue;
      for (const { from } of step.readers) ask(from);
      steps.push(step);
    }
    const known = new Set(order);
    for (const id of asked.keys()) {
      if (!known.has(id))
        throw noPytorch(
          this.at(id),
          `${id} reads what it gives, through another of its ports: one call of a class can't do that. Take the module apart.`,
        );
    }
    return steps.toReversed();
  }

  private step(node: ProjectNode, ports: ReadonlySet<string>): Step | undefined {
    if (node.type === 'ModuleInput' || node.type === 'Input') return undefined;
    const instance = this.level.space.flat.instances.get(this.at(node.id));
    if (instance === undefined) return { kind: 'layer', node, readers: this.wiring.readers(node.id) };
    const bodies = this.bodiesOf(instance, ports);
    const { inputs, outputs } = portsOf(instance.module);
    const carried = new Set(inputs.slice(0, outputs.length).map(({ name }) => name));
    const readBy = (body: Body): readonly string[] => body.inputs.map(({ port }) => port);
    const used = new Set([...readBy(bodies[0]), ...bodies.flatMap(readBy).filter((port) => !carried.has(port))]);
    const readers = this.wiring.readers(node.id).filter(({ port }) => used.has(port));
    return { kind: 'instance', node, readers, bodies, instance };
  }

  /** A body for each repetition, each giving what the one after it reads; those before one that reads nothing of them are left out. */
  private bodiesOf(instance: Instance, ports: ReadonlySet<string>): readonly Body[] {
    const { module, prefixes, node } = instance;
    const { inputs, outputs } = portsOf(module);
    const drawn = withValues(module, node.parameters);
    const bodies: Body[] = [];
    let asked = ports;
    for (let repetition = prefixes.length - 1; repetition >= 0 && asked.size > 0; repetition -= 1) {
      const level: Level = { space: this.level.space, prefix: prefixes[repetition], ...drawn, module, instance, repetition };
      const ends = outputs.map(({ name }) => name).filter((name) => asked.has(name));
      const body = new ClassWriter(level, ends).write();
      bodies.unshift(body);
      const read = new Set(body.inputs.map(({ port }) => port));
      asked = new Set(outputs.flatMap(({ name }, rank) => (read.has(inputs.at(rank)?.name ?? '') ? [name] : [])));
    }
    return bodies;
  }

  /** The arguments of `forward`: what the steps read of the inputs. */
  private takeInputs(steps: readonly Step[]): Body['inputs'] {
    const { nodes, space, module } = this.level;
    const isRead = (id: string): boolean => this.reads.has(keyOf({ node: id, port: 'out' }));
    const drawn = nodes.filter(({ id, type }) => (type === 'ModuleInput' || type === 'Input') && isRead(id));
    const fieldOf = ({ id }: ProjectNode): string => (module === undefined ? String(space.nodes.get(id)?.parameters.field) : id);
    const fields = [...new Set(drawn.map(fieldOf))];
    return fields.map((field) => {
      const own = drawn.filter((node) => fieldOf(node) === field);
      const label = module === undefined ? field : (own[0].name ?? field);
      const wanted = fields.length === 1 ? 'x' : variableName(label, 'input');
      const code = wanted === 'x' && !this.variables.has('x') ? 'x' : this.locals.unique(wanted);
      const type = this.typeOf(own[0].id, 0) ?? this.readerType(steps, own[0].id);
      const left = own.reduce((sum, { id }) => sum + (this.reads.get(keyOf({ node: id, port: 'out' })) ?? 0), 0);
      const variable = { code, left };
      this.variables.set(code, variable);
      for (const { id } of own) this.values.set(keyOf({ node: id, port: 'out' }), { variable, type });
      return { port: field, code, shape: shapeText(type) };
    });
  }

  /** What a layer that reads a module's input finds there. */
  private readerType(steps: readonly Step[], input: string): TensorType | undefined {
    const { space, instance, module, repetition = 0 } = this.level;
    for (const { kind, node } of steps) {
      if (kind !== 'layer') continue;
      const state = space.layers.get(this.at(node.id));
      const wires = space.incoming.get(this.at(node.id)) ?? [];
      const optional = new Set(
        space.nodes.get(this.at(node.id))?.layer.inputs.flatMap(({ name, optional }) => (optional === true ? [name] : [])),
      );
      const required = wires.filter(({ to }) => !optional.has(to.port));
      for (const [rank, reader] of this.wiring.readers(node.id).entries()) {
        if (reader.from.node !== input) continue;
        if (optional.has(reader.port)) return state?.optional?.[reader.port];
        if (rank < required.length) return state?.inputs[rank];
      }
    }
    if (instance === undefined || module === undefined || repetition > 0) return undefined;
    const rank = portsOf(module).inputs.findIndex(({ name }) => name === input);
    const end = instance.inputs.at(rank);
    const port = end && space.nodes.get(end.node)?.outputs.findIndex(({ name }) => name === end.port);
    return end === undefined || port === undefined || port < 0 ? undefined : space.layers.get(end.node)?.outputs[port];
  }

  private layer({ node, readers }: Step): void {
    const { space } = this.level;
    const id = this.at(node.id);
    const resolved = space.nodes.get(id);
    const state = space.layers.get(id);
    invariant(resolved !== undefined && state !== undefined, `${id} is a layer`);
    const write = torchLayers[resolved.layer.type];
    if (write === undefined) throw noPytorch(id, `${resolved.layer.type} has no PyTorch code.`);
    const optionalPorts = new Set(resolved.layer.inputs.flatMap(({ name, optional }) => (optional === true ? [name] : [])));
    const read = readers.map(({ port, from }) => ({ port, code: this.read(from) }));
    const inputs = read
      .filter(({ port }) => !optionalPorts.has(port))
      .map(({ code }, rank): TorchValue => ({ code, type: state.inputs[rank] }));
    const optional = read.flatMap(({ port, code }) => {
      const type = optionalPorts.has(port) ? state.optional?.[port] : undefined;
      return type === undefined ? [] : [[port, { code, type }] as const];
    });
    const name = node.name ?? node.id;
    const sourced = new Set<string>();
    const members: string[] = [];
    let base: string | undefined;
    const nameOf = (part: string | undefined): string => {
      base ??= this.memberNames.unique(snakeCase(name, node.type.toLowerCase()));
      if (part === undefined && !members.includes(base)) return base;
      return this.memberNames.unique(`${base}_${part ?? 'part'}`);
    };
    const value = (parameter: string): unknown => resolved.parameters[parameter];
    const context: TorchContext = {
      nodeId: id,
      type: resolved.layer.type,
      inputs,
      optional: Object.fromEntries(optional),
      outputs: state.outputs,
      weights: state.weights,
      ...(resolved.drawn !== undefined && { cell: this.cell(id, name) }),
      int: (parameter) => checked(value(parameter), 'number', parameter),
      number: (parameter) => checked(value(parameter), 'number', parameter),
      flag: (parameter) => checked(value(parameter), 'boolean', parameter),
      choice: (parameter) => checked(value(parameter), 'string', parameter),
      list(parameter) {
        const found = value(parameter);
        invariant(Array.isArray(found), `${parameter} is a list`);
        return found.map(Number);
      },
      value,
      has: (weight) => state.weights.some((own) => own.name === weight),
      member: (code, entries = {}, part) => {
        const member = nameOf(part);
        members.push(member);
        this.members.push({ name: member, code });
        this.entries.push(...this.entriesOf(id, member, entries, sourced));
        return `self.${member}`;
      },
      use: (helper) => {
        this.helpers.add(helper);
        return helper.name;
      },
      line: (code, comment) => this.lines.push({ code, ...(comment !== undefined && { comment }) }),
      local: (wanted) => this.locals.unique(variableName(wanted)),
      refuse: (message) => {
        throw noPytorch(id, message);
      },
    };
    const result = write(context);
    const missing = resolved.drawn === undefined ? state.weights.find((weight) => !sourced.has(weight.name)) : undefined;
    invariant(missing === undefined, `${id} fills an entry with ${missing?.name}`);
    this.written.push({ nodeId: id, members });
    this.assign(
      node,
      resolved.outputs.map(({ name: port }) => port),
      result,
      state.outputs,
    );
  }

  private entriesOf(id: string, member: string, entries: TorchEntries, sourced: Set<string>): readonly Entry[] {
    const { space } = this.level;
    const weights = space.layers.get(id)?.weights ?? [];
    const isRunning = (names: readonly string[]): { isRunning?: true } =>
      names.some((name) => weights.some((own) => own.name === name && own.trainable)) ? {} : { isRunning: true };
    const nameIn = (name: string): string => {
      const weight = weights.find((own) => own.name === name);
      invariant(weight !== undefined, `${id} has a weight ${name}`);
      sourced.add(name);
      return space.weight(id, weight);
    };
    return Object.entries(entries).map(([entry, source]) => {
      const path = entry === '' ? member : `${member}.${entry}`;
      if (typeof source === 'string') return { path, from: [nameIn(source)], ...isRunning([source]) };
      return { path, from: source.from.map(nameIn), by: source.by, ...isRunning(source.from) };
    });
  }

  /** The class of a scan's step, and its object. */
  private cell(id: string, name: string): TorchCell {
    const { space, ports, module } = cellSpace(this.level.space, id);
    const node = this.level.space.nodes.get(id)?.node;
    const drawn = withValues(module, node?.parameters ?? {});
    const ends = ports.outputs.map((port) => port.name);
    const body = new ClassWriter({ space, prefix: '', ...drawn, module }, ends).write();
    const member = this.memberNames.unique(snakeCase(name, 'cell'));
    this.members.push({ name: member, bodies: [body], isList: false });
    const types = [...space.layers].flatMap(([port, { outputs }]) => (outputs.length > 0 ? [[port, outputs[0]] as const] : []));
    return { ports, member: `self.${member}`, inputs: body.inputs.map(({ port }) => port), outputs: ends, types: new Map(types) };
  }

  private instance(step: Step): void {
    invariant(step.kind === 'instance', 'an instance of a module');
    const { node, readers, bodies, instance } = step;
    const [first] = bodies;
    const isList = bodies.length > 1;
    const member = this.memberNames.unique(snakeCase(node.name ?? node.id, 'block'));
    this.members.push({ name: member, bodies, isList });
    this.written.push({ nodeId: this.at(node.id), members: [member] });
    const given = new Map(readers.map(({ port, from }) => [port, this.read(from)]));
    const codes = first.inputs.map(({ port }) => given.get(port)).join(', ');
    const types = bodies[bodies.length - 1].outputs.map((port) => this.outputType(instance, port));
    if (!isList) return this.assign(node, first.outputs, { tuple: `self.${member}(${codes})` }, types);
    this.repeated(step, member, given, types);
  }

  /** What leaves one repetition enters the next. */
  private repeated(
    step: Step & { readonly kind: 'instance' },
    member: string,
    given: ReadonlyMap<string, string>,
    types: readonly (TensorType | undefined)[],
  ): void {
    const { node, bodies, instance } = step;
    const { inputs, outputs } = portsOf(instance.module);
    const rankOf = (port: string): number => outputs.findIndex(({ name }) => name === port);
    const now = new Map(given);
    const alike = bodies.every((body) => sameList(body.outputs, bodies[0].outputs) && sameList(portNames(body), portNames(bodies[0])));
    const carried = bodies[bodies.length - 1].outputs;
    const constants = inputs.slice(outputs.length).flatMap(({ name }) => given.get(name) ?? []);
    const held = alike ? constants.flatMap((code) => this.variables.get(code) ?? []) : [];
    for (const variable of held) variable.left += 1;
    const targets = this.targets(node, carried);
    for (const variable of held) variable.left -= 1;
    const call = (callee: string, body: Body): string => `${callee}(${body.inputs.map(({ port }) => now.get(port)).join(', ')})`;
    if (alike) {
      const starts = carried.map((port) => now.get(inputs[rankOf(port)].name));
      const into = carried.map((_, k) => targets[k].code);
      const open = into.flatMap((code, k) => (starts[k] === undefined || starts[k] === code ? [] : [[code, starts[k]] as const]));
      if (open.length > 0)
        this.lines.push({ code: `${open.map(([code]) => code).join(', ')} = ${open.map(([, start]) => start).join(', ')}` });
      for (const [k, port] of carried.entries()) if (now.has(inputs[rankOf(port)].name)) now.set(inputs[rankOf(port)].name, into[k]);
      const each = this.locals.unique(variableName(instance.module.name, 'block'));
      this.lines.push({ code: `for ${each} in self.${member}:` });
      this.lines.push({ code: `    ${into.join(', ')} = ${call(each, bodies[0])}`, comment: shapesText(types) });
      return;
    }
    for (const [k, body] of bodies.entries()) {
      const isLast = k === bodies.length - 1;
      const into = isLast
        ? targets.map(({ code }) => code)
        : body.outputs.map((port) => this.locals.unique(variableName(`${node.name ?? node.id} ${k + 1} ${port}`)));
      this.lines.push({
        code: `${into.join(', ')} = ${call(`self.${member}[${k}]`, body)}`,
        ...(isLast && { comment: shapesText(types) }),
      });
      for (const [rank, port] of body.outputs.entries()) now.set(inputs[rankOf(port)].name, into[rank]);
    }
  }

  /** Writes the line that gives the values that are read of a node. */
  private assign(node: ProjectNode, ports: readonly string[], result: TorchResult, types: readonly (TensorType | undefined)[]): void {
    const expressions = typeof result === 'string' ? [result] : 'tuple' in result ? undefined : result;
    if (expressions !== undefined && expressions.length === 1) {
      const known = this.variables.get(expressions[0]);
      const left = this.reads.get(keyOf({ node: node.id, port: ports[0] })) ?? 0;
      if (known !== undefined) {
        known.left += left;
        this.values.set(keyOf({ node: node.id, port: ports[0] }), { variable: known, type: types[0] });
        return;
      }
    }
    const read = ports.map((port) => this.reads.has(keyOf({ node: node.id, port })));
    const kept = expressions === undefined ? ports : ports.filter((_, k) => read[k]);
    const targets = this.targets(
      node,
      kept,
      types.filter((_, k) => expressions === undefined || read[k]),
    );
    const value = expressions === undefined ? (result as { tuple: string }).tuple : expressions.filter((_, k) => read[k]).join(', ');
    const comment = shapesText(types.filter((_, k) => read[k]));
    this.lines.push({ code: `${targets.map(({ code }) => code).join(', ')} = ${value}`, comment });
  }

  /** Variables for what a node gives: `x` where nothing needs its former value, else one named after the node. */
  private targets(node: ProjectNode, ports: readonly string[], types: readonly (TensorType | undefined)[] = []): readonly Variable[] {
    const several = ports.length > 1;
    return ports.map((port, k) => {
      const key = keyOf({ node: node.id, port });
      const left = this.reads.get(key) ?? 0;
      if (left === 0) return { code: '_', left };
      const free = (this.variables.get('x')?.left ?? 0) === 0;
      const own = snakeCase(node.name ?? node.id, node.type.toLowerCase());
      const variable = { code: free ? 'x' : this.locals.unique(variableName(several ? `${own} ${port}` : own)), left };
      this.variables.set(variable.code, variable);
      this.values.set(key, { variable, type: types[k] });
      return variable;
    });
  }

  /** Reads a value: the name of its variable. */
  private read(from: PortReference): string {
    const value = this.values.get(keyOf(from));
    invariant(value !== undefined, `${this.at(from.node)}.${from.port} is computed before it is read`);
    value.variable.left -= 1;
    return value.variable.code;
  }

  private outputType({ module, outputs }: Instance, port: string): TensorType | undefined {
    const end = outputs.at(portsOf(module).outputs.findIndex(({ name }) => name === port));
    const { nodes, layers } = this.level.space;
    const rank = end && nodes.get(end.node)?.outputs.findIndex(({ name }) => name === end.port);
    return end === undefined || rank === undefined || rank < 0 ? undefined : layers.get(end.node)?.outputs[rank];
  }

  private typeOf(id: string, rank: number): TensorType | undefined {
    return this.level.space.layers.get(this.at(id))?.outputs.at(rank);
  }

  /** The id of one of the level's nodes in the space. */
  private at(id: string): string {
    return `${this.level.prefix}${id}`;
  }

  private exposed(): ReadonlyMap<string, string> {
    const { module, instance, space } = this.level;
    if (module === undefined || instance === undefined) return new Map();
    const fields = exposedFields(module, modulesOf(space.project));
    return new Map(
      Object.entries(fields).map(([name, field]) => {
        const given = field.schema.safeParse(instance.node.parameters[name]);
        const value = given.success && instance.node.parameters[name] !== undefined ? given.data : field.default;
        return [name, Array.isArray(value) ? literal(value.map(Number)) : literal(value as number | boolean | string)];
      }),
    );
  }

  private doc(): readonly string[] {
    const { module, space } = this.level;
    const [name, description] =
      module === undefined ? [space.project.name, space.project.description] : [module.name, module.description ?? ''];
    return [name, ...(description.trim() === '' ? [] : ['', ...description.trim().split('\n')])];
  }
}

const portNames = ({ inputs }: Body): readonly string[] => inputs.map(({ port }) => port);

const sameList = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && a.every((item, k) => item === b[k]);

function shapeText(type: TensorType | undefined): string {
  return type === undefined ? '' : `[${type.shape.join(', ')}]${type.dtype === 'float32' ? '' : ` ${type.dtype}`}`;
}

function shapesText(types: readonly (TensorType | undefined)[]): string {
  return types
    .map(shapeText)
    .filter((text) => text !== '')
    .join(', ');
}

function checked<K extends 'number' | 'boolean' | 'string'>(
  value: unknown,
  kind: K,
  name: string,
): K extends 'number' ? number : K extends 'boolean' ? boolean : string {
  invariant(typeof value === kind, `${name} is a ${kind}`);
  return value as never;
}
