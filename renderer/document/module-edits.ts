import { isInstance, moduleIdOf, moduleOf, modulesOf, portsOf, scanPortsOf } from '../../engine/modules/instance-layer.ts';
import { wouldContainItself } from '../../engine/modules/self-containing.ts';
import type { ExposedParameter, Project, ProjectModule, ProjectNode } from '../../engine/project/schema.ts';
import { listOf } from '../language/lists.ts';
import { t } from '../language/text.ts';
import { collapsed } from './collapse.ts';
import { findNode, nameOf } from './document.ts';
import { type EditDefinitions, withNodes } from './edit-definition.ts';
import { withPortMoved, withPortName, withState } from './module-ports.ts';
import { freeCopyId, freeNodeId, takenIds } from './naming.ts';
import { unpacked } from './unpack.ts';

/** Edits of modules and of the nodes that stand for them. */
export type ModuleEdit =
  | { readonly type: 'collapse'; readonly nodes: readonly string[]; readonly name?: string }
  | { readonly type: 'unpack'; readonly node: string }
  /** Gives a node a module of its own: a copy, which no other place follows. */
  | { readonly type: 'detach'; readonly node: string }
  | { readonly type: 'rename-module'; readonly module: string; readonly name: string }
  | { readonly type: 'expose'; readonly module: string; readonly node: string; readonly parameter: string; readonly exposed: boolean }
  /** Another name for a port, by its node's id. */
  | { readonly type: 'rename-port'; readonly module: string; readonly port: string; readonly name: string }
  | { readonly type: 'move-port'; readonly module: string; readonly port: string; readonly by: 1 | -1 }
  /** Which output an input goes on as from step to step of a scan. */
  | { readonly type: 'pair-state'; readonly module: string; readonly input: string; readonly output: string | undefined }
  /** Reads a sequence step by step with the module that a node stands for. */
  | { readonly type: 'scan-module'; readonly node: string }
  | { readonly type: 'remove-module'; readonly module: string }
  | { readonly type: 'remove-unused-modules' };

