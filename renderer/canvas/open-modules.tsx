import { useStore, ViewportPortal } from '@xyflow/react';
import { IconChevronUp } from '@tabler/icons-react';
import { memo, useMemo, type CSSProperties, type MouseEvent } from 'react';
import type { Level } from '../document/level.ts';
import type { Box } from '../document/placement.ts';
import { useDocument } from '../document/store.ts';
import { LayerGlyph } from '../icons/layer-glyph.tsx';
import { colourOf, PortMark } from '../icons/port-mark.tsx';
import { engineText, t } from '../language/text.ts';
import { openLevel } from './open-level.ts';
import canvas from './canvas.module.css';
import { nodeFooter, wireLabel, type PortSlot } from './flow-model.ts';
import { InputSamples } from './layer-node.tsx';
import { FAR, LARGE } from './large-network.ts';
import type { Around, EdgePort, PlacedNode, PlacedWire } from './open-modules.ts';
import classes from './open-modules.module.css';
import { fittingLabel } from './shape-label.ts';
import { ShapeLabel } from './shape-label-view.tsx';
import { useKeptPlace } from './use-open-modules.ts';
import { FIRST_PORT, PORT_STEP } from './view.ts';

/** The frames of the modules that stand open in place, and what is drawn around them: in view, but to be edited only after going back out to it. */
export function OpenModules({ around }: { readonly around: readonly Around[] }) {
  useKeptPlace(around);
  const total = around.reduce((sum, { nodes }) => sum + nodes.length, 0);
  const isFar = useStore(({ transform }) => total >= LARGE && transform[2] < FAR);
  if (around.length === 0) return null;
  return (
    <ViewportPortal>
      <div className={classes.around} data-far={isFar || undefined} onContextMenu={(event) => event.preventDefault()}>
        {around.toReversed().map((drawing) => (
          <Drawing
            key={drawing.level.length}
            drawing={drawing}
            inmost={drawing === around[0]}
            detail={isFar ? 'far' : total >= LARGE ? 'name' : 'all'}
          />
        ))}
      </div>
    </ViewportPortal>
  );
}

type Detail = 'far' | 'name' | 'all';

interface DrawingProps {
  readonly drawing: Around;
  readonly inmost: boolean;
  readonly detail: Detail;
}

const Drawing = memo(function Drawing({ drawing, inmost, detail }: DrawingProps) {
  const { nodes, comments, wires, frame, level } = drawing;
  return (
    <>
      <div className={classes.dimmed} aria-hidden>
        {comments.map((placed) => (
          <div key={placed.comment.id} className={classes.comment} data-marked={placed.comment.colour} style={boxStyle(placed)} />
        ))}
        <Wires wires={wires} />
        {detail === 'all' && <Shapes drawing={drawing} />}
        {nodes.map((placed) => (
          <AroundNode key={placed.node.id} placed={placed} drawing={drawing} detail={detail} level={level} />
        ))}
      </div>
      <section className={classes.frame} data-inmost={inmost || undefined} style={boxStyle(frame)} aria-label={frameName(drawing)}>
        <Title drawing={drawing} inmost={inmost} />
      </section>
      <Edges drawing={drawing} />
    </>
  );
});

function boxStyle({ x, y, width, height }: Box): CSSProperties {
  return { transform: `translate(${x}px, ${y}px)`, width, height };
}

/** Many wires are one path for each colour. */
const Wires = memo(function Wires({ wires }: { readonly wires: readonly PlacedWire[] }) {
  const bundles = useMemo(() => {
    const paths = new Map<string, string[]>();
    for (const { kind, path } of wires) {
      const colour = colourOf(kind);
      const bundle = paths.get(colour);
      if (bundle === undefined) paths.set(colour, [path]);
      else bundle.push(path);
    }
    return [...paths];
  }, [wires]);
  return (
    <svg className={classes.wires}>
      {bundles.map(([colour, paths]) => (
        <path key={colour} d={paths.join('')} stroke={colour} />
      ))}
    </svg>
  );
});

/** The shapes of what the wires carry. */
function Shapes({ drawing: { wires, project, analysis } }: Pick<DrawingProps, 'drawing'>) {
  return wires.map(({ id, from, label, room }) => (
    <ShapeLabel key={id} parts={fittingLabel(wireLabel(project, analysis, from), room)} place={label} />
  ));
}

