import { IconAlertTriangleFilled, IconShieldCheckFilled } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { layerOf } from '../../engine/layers/registry.ts';
import type { Project } from '../../engine/project/schema.ts';
import type { ExportResult, ParityReport } from '../../host/api.ts';
import { formatCount, formatPercent } from '../window/format.ts';
import { parametersOf } from '../document/knowledge.ts';
import { useProjectDataset } from '../document/project-dataset.ts';
import { listOf } from '../language/lists.ts';
import { engineText, t } from '../language/text.ts';
import styles from './export-dialog.module.css';
import { feedingText, graphFeedingText } from './feeding-text.ts';

/** Largest difference of an output that rounding in float32 explains. */
const TOLERANCE = 1e-4;

/** What the comparison of the exported file with the training graph found, and what the file takes and gives. */
export function ParityReportView({ result, project }: { readonly result: ExportResult; readonly project: Project }) {
  const { parity, opset } = result;
  const equal = parity.equalPredictions === parity.samples;
  const proven = equal && parity.isRounding && parity.float64.agrees;
  return (
    <div className={styles.report} data-proven={proven}>
      <h3>
        {proven ? <IconShieldCheckFilled size={16} aria-hidden /> : <IconAlertTriangleFilled size={16} aria-hidden />}
        {t(proven ? 'The file computes the same as the training graph' : 'The file differs from the training graph')}
      </h3>
      {!proven && (
        <p>
          {t(
            'Differences above {tolerance}, or that share of a number in its own unit, are more than rounding. Try another opset, and report this: it should not happen.',
            { tolerance: String(TOLERANCE) },
          )}
        </p>
      )}
      <dl>
        <Fact name={t('Held-out samples')}>{formatCount(parity.samples)}</Fact>
        <Fact name={t('Equal predictions')}>
          {t('{count} of {all}', { count: formatCount(parity.equalPredictions), all: formatCount(parity.samples) })}
        </Fact>
        <Fact name={t('Largest difference')}>
          {parity.maxAbsDiff === 0 ? t('none: the same numbers, bit for bit') : formatDifference(parity.maxAbsDiff)}
        </Fact>
        <Fact name={t('Against float64')}>{float64Text(parity.float64)}</Fact>
        <Fact name={t('Opset')}>{opset}</Fact>
        {parity.sparsity && parity.sparsity.zeros > 0 && (
          <Fact name={t('Zeros')}>
            {t('{share} of {count} weights', {
              share: formatPercent(parity.sparsity.zeros / parity.sparsity.weights),
              count: formatCount(parity.sparsity.weights),
            })}
          </Fact>
        )}
        <Inputs parity={parity} project={project} />
        {parity.outputs.map((output) => (
          <Fact key={output.name} name={t('Output')}>
            {outputText(output)}
          </Fact>
        ))}
        <Classes project={project} />
      </dl>
    </div>
  );
}

function outputText({ name, shape, maxAbsDiff, largest, after }: ParityReport['outputs'][number]): string {
  const difference = formatDifference(maxAbsDiff);
  return [
    name,
    shape.join('×'),
    largest === undefined
      ? t('differs by {difference}', { difference })
      : t('differs by {difference} of up to {largest}, in its own unit', { difference, largest: String(Number(largest.toPrecision(3))) }),
    ...(after === undefined
      ? []
      : [
          t('a number after {steps}; the file’s metadata tell under “targets” how to undo that', {
            steps: listOf(after.map(engineText)),
          }),
        ]),
  ].join(' · ');
}

function formatDifference(value: number): string {
  return value === 0 ? '0' : value.toExponential(1).replace('e+', 'e');
}

function float64Text({ samples, maxAbsDiff }: ParityReport['float64']): string {
  return t('{difference} at most, over {count} samples computed without onnxruntime', {
    difference: formatDifference(maxAbsDiff),
    count: formatCount(samples),
  });
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Inputs({ parity, project }: { readonly parity: ParityReport; readonly project: Project }) {
  const dataset = useProjectDataset(project);
  const isChosen = (name: string) => project.data.preprocessing.some(({ field }) => field === name);
  return parity.inputs.map(({ name, type, shape, field, takes, steps }) => (
    <Fact key={name} name={t('Input')}>
      {name} · {shape.join('×')} {type} ·{' '}
      {(dataset && graphFeedingText(dataset, field)) ??
        feedingText(
          dataset?.fields.find((other) => other.name === field),
          { takes, steps, chosen: isChosen(field) },
        )}
    </Fact>
  ));
}

function Classes({ project }: { readonly project: Project }) {
  const fields = useProjectDataset(project)?.fields ?? [];
  const targets = targetNames(project);
  return fields
    .filter(({ name, classes }) => classes !== undefined && targets.includes(name))
    .map(({ name, label, classes }) => (
      <Fact key={name} name={targets.length > 1 ? t('Class names of {field}', { field: label }) : t('Class names')}>
        {listOf(classes ?? [])}
      </Fact>
    ));
}

/** The fields that the network's outputs are compared with. */
function targetNames(project: Project): readonly unknown[] {
  return project.nodes.flatMap((node) => {
    const layer = layerOf(node.type);
    return layer !== undefined && 'target' in layer.parameters ? [parametersOf(node, layer).target] : [];
  });
}