export const moduleEdits: EditDefinitions<ModuleEdit> = {
  collapse: {
    label: ({ nodes }) => ({ text: 'Make a module of {count, plural, one {a layer} other {# layers}}', values: { count: nodes.length } }),
    apply: (document, { nodes, name }) => collapsed(document.project, nodes, name),
  },
  unpack: {
    label: ({ node }, project) => ({ text: 'Unpack {node}', values: { node: nameOf(project, node) } }),
    apply: (document, { node }) => unpacked(document.project, node),
  },
  detach: {
    label: ({ node }, project) => ({ text: 'Detach {node}', values: { node: nameOf(project, node) } }),
    apply: (document, { node: id }) => {
      const { project } = document;
      const node = findNode(project, id);
      const module = node && moduleOf(node, modulesOf(project));
      if (node === undefined || module === undefined) return { refused: t('There is no module to detach.') };
      const copy = { ...module, id: freeModuleId(project, module.id), name: freeModuleName(project, module.name) };
      const changed = withNodes(document, (other) =>
        other.id === id ? { ...other, parameters: { ...other.parameters, module: copy.id } } : other,
      );
      return { ...changed, project: { ...changed.project, modules: [...(project.modules ?? []), copy] } };
    },
  },
  'rename-module': {
    label: ({ name }) => ({ text: 'Rename a module to {name}', values: { name } }),
    mergeKey: ({ module }) => `module-name:${module}`,
    apply: (document, { module: id, name }) => {
      if (name.trim() === '') return { refused: t('A module has a name.') };
      return withModule(document, id, (module) => ({ ...module, name }));
    },
  },
  'rename-port': {
    label: ({ name }) => ({ text: 'Rename a port to {name}', values: { name } }),
    mergeKey: ({ module, port }) => `port-name:${module}:${port}`,
    apply: (document, { module: id, port, name }) => {
      const module = modulesOf(document.project).get(id);
      const renamed = module && withPortName(module, port, name);
      if (renamed === undefined) return { refused: t('The module is no longer there.') };
      return 'refused' in renamed ? renamed : withModule(document, id, () => renamed);
    },
  },
  'move-port': {
    label: ({ port }) => ({ text: 'Move port {port}', values: { port } }),
    apply: (document, { module: id, port, by }) => withModule(document, id, (module) => withPortMoved(module, port, by)),
  },
  'pair-state': {
    label: ({ input }) => ({ text: 'Set how {port} goes on', values: { port: input } }),
    apply: (document, { module: id, input, output }) => withModule(document, id, (module) => withState(module, input, output)),
  },
  expose: {
    label: ({ node, parameter, exposed }) => ({
      text: exposed ? 'Expose {parameter} of {node}' : 'Hide {parameter} of {node}',
      values: { parameter, node },
    }),
    apply: (document, { module: id, node, parameter, exposed }) =>
      withModule(document, id, (module) => (exposed ? withExposed(module, node, parameter) : withoutExposed(module, node, parameter))),
  },
  'scan-module': {
    label: ({ node }, project) => ({ text: 'Scan {node} over a sequence', values: { node: nameOf(project, node) } }),
    changes: ({ node }) => ({ nodes: [node] }),
    apply: (document, { node: id }) => {
      const node = findNode(document.project, id);
      const module = node && moduleOf(node, modulesOf(document.project));
      if (node?.type !== 'Module' || module === undefined) return { refused: t('There is no module to scan.') };
      if (scanPortsOf(module).sequences.length === 0)
        return { refused: t('{node} has no input that could be read step by step.', { node: nameOf(document.project, id) }) };
      const { repeat: _, weights: __, ...parameters } = node.parameters;
      const name = node.name === module.name ? `Scan ${module.name}` : node.name;
      return withNodes(document, (other) => (other.id === id ? { ...other, type: 'Scan', version: 1, name, parameters } : other));
    },
  },
  'remove-unused-modules': {
    label: () => 'Delete unused modules',
    apply: (document) => {
      const { project } = document;
      const unused = new Set(unusedModules(project).map(({ id }) => id));
      if (unused.size === 0) return { refused: t('Every module is used.') };
      return { ...document, project: { ...project, modules: (project.modules ?? []).filter(({ id }) => !unused.has(id)) } };
    },
  },
  'remove-module': {
    label: () => 'Delete a module',
    apply: (document, { module }) => {
      const { project } = document;
      const users = usersOf(project, module);
      if (users > 0)
        return {
          refused: t('The module is used in {count, plural, one {# place} other {# places}}. Delete or unpack these first.', {
            count: users,
          }),
        };
      return { ...document, project: { ...project, modules: (project.modules ?? []).filter(({ id }) => id !== module) } };
    },
  },
};

/** A free id for a new node; a port's is short, since it is its name until it gets another. */
export function idFor(project: Project, { layer }: { readonly layer: string }): string {
  const short = { ModuleInput: 'x', ModuleOutput: 'y' }[layer];
  return short === undefined ? freeNodeId(takenIds(project), layer) : freeCopyId(takenIds(project), short);
}

/** A node that stands for a module, called as that is. */
export function namedByModule(project: Project, node: ProjectNode): ProjectNode {
  const module = moduleOf(node, modulesOf(project));
  return module === undefined ? node : { ...node, name: node.type === 'Scan' ? `Scan ${module.name}` : module.name };
}

/** How many nodes stand for a module, in the network and in modules. */
export function usersOf(project: Project, module: string): number {
  const drawings = [project.nodes, ...(project.modules ?? []).map(({ nodes }) => nodes)];
  return drawings.flat().filter((node) => isInstance(node) && moduleIdOf(node) === module).length;
}

