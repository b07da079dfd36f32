import { invariant } from '../graph/errors.ts';
import type { TensorType } from '../graph/types.ts';
import { withValues } from '../modules/flatten.ts';
import { exposedFields, modulesOf, portsOf } from '../modules/instance-layer.ts';
import type { Instance } from '../modules/flatten.ts';
import type { ProjectModule, ProjectNode } from '../project/schema.ts';
import type { Body, Entry, Line, Member } from './body.ts';
import type { TorchCell, TorchContext, TorchEntries, TorchHelper, TorchResult, TorchValue } from './definition.ts';
import { idIn, type Level, LevelWiring, noPytorch } from './level.ts';
import { inputType, outputType, shapesText, shapeText } from './level-types.ts';
import { readValues } from './parameter-values.ts';
import { type InstanceStep, type LayerStep, type Plan, planOf } from './plan.ts';
import { literal, moduleNames, Names, pascalCase, snakeCase, variableName } from './python.ts';
import { torchLayers } from './registry.ts';
import { cellSpace, type Space } from './space.ts';
import { Variables } from './variables.ts';

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
  private readonly helpers = new Set<TorchHelper>();
  /** Names of helpers, which no variable may have. */
  private readonly reserved: readonly string[];
  private readonly plan: Plan;
  private readonly variables: Variables;

  constructor(level: Level, ends: readonly string[], reserved: readonly string[] = []) {
    this.level = level;
    this.wiring = new LevelWiring(level);
    this.ends = ends;
    this.reserved = reserved;
    this.plan = planOf(level, this.wiring, ends, (instance, ports) => this.bodiesOf(instance, ports));
    this.variables = new Variables(this.plan.reads, reserved);
  }

  write(): Body {
    const inputs = this.takeInputs();
    for (const step of this.plan.steps)
      if (step.kind === 'layer') this.layer(step);
      else this.instance(step);
    const hidden = this.variables.among([...this.helpers].map(({ name }) => name));
    if (hidden.some((name) => !this.reserved.includes(name)))
      return new ClassWriter(this.level, this.ends, [...this.reserved, ...hidden]).write();
    const results = this.ends.map((end) => this.variables.read(this.wiring.readers(end)[0].from));
    const { module, prefix, space } = this.level;
    return {
      drawing: module?.id ?? '',
      place: `${space.place}${prefix}`,
      className: pascalCase(module?.name ?? space.project.name),
      doc: this.doc(),
      inputs,
      outputs: this.ends,
      members: this.members,
      lines: this.lines,
      result: results.join(', '),
      entries: this.entries,
      helpers: this.helpers,
      values: this.exposed(),
    };
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
  private takeInputs(): Body['inputs'] {
    const { nodes, space, module } = this.level;
    const isRead = (id: string): boolean => this.variables.readsOf({ node: id, port: 'out' }) > 0;
    const drawn = nodes.filter(({ id, type }) => (type === 'ModuleInput' || type === 'Input') && isRead(id));
    const fieldOf = ({ id }: ProjectNode): string => (module === undefined ? String(space.nodes.get(id)?.parameters.field) : id);
    const fields = [...new Set(drawn.map(fieldOf))];
    return fields.map((field) => {
      const own = drawn.filter((node) => fieldOf(node) === field);
      const ids = own.map(({ id }) => id);
      const label = module === undefined ? field : (own[0].name ?? field);
      const code = this.variables.argument(fields.length === 1 ? 'x' : variableName(label, 'input'), ids);
      return { port: field, nodes: ids, code, shape: shapeText(inputType(this.level, this.wiring, this.plan.steps, ids[0])) };
    });
  }

  private layer({ node, readers }: LayerStep): void {
    const { space } = this.level;
    const id = idIn(this.level, node.id);
    const resolved = space.nodes.get(id);
    const state = space.layers.get(id);
    invariant(resolved !== undefined && state !== undefined, `${id} is a layer`);
    const write = torchLayers[resolved.layer.type];
    if (write === undefined) throw noPytorch(id, `${resolved.layer.type} has no PyTorch code.`);
    const optionalPorts = new Set(resolved.layer.inputs.flatMap(({ name, optional }) => (optional === true ? [name] : [])));
    const read = readers.map(({ port, from }) => ({ port, code: this.variables.read(from) }));
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
    const context: TorchContext = {
      nodeId: id,
      type: resolved.layer.type,
      inputs,
      optional: Object.fromEntries(optional),
      outputs: state.outputs,
      weights: state.weights,
      ...(resolved.drawn !== undefined && { cell: this.cell(node, id) }),
      ...readValues(resolved.parameters),
      has: (weight) => state.weights.some((own) => own.name === weight),
      member: (code, entries = {}, part) => {
        const member = nameOf(part);
        members.push(member);
        this.members.push({ node: node.id, name: member, code });
        this.entries.push(...this.entriesOf(id, member, entries, sourced));
        return `self.${member}`;
      },
      use: (helper) => {
        this.helpers.add(helper);
        return helper.name;
      },
      line: (code, comment) => this.lines.push({ node: node.id, code, ...(comment !== undefined && { comment }) }),
      local: (wanted) => this.variables.unique(variableName(wanted)),
      refuse: (message) => {
        throw noPytorch(id, message);
      },
    };
    const result = write(context);
    const missing = resolved.drawn === undefined ? state.weights.find((weight) => !sourced.has(weight.name)) : undefined;
    invariant(missing === undefined, `${id} fills an entry with ${missing?.name}`);
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
  private cell(drawnNode: ProjectNode, id: string): TorchCell {
    const { space, ports, module } = cellSpace(this.level.space, id);
    const node = this.level.space.nodes.get(id)?.node;
    const drawn = withValues(module, node?.parameters ?? {});
    const ends = ports.outputs.map((port) => port.name);
    const body = new ClassWriter({ space, prefix: '', ...drawn, module }, ends).write();
    const member = this.memberNames.unique(snakeCase(drawnNode.name ?? drawnNode.id, 'cell'));
    this.members.push({ node: drawnNode.id, name: member, bodies: [body], isList: false });
    const types = [...space.layers].flatMap(([port, { outputs }]) => (outputs.length > 0 ? [[port, outputs[0]] as const] : []));
    return { ports, member: `self.${member}`, inputs: body.inputs.map(({ port }) => port), outputs: ends, types: new Map(types) };
  }

  private instance(step: InstanceStep): void {
    const { node, readers, bodies, instance } = step;
    const [first] = bodies;
    const isList = bodies.length > 1;
    const member = this.memberNames.unique(snakeCase(node.name ?? node.id, 'block'));
    this.members.push({ node: node.id, name: member, bodies, isList });
    const given = new Map(readers.map(({ port, from }) => [port, this.variables.read(from)]));
    const codes = first.inputs.map(({ port }) => given.get(port)).join(', ');
    const types = bodies[bodies.length - 1].outputs.map((port) => outputType(this.level.space, instance, port));
    if (!isList) return this.assign(node, first.outputs, { tuple: `self.${member}(${codes})` }, types);
    this.repeated(step, member, given, types);
  }

  /** What leaves one repetition enters the next. */
  private repeated(
    step: InstanceStep,
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
    const held = alike ? constants.flatMap((code) => this.variables.byCode(code) ?? []) : [];
    for (const variable of held) variable.left += 1;
    const targets = this.variables.targets(node, carried);
    for (const variable of held) variable.left -= 1;
    const call = (callee: string, body: Body): string => `${callee}(${body.inputs.map(({ port }) => now.get(port)).join(', ')})`;
    if (alike) {
      const starts = carried.map((port) => now.get(inputs[rankOf(port)].name));
      const into = carried.map((_, k) => targets[k].code);
      const open = into.flatMap((code, k) => (starts[k] === undefined || starts[k] === code ? [] : [[code, starts[k]] as const]));
      if (open.length > 0)
        this.lines.push({ node: node.id, code: `${open.map(([code]) => code).join(', ')} = ${open.map(([, start]) => start).join(', ')}` });
      for (const [k, port] of carried.entries()) if (now.has(inputs[rankOf(port)].name)) now.set(inputs[rankOf(port)].name, into[k]);
      const each = this.variables.unique(variableName(instance.module.name, 'block'));
      this.lines.push({ node: node.id, code: `for ${each} in self.${member}:` });
      this.lines.push({ node: node.id, code: `    ${into.join(', ')} = ${call(each, bodies[0])}`, comment: shapesText(types) });
      return;
    }
    for (const [k, body] of bodies.entries()) {
      const isLast = k === bodies.length - 1;
      const into = isLast
        ? targets.map(({ code }) => code)
        : body.outputs.map((port) => this.variables.unique(variableName(`${node.name ?? node.id} ${k + 1} ${port}`)));
      this.lines.push({
        node: node.id,
        code: `${into.join(', ')} = ${call(`self.${member}[${k}]`, body)}`,
        ...(isLast && { comment: shapesText(types) }),
      });
      for (const [rank, port] of body.outputs.entries()) now.set(inputs[rankOf(port)].name, into[rank]);
    }
  }

  /** Writes the line that gives the values that are read of a node. */
  private assign(node: ProjectNode, ports: readonly string[], result: TorchResult, types: readonly (TensorType | undefined)[]): void {
    const expressions = typeof result === 'string' ? [result] : 'tuple' in result ? undefined : result;
    const known = expressions?.length === 1 ? this.variables.byCode(expressions[0]) : undefined;
    if (known !== undefined) return this.variables.alias(known, { node: node.id, port: ports[0] });
    const read = ports.map((port) => this.variables.readsOf({ node: node.id, port }) > 0);
    const kept = expressions === undefined ? ports : ports.filter((_, k) => read[k]);
    const targets = this.variables.targets(node, kept);
    const value = expressions === undefined ? (result as { tuple: string }).tuple : expressions.filter((_, k) => read[k]).join(', ');
    const comment = shapesText(types.filter((_, k) => read[k]));
    this.lines.push({ node: node.id, code: `${targets.map(({ code }) => code).join(', ')} = ${value}`, comment });
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
