import type { Project } from '../../engine/project/schema.ts';
import { flowing } from './placement.ts';

/** The project with a module's drawing in place of its own: what the canvas shows and edits where the module is open. `undefined` where there is none. */
export function moduleDrawing(project: Project, id: string): Project | undefined {
  const module = project.modules?.find((candidate) => candidate.id === id);
  if (module === undefined) return undefined;
  const { comments: _comments, flow: _flow, ...rest } = project;
  const { nodes, wires, comments, flow } = module;
  return { ...rest, nodes, wires, ...(comments && { comments }), ...(flow && { flow }) };
}

/** The project with what became of a module's drawing; what else an edit changes is the project's. */
export function withModuleDrawing(project: Project, id: string, drawing: Project): Project {
  const { nodes, wires, modules = [], comments, flow, ...rest } = drawing;
  const former = project.modules?.find((module) => module.id === id);
  return {
    ...project,
    ...rest,
    nodes: project.nodes,
    wires: project.wires,
    modules: modules.map((module) =>
      // An edit of the module itself, such as of its ports, left the drawing as it was.
      module.id === id && module.nodes === former?.nodes
        ? flowing({ ...module, nodes, wires, ...(comments !== undefined && { comments }) }, flow)
        : module,
    ),
  };
}
