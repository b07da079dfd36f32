import type { Project } from '../../engine/project/schema.ts';

/** The project with a module's drawing in place of its own: what the canvas shows and edits where the module is open. `undefined` where there is none. */
export function moduleDrawing(project: Project, id: string): Project | undefined {
  const module = project.modules?.find((candidate) => candidate.id === id);
  if (module === undefined) return undefined;
  const { comments: _, ...rest } = project;
  return { ...rest, nodes: module.nodes, wires: module.wires, ...(module.comments && { comments: module.comments }) };
}

/** The project with what became of a module's drawing; what else an edit changes is the project's. */
export function withModuleDrawing(project: Project, id: string, drawing: Project): Project {
  const { nodes, wires, modules = [], comments, ...rest } = drawing;
  const former = project.modules?.find((module) => module.id === id);
  return {
    ...project,
    ...rest,
    nodes: project.nodes,
    wires: project.wires,
    modules: modules.map((module) =>
      // An edit of the module itself, such as of its ports, left the drawing as it was.
      module.id === id && module.nodes === former?.nodes
        ? { ...module, nodes, wires, ...(comments !== undefined && { comments }) }
        : module,
    ),
  };
}
