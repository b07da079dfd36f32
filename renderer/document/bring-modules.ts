import { isInstance, moduleIdOf } from '../../engine/modules/instance-layer.ts';
import type { Project, ProjectModule, ProjectNode } from '../../engine/project/schema.ts';
import { freeModuleId, freeModuleName, withParts } from './module-edits.ts';

/** A project to which modules were brought, and the ids that they have there, by those that they had. */
export interface Brought {
  readonly project: Project;
  readonly ids: ReadonlyMap<string, string>;
}

/** The modules that nodes stand for, with those that stand in them: what another project needs to use the nodes. */
export function modulesFor(project: Project, nodes: readonly ProjectNode[]): readonly ProjectModule[] {
  const found = nodes.filter(isInstance).flatMap((node) => withParts(project, moduleIdOf(node)));
  return [...new Set(found)];
}

/** Modules of another project in this one: those that it has just so are used, others of the same id get a new one. */
export function bringModules(project: Project, modules: readonly ProjectModule[]): Brought {
  const known = new Map((project.modules ?? []).map((module) => [module.id, JSON.stringify(module)]));
  const added = modules.filter((module) => known.get(module.id) !== JSON.stringify(module));
  const changed = withUsers(modules, new Set(added.filter(({ id }) => known.has(id)).map(({ id }) => id)));
  const lacking = modules.filter(({ id }) => !known.has(id) || changed.has(id));
  const ids = new Map<string, string>();
  let next = project;
  for (const module of lacking) {
    const [id, name] = [freeModuleId(next, module.id), freeModuleName(next, module.name)];
    ids.set(module.id, id);
    next = { ...next, modules: [...(next.modules ?? []), { ...module, id, name }] };
  }
  const brought = new Set(ids.values());
  if (brought.size === 0) return { project, ids };
  const renamed = (next.modules ?? []).map((module) =>
    brought.has(module.id) ? { ...module, nodes: module.nodes.map((node) => referred(node, ids)) } : module,
  );
  return { project: { ...next, modules: renamed }, ids };
}

/** The node with the id that its module has now. */
export function referred<T extends Pick<ProjectNode, 'type' | 'parameters'>>(node: T, ids: ReadonlyMap<string, string>): T {
  const id = isInstance(node) ? ids.get(moduleIdOf(node)) : undefined;
  return id === undefined ? node : { ...node, parameters: { ...node.parameters, module: id } };
}

/** The ids with those of the modules in which they stand. */
function withUsers(modules: readonly ProjectModule[], ids: ReadonlySet<string>): ReadonlySet<string> {
  const found = new Set(ids);
  for (let before = -1; before < found.size; ) {
    before = found.size;
    for (const { id, nodes } of modules) if (nodes.some((node) => isInstance(node) && found.has(moduleIdOf(node)))) found.add(id);
  }
  return found;
}
