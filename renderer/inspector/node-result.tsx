import { IconChevronRight } from '@tabler/icons-react';
import type { TensorType } from '../../engine/graph/types.ts';
import { formatBytes, formatCount, formatMagnitude } from '../window/format.ts';
import { shapeText } from '../canvas/shape-label.ts';
import { useDocument } from '../document/store.ts';
import { listOf } from '../language/lists.ts';
import { t } from '../language/text.ts';
import classes from './inspector.module.css';

const BYTES_PER_NUMBER = 4;
const FLOPS = 'FLOPs';

/** What comes in and goes out, and what the layer costs for one sample. */
export function NodeResult({ nodeId, wired }: { readonly nodeId: string /** It has inputs. */; readonly wired: boolean }) {
  const analysis = useDocument((state) => state.analysis.layers.get(nodeId));
  if (analysis === undefined) return null;
  const { inputs, outputs, parameterCount, flops } = analysis;
  return (
    <section className={classes.section}>
      <h3>{t('Result')}</h3>
      <div className={classes.shapes}>
        {inputs.length > 0 && <Shape label={t('In')} types={inputs} />}
        {inputs.length > 0 && outputs.length > 0 && <IconChevronRight size={14} stroke={1.7} aria-hidden />}
        {outputs.length > 0 ? (
          <Shape label={t('Out')} types={outputs} />
        ) : (
          inputs.length === 0 && (
            <p className={classes.unknown}>{t(wired ? 'Known once its inputs are wired.' : 'Known once its problem is solved.')}</p>
          )
        )}
      </div>
      <dl className={classes.costs}>
        <Cost
          value={formatCount(parameterCount)}
          label={t('{count, plural, one {parameter} other {parameters}}', { count: parameterCount })}
        />
        <Cost value={formatMagnitude(flops)} label={FLOPS} />
        {outputs.length > 0 && <Cost value={formatBytes(bytesOf(outputs))} label={t('activations')} />}
      </dl>
    </section>
  );
}

function Shape({ label, types }: { readonly label: string; readonly types: readonly TensorType[] }) {
  const texts = [...new Set(types.map(shapeText))];
  return (
    <div className={classes.shape}>
      <span>{label}</span>
      <code>
        {texts.length === 1 && types.length > 1 ? t('{count} of {shape}', { count: types.length, shape: texts[0] }) : listOf(texts)}
      </code>
    </div>
  );
}

function Cost({ value, label }: { readonly value: string; readonly label: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  );
}

/** Bytes of the outputs of one sample, as float32. */
function bytesOf(types: readonly TensorType[]): number {
  const count = ({ shape }: TensorType) => shape.slice(1).reduce<number>((product, dim) => product * Number(dim), 1);
  return types.reduce((sum, type) => sum + count(type), 0) * BYTES_PER_NUMBER;
}
