import type { DatasetInfo } from '../../../engine/data/dataset.ts';
import { holdBack } from '../../../engine/data/hold-back.ts';
import { batchCount } from '../../../engine/training/batches.ts';
import { learningRateAt } from '../../../engine/schedules/learning-rate.ts';
import type { Project } from '../../../engine/project/schema.ts';
import { schedules } from '../../../engine/schedules/registry.ts';
import { formatRate } from '../../window/format.ts';
import { useProjectDataset } from '../../document/project-dataset.ts';
import { useDocument } from '../../document/store.ts';
import styles from './training-form.module.css';
import { t } from '../../language/text.ts';

const WIDTH = 260;
const HEIGHT = 44;
const POINTS = 130;
/** Samples that are assumed where no dataset is known: the shape of the curve hardly depends on it. */
const UNKNOWN_SAMPLES = 1000;

/** The learning rate over the run as the schedule plans it; nothing where it stays the same. */
export function SchedulePlot() {
  const project = useDocument((state) => state.whole);
  const dataset = useProjectDataset(project);
  const { schedule, warmupSteps, epochs } = project.training;
  const known = schedules.some(({ type }) => type === schedule.type);
  if (!known || (schedule.type === 'Constant' && warmupSteps === 0)) return null;
  const rates = plannedRates(project, dataset);
  const top = Math.max(...rates) || 1;
  const path = rates.map((rate, i) => {
    const x = 1 + ((WIDTH - 2) * i) / (rates.length - 1);
    const y = 2 + (HEIGHT - 4) * (1 - rate / top);
    return `${i === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`;
  });
  const [first, last, most] = [rates[0], rates[rates.length - 1], top].map(formatRate);
  const told = t('Learning rate over {epochs} epochs: from {first} to {last}, at most {most}', { epochs, first, last, most });
  return (
    <figure className={styles.plot}>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={told}>
        <path
          d={path.join('')}
          fill="none"
          stroke="currentColor"
          strokeWidth={1.5}
          vectorEffect="non-scaling-stroke"
          strokeLinejoin="round"
        />
      </svg>
      <figcaption>
        <span>{first}</span>
        <span>{t('at most {value}', { value: most })}</span>
        <span>{last}</span>
      </figcaption>
    </figure>
  );
}

/** Rates at equal distances over the whole run, as if no plateau were met. */
function plannedRates({ training }: Project, dataset: DatasetInfo | undefined): readonly number[] {
  const samples = dataset?.splits.train ?? UNKNOWN_SAMPLES;
  const { training: trained } = holdBack(samples, training.validationFraction, dataset?.window);
  const stepsPerEpoch = batchCount(Math.max(trained, 1), training.batchSize);
  const steps = training.epochs * stepsPerEpoch;
  const count = Math.min(POINTS, steps);
  return Array.from({ length: Math.max(count, 2) }, (_, i) => {
    const step = Math.round((i * (steps - 1)) / Math.max(count - 1, 1));
    const position = { learningRate: training.learningRate, step, steps, stepsPerEpoch, epoch: Math.floor(step / stepsPerEpoch) };
    return learningRateAt(training, position, []);
  });
}