/** The modules that the network doesn't need: nothing in it stands for them, not in modules either. */
export function unusedModules(project: Project): readonly ProjectModule[] {
  const used = new Set(project.nodes.filter(isInstance).flatMap((node) => withParts(project, moduleIdOf(node)).map(({ id }) => id)));
  return (project.modules ?? []).filter(({ id }) => !used.has(id));
}

/** Why a module can't be put into the drawing of another; undefined where it can. */
export function containmentProblem(project: Project, drawing: string | undefined, module: string): string | undefined {
  if (drawing === undefined || (drawing !== module && !wouldContainItself(modulesOf(project), drawing, module))) return undefined;
  return t('A module can’t contain itself.');
}

type Document = Parameters<typeof withNodes>[0];

function withModule(document: Document, id: string, change: (module: ProjectModule) => ProjectModule): Document {
  const { modules = [] } = document.project;
  return { ...document, project: { ...document.project, modules: modules.map((module) => (module.id === id ? change(module) : module)) } };
}

/** A free id for a copy of a module. */
export function freeModuleId(project: Pick<Project, 'modules'>, id: string): string {
  return freeCopyId(new Set((project.modules ?? []).map((module) => module.id)), id);
}

/** A free name for a copy of a module: `Block 2`. */
export function freeModuleName(project: Pick<Project, 'modules'>, name: string): string {
  const taken = new Set((project.modules ?? []).map((module) => module.name));
  const stem = name.replace(/ \d+$/, '');
  let free = name;
  for (let number = 2; taken.has(free); number += 1) free = `${stem} ${number}`;
  return free;
}

/** Whether a parameter of a node is set by the places where the module is used. */
export function isExposed(module: ProjectModule, node: string, parameter: string): boolean {
  return (module.parameters ?? []).some(({ targets }) => targets.some((target) => target.node === node && target.parameter === parameter));
}

function withExposed(module: ProjectModule, node: string, parameter: string): ProjectModule {
  if (isExposed(module, node, parameter)) return module;
  const parameters = module.parameters ?? [];
  const taken = new Set([...parameters.map(({ name }) => name), ...reservedNames]);
  const known = module.nodes.find(({ id }) => id === node);
  const several = parameters.some(({ targets }) => targets[0]?.parameter === parameter);
  const label = known?.name ?? node;
  const exposed: ExposedParameter = {
    name: freeCopyId(taken, parameter),
    ...(several && { label: `${label}: ${parameter}` }),
    targets: [{ node, parameter }],
  };
  return { ...module, parameters: [...parameters, exposed] };
}

const reservedNames = ['module', 'weights', 'repeat', 'direction', 'truncate'];

function withoutExposed(module: ProjectModule, node: string, parameter: string): ProjectModule {
  const parameters = (module.parameters ?? []).flatMap((exposed) => {
    const targets = exposed.targets.filter((target) => target.node !== node || target.parameter !== parameter);
    return targets.length === 0 ? [] : [{ ...exposed, targets }];
  });
  return { ...module, parameters };
}

/** A module with all modules that stand in it, itself first: what another project needs to use it. */
export function withParts(project: Project, id: string): readonly ProjectModule[] {
  const modules = modulesOf(project);
  const found = new Map<string, ProjectModule>();
  const open = [id];
  for (let next = open.shift(); next !== undefined; next = open.shift()) {
    const module = modules.get(next);
    if (module === undefined || found.has(next)) continue;
    found.set(next, module);
    open.push(...module.nodes.filter(isInstance).map(moduleIdOf));
  }
  return [...found.values()];
}

/** The ports of a module as a sentence: “x, mask → y”. */
export function portsText(module: ProjectModule): string {
  const { inputs, outputs } = portsOf(module);
  const listed = (ports: readonly { readonly label: string }[]): string => listOf(ports.map(({ label }) => label)) || t('nothing');
  return `${listed(inputs)} → ${listed(outputs)}`;
}
