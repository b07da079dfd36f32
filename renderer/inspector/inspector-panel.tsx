import { findNode } from '../document/document.ts';
import { useDocument } from '../document/store.ts';
import classes from './inspector.module.css';
import { NodeInspector } from './node-inspector.tsx';
import { ProjectInspector } from './project-inspector.tsx';

/** Settings of what is selected: a layer, or the project where nothing is. */
export function InspectorPanel() {
  const project = useDocument((state) => state.project);
  const selection = useDocument((state) => state.selection);
  const node = selection.nodes.length === 1 ? findNode(project, selection.nodes[0]) : undefined;
  return (
    <section className={classes.panel} aria-label="Inspector">
      {node !== undefined ? (
        <NodeInspector key={node.id} node={node} />
      ) : selection.nodes.length > 1 ? (
        <p className={classes.several}>{selection.nodes.length} nodes are selected.</p>
      ) : (
        <ProjectInspector />
      )}
    </section>
  );
}
