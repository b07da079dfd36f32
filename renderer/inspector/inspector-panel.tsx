import { findNode } from '../document/document.ts';
import { useDocument } from '../document/store.ts';
import classes from './inspector.module.css';
import { NodeInspector } from './node-inspector.tsx';
import { ProjectInspector } from './project-inspector.tsx';
import { SelectionInspector } from './selection-inspector.tsx';

/** Settings of what is selected: a layer, or the project where nothing is. */
export function InspectorPanel() {
  const project = useDocument((state) => state.project);
  const selection = useDocument((state) => state.selection);
  const node = selection.nodes.length === 1 ? findNode(project, selection.nodes[0]) : undefined;
  return (
    <section className={classes.panel} data-inspector data-beside-canvas>
      {node !== undefined ? (
        <NodeInspector key={node.id} node={node} />
      ) : selection.nodes.length > 1 ? (
        <SelectionInspector nodes={project.nodes.filter(({ id }) => selection.nodes.includes(id))} />
      ) : (
        <ProjectInspector />
      )}
    </section>
  );
}
