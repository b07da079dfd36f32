import { IconAlertTriangleFilled, IconShieldCheckFilled } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Project } from '../../engine/project/schema.ts';
import type { ExportResult } from '../../host/api.ts';
import { formatCount } from '../app/format.ts';
import { useHost } from '../app/host.ts';
import { analyzeProject, projectDatasetId } from '../document/knowledge.ts';
import styles from './export-dialog.module.css';

/** Largest difference of an output that rounding in float32 explains. */
const TOLERANCE = 1e-4;

/** What the comparison of the exported file with the training graph found, and what the file takes and gives. */
export function ParityReportView({ result, project }: { readonly result: ExportResult; readonly project: Project }) {
  const { parity, opset } = result;
  const equal = parity.equalPredictions === parity.samples;
  const proven = equal && parity.maxAbsDiff <= TOLERANCE;
  return (
    <div className={styles.report} data-proven={proven}>
      <h3>
        {proven ? <IconShieldCheckFilled size={16} aria-hidden /> : <IconAlertTriangleFilled size={16} aria-hidden />}
        {proven ? 'The file computes the same as the training graph' : 'The file differs from the training graph'}
      </h3>
      {!proven && <p>Differences above {TOLERANCE} are more than rounding. Try another opset, and report this: it should not happen.</p>}
      <dl>
        <Fact name="Held-out samples">{formatCount(parity.samples)}</Fact>
        <Fact name="Equal predictions">
          {formatCount(parity.equalPredictions)} of {formatCount(parity.samples)}
        </Fact>
        <Fact name="Largest difference">{formatDifference(parity.maxAbsDiff)}</Fact>
        <Fact name="Opset">{opset}</Fact>
        <Inputs project={project} />
        {parity.outputs.map(({ name, shape, maxAbsDiff }) => (
          <Fact key={name} name="Output">
            {name} · {shape.join('×')} · differs by {formatDifference(maxAbsDiff)}
          </Fact>
        ))}
        <Classes project={project} />
      </dl>
    </div>
  );
}

function formatDifference(value: number): string {
  return value === 0 ? '0' : value.toExponential(1).replace('e+', 'e');
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Inputs({ project }: { readonly project: Project }) {
  const { layers } = analyzeProject(project);
  return project.nodes
    .filter(({ type }) => type === 'Input')
    .map(({ id, name }) => (
      <Fact key={id} name="Input">
        {name ?? id} · {layers.get(id)?.outputs[0]?.shape.join('×')}
      </Fact>
    ));
}

function Classes({ project }: { readonly project: Project }) {
  const datasets = useHost((state) => state.datasets);
  const target = datasets.find(({ id }) => id === projectDatasetId(project))?.fields.find(({ role }) => role === 'target');
  if (!target?.classes) return null;
  return <Fact name="Class names">{target.classes.join(', ')}</Fact>;
}
