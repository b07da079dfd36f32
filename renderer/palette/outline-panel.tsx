import { IconAlertCircleFilled } from '@tabler/icons-react';
import { useMemo } from 'react';
import { layerIn } from '../document/node-layer.ts';
import type { ProjectNode } from '../../engine/project/schema.ts';
import { shapeText } from '../canvas/shape-label.ts';
import { showNodes } from '../canvas/view.ts';
import { nodeName } from '../document/document.ts';
import { useDocument } from '../document/store.ts';
import { LayerGlyph } from '../icons/layer-glyph.tsx';
import { t } from '../language/text.ts';
import classes from './palette.module.css';

/** The network as a list, each layer after what feeds it, with its output: also how a screen reader walks the graph. */
export function OutlinePanel() {
  const project = useDocument((state) => state.project);
  const analysis = useDocument((state) => state.analysis);
  const selection = useDocument((state) => state.selection);
  const nodes = useMemo(() => inOrder(project.nodes, analysis.order), [project.nodes, analysis.order]);
  const selected = new Set(selection.nodes);
  const faulty = new Set(analysis.diagnostics.filter(({ severity }) => severity === 'error').map(({ nodeId }) => nodeId));
  return (
    <section className={classes.panel} aria-label={t('Outline')}>
      <div className={classes.scroll}>
        <ol className={classes.outline}>
          {nodes.map((node) => {
            const output = analysis.layers.get(node.id)?.outputs[0];
            return (
              <li key={node.id}>
                <button type="button" className={classes.entry} aria-current={selected.has(node.id)} onClick={() => goTo(node.id)}>
                  <LayerGlyph type={node.type} category={layerIn(project, node)?.category} />
                  <span className={classes.name}>{nodeName(node)}</span>
                  {faulty.has(node.id) && <IconAlertCircleFilled size={14} className={classes.fault} aria-label={t('has a problem')} />}
                  {output !== undefined && <span className={classes.shape}>{shapeText(output)}</span>}
                </button>
              </li>
            );
          })}
          {nodes.length === 0 && <li className={classes.none}>{t('Nothing is drawn yet.')}</li>}
        </ol>
      </div>
    </section>
  );
}

function goTo(id: string): void {
  useDocument.getState().select({ nodes: [id] });
  showNodes([id]);
}

function inOrder(nodes: readonly ProjectNode[], order: readonly string[]): readonly ProjectNode[] {
  const rank = new Map(order.map((id, index) => [id, index]));
  return nodes.toSorted((a, b) => (rank.get(a.id) ?? order.length) - (rank.get(b.id) ?? order.length));
}