interface AroundNodeProps {
  readonly placed: PlacedNode;
  readonly drawing: Around;
  readonly detail: Detail;
  readonly level: Level;
}

/** A node around an open module, as it is drawn where it can be edited, but for what it offers. A click goes back out to it. */
function AroundNode({ placed, drawing, detail, level }: AroundNodeProps) {
  const { node: flowNode } = placed;
  const { node, name, layer, problem, idle } = flowNode.data;
  const goThere = (event: MouseEvent) => {
    event.stopPropagation();
    openLevel(level, node.id);
  };
  return (
    <div
      role="presentation"
      className={`${canvas.node} ${classes.node}`}
      data-severity={problem?.severity}
      data-idle={idle}
      data-marked={node.colour}
      style={{ ...boxStyle(placed), ...(detail === 'far' && { background: `var(--category-${layer?.category ?? 'module'})` }) }}
      onClick={goThere}
    >
      {detail !== 'far' && (
        <header className={canvas.head}>
          <LayerGlyph type={node.type} category={layer?.category} />
          <span className={canvas.name}>{name}</span>
        </header>
      )}
      {detail === 'all' && <Body placed={placed} drawing={drawing} />}
    </div>
  );
}

function Body({ placed: { node }, drawing: { project, analysis } }: Pick<AroundNodeProps, 'placed' | 'drawing'>) {
  const { rows, inputs, outputs, preview } = node.data;
  const footer = nodeFooter(project, analysis, node.data);
  return (
    <>
      {preview !== undefined && <InputSamples dataset={preview.dataset} field={preview.field} />}
      {rows.length > 0 && preview === undefined && (
        <dl className={canvas.rows}>
          {rows.map(({ label, value }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {footer !== undefined && <div className={`${canvas.foot} ${classes.foot}`}>{footer}</div>}
      <Marks slots={inputs} side="input" />
      <Marks slots={outputs} side="output" />
    </>
  );
}

function Marks({ slots, side }: { readonly slots: readonly PortSlot[]; readonly side: EdgePort['side'] }) {
  return slots.map(({ handle, kind, wired }, index) => (
    <span key={handle} className={classes.mark} data-side={side} style={{ top: FIRST_PORT + index * PORT_STEP }}>
      <PortMark kind={kind} hollow={!wired} />
    </span>
  ));
}

function frameName({ opened }: Around): string {
  return t('{name}, open in place', { name: opened.data.name });
}

/** What stands open, how often it is repeated, and the way to close it. */
function Title({ drawing: { opened, level }, inmost }: Pick<DrawingProps, 'drawing' | 'inmost'>) {
  const { node, name, layer } = opened.data;
  const module = useDocument(({ whole }) => whole.modules?.find(({ id }) => id === node.parameters.module)?.name);
  const { repeat } = node.parameters;
  return (
    <header className={`${classes.title} nopan`}>
      <button
        type="button"
        className={classes.close}
        aria-label={t('Close {name}', { name })}
        title={inmost ? t('Close {name}', { name }) : t('Back to here')}
        onClick={() => openLevel(level, node.id)}
      >
        <IconChevronUp size={15} stroke={2} />
      </button>
      <LayerGlyph type={node.type} category={layer?.category} />
      <b>{name}</b>
      {module !== undefined && module !== name && <span>{module}</span>}
      {node.type === 'Scan' && <span>{t('one step')}</span>}
      {typeof repeat === 'number' && repeat > 1 && <span>×{repeat}</span>}
    </header>
  );
}

/** The ports of an open module at the edges of its frame, with what leads from them to their nodes. */
function Edges({ drawing: { ports } }: Pick<DrawingProps, 'drawing'>) {
  return (
    <>
      <svg className={classes.wires} aria-hidden>
        {ports.map(
          ({ slot, side, path }) =>
            path !== undefined && <path key={`${side} ${slot.handle}`} d={path} stroke={colourOf(slot.kind)} strokeDasharray="2 4" />,
        )}
      </svg>
      {ports.map(({ slot, side, x, y }) => (
        <div key={`${side} ${slot.handle}`} className={classes.port} data-side={side} style={{ transform: `translate(${x}px, ${y}px)` }}>
          <PortMark kind={slot.kind} hollow={!slot.wired} size={12} />
          <span>{engineText(slot.label)}</span>
        </div>
      ))}
    </>
  );
}
