import { Handle, type NodeProps, useConnection } from '@xyflow/react';
import { IconAlertCircleFilled, IconAlertTriangleFilled, IconEyeOff, IconLock, IconPlayerSkipForward } from '@tabler/icons-react';
import { memo, use } from 'react';
import type { FlowDirection } from '../../engine/project/schema.ts';
import { useDataset } from '../host/host.ts';
import { LayerGlyph } from '../icons/layer-glyph.tsx';
import { PortMark } from '../icons/port-mark.tsx';
import { useDocument } from '../document/store.ts';
import { knownDatasets } from '../document/known-datasets.ts';
import { SamplesView } from '../samples/samples-view.tsx';
import { datasetTitle } from '../language/dataset-title.ts';
import { engineText, t } from '../language/text.ts';
import { ActivationPicture } from './activation-picture.tsx';
import classes from './canvas.module.css';
import { idleTexts, nodeFooter, portOfHandle, type Idle, type LayerFlowNode, type LayerNodeData, type PortSlot } from './flow-model.ts';
import { FarContext } from './large-network.ts';
import { LayerBadge, LayerHeat } from './layer-badge.tsx';
import { NodeTools } from './node-tools.tsx';
import { OpenChevron } from './open-chevron.tsx';
import { roomForPorts } from './node-size.ts';
import { portSides } from './port-sides.ts';
import { FIRST_PORT, FIRST_PORT_ACROSS, PORT_STEP, portKey, useCanvasView } from './view.ts';

/** A layer on the canvas: glyph, name and type, its first parameters, its cost, and its ports. */
export const LayerNode = memo(function LayerNode(props: NodeProps<LayerFlowNode>) {
  return use(FarContext) ? <FarNode {...props} /> : <NearNode {...props} />;
});

/** A layer from so far that nothing of it can be read: its colour and its place. */
function FarNode({ id, data: { node, layer, problem, idle }, selected, dragging, width, height }: NodeProps<LayerFlowNode>) {
  const isTarget = useCanvasView(({ dropTarget }) => dropTarget?.node === id);
  return (
    <div
      className={`${classes.node} ${classes.farNode}`}
      data-selected={selected || undefined}
      data-dragging={dragging || undefined}
      data-severity={problem?.severity}
      data-idle={idle}
      data-target={isTarget || undefined}
      data-marked={node.colour}
      style={{ width, height, background: `var(--category-${layer?.category ?? 'module'})` }}
    >
      <LayerHeat id={id} />
    </div>
  );
}

function NearNode({ id, data, selected, dragging }: NodeProps<LayerFlowNode>) {
  const { node, name, layer, rows, problem, idle } = data;
  const isTarget = useCanvasView(({ dropTarget }) => dropTarget?.node === id);
  const isUnfit = useCanvasView(({ unfit }) => unfit?.has(id) === true);
  const subtitle = subtitleOf(data);
  const least = roomForPorts(data);
  return (
    <div
      className={classes.node}
      data-selected={selected || undefined}
      data-dragging={dragging || undefined}
      data-severity={problem?.severity}
      data-idle={idle}
      data-target={isTarget || undefined}
      data-unfit={isUnfit || undefined}
      data-marked={node.colour}
      data-flow={data.flow}
      style={{ minWidth: least.width, minHeight: least.height }}
    >
      <NodeTools id={id} visible={selected && !dragging} offset={data.flow === 'down' ? 16 : 8} />
      <LayerBadge id={id} />
      <header className={classes.head}>
        <LayerGlyph type={node.type} use={data.use} category={layer?.category} />
        <span className={classes.name} title={name}>
          {name}
        </span>
        {subtitle !== undefined && <span className={classes.type}>{subtitle}</span>}
        {idle !== undefined && <IdleMark idle={idle} />}
        {node.locked === true && <IconLock size={12} stroke={2} className={classes.lockMark} aria-label={t('locked')} />}
        {problem !== undefined && <ProblemMark severity={problem.severity} />}
        <OpenChevron node={node} />
      </header>
      {data.preview !== undefined && <InputSamples dataset={data.preview.dataset} field={data.preview.field} />}
      {rows.length > 0 && data.preview === undefined && (
        <dl className={classes.rows}>
          {rows.map(({ label, value, curve }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd title={value}>
                {curve === true && layer !== undefined && <ActivationPicture layer={layer} node={node} width={20} height={11} />}
                {value}
              </dd>
            </div>
          ))}
        </dl>
      )}
      {data.isPictured && layer !== undefined && (
        <div className={classes.curve}>
          <ActivationPicture layer={layer} node={node} width={90} height={36} />
        </div>
      )}
      <NodeFooter data={data} />
      {isTarget && <span className={classes.replacing}>{t('Replace {name}', { name })}</span>}
      <Ports nodeId={id} slots={data.inputs} flow={data.flow} side="target" />
      <Ports nodeId={id} slots={data.outputs} flow={data.flow} side="source" />
    </div>
  );
}

/** The first samples of an input's dataset. */
export function InputSamples({ dataset, field }: { readonly dataset: string; readonly field: string }) {
  const info = useDataset(dataset);
  return (
    <div className={classes.samples} aria-hidden>
      {info && <SamplesView dataset={info} field={field} pictures={5} rows={1} size={20} plot={{ width: 118, height: 64 }} />}
    </div>
  );
}

function IdleMark({ idle }: { readonly idle: Idle }) {
  const Icon = idle === 'bypass' ? IconPlayerSkipForward : IconEyeOff;
  return <Icon size={13} stroke={1.8} className={classes.lockMark} aria-label={t(idleTexts[idle])} />;
}

function NodeFooter({ data }: { readonly data: LayerNodeData }) {
  const { isDraft, idle } = data;
  const footer = useDocument(({ project, analysis }) => nodeFooter(project, analysis, data));
  const text = idle !== undefined ? t(idleTexts[idle]) : isDraft ? t('draft, not trained') : footer;
  return text === undefined ? null : <div className={classes.foot}>{text}</div>;
}

function ProblemMark({ severity }: { readonly severity: string }) {
  return severity === 'error' ? (
    <IconAlertCircleFilled size={14} className={classes.errorMark} aria-hidden />
  ) : (
    <IconAlertTriangleFilled size={14} className={classes.warningMark} aria-hidden />
  );
}

function Ports({
  nodeId,
  slots,
  flow,
  side,
}: {
  readonly nodeId: string;
  readonly slots: readonly PortSlot[];
  readonly flow: FlowDirection;
  readonly side: 'source' | 'target';
}) {
  return slots.map((slot, index) => (
    <Handle
      key={slot.handle}
      id={slot.handle}
      type={side}
      position={portSides[flow][side]}
      className={classes.port}
      style={flow === 'down' ? { left: FIRST_PORT_ACROSS + index * PORT_STEP } : { top: FIRST_PORT + index * PORT_STEP }}
      data-wired={slot.wired || undefined}
      role="img"
      title={slotTitle(slot)}
      aria-label={t(side === 'target' ? 'Input {port}' : 'Output {port}', { port: slotTitle(slot) })}
    >
      <PortShape nodeId={nodeId} slot={slot} side={side} />
    </Handle>
  ));
}

const slotTitle = ({ label, optional }: PortSlot): string =>
  optional === true ? t('{port} (optional)', { port: engineText(label) }) : engineText(label);

/** The port's mark; while a wire is drawn, marks that it can't end at stand back. */
function PortShape({ nodeId, slot, side }: { readonly nodeId: string; readonly slot: PortSlot; readonly side: 'source' | 'target' }) {
  const isBeside = useConnection(({ inProgress, fromHandle }) => inProgress && fromHandle.type === side && fromHandle.nodeId !== nodeId);
  const isRefused = useCanvasView(
    ({ refusals }) => refusals?.has(portKey({ node: nodeId, port: portOfHandle(slot.handle) }, side)) === true,
  );
  return (
    <span
      className={classes.mark}
      data-hollow={!slot.wired || undefined}
      data-unfit={isBeside || isRefused || undefined}
      data-spare={(slot.optional && !slot.wired) || undefined}
    >
      <PortMark kind={slot.kind} hollow={!slot.wired} />
    </span>
  );
}

/** The layer's type where the name doesn't say it; for an input, its dataset. */
function subtitleOf({ node, name, preview }: LayerNodeData): string | undefined {
  if (preview !== undefined)
    return datasetTitle({ id: preview.dataset, title: knownDatasets.infoOf(preview.dataset)?.title ?? preview.dataset });
  return name.toLowerCase() === node.type.toLowerCase() ? undefined : shortType(node.type);
}

/** `Conv2D` stays; `MaxPool2D` is `MaxPool` where room is short. */
function shortType(type: string): string {
  return type.length > 8 ? type.replace(/2D$/, '') : type;
}
