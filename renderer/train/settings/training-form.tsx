import { preparedInfo } from '../../../engine/preprocessing/prepared-info.ts';
import { optimizers } from '../../../engine/optimizers/registry.ts';
import { useProjectDataset } from '../../document/project-dataset.ts';
import { useDocument } from '../../document/store.ts';
import { AugmentationGroup } from './augmentation-group.tsx';
import { setOptimizer, setTraining } from './edit-settings.ts';
import { LearningRateRows } from './learning-rate-rows.tsx';
import { numberSettings } from './number-settings.ts';
import { PruningGroup } from './pruning-group.tsx';
import { RegistryRows } from './registry-rows.tsx';
import { NumberRow, OptionalNumberRow } from './rows.tsx';
import { StoppingGroup } from './stopping-group.tsx';
import { Group } from './group.tsx';
import styles from './training-form.module.css';
import { t } from '../../language/text.ts';

/** How the project is trained: what the next run takes. Every change is an edit of the project that can be undone. */
export function TrainingForm() {
  return (
    <div className={styles.form}>
      <PlainNumberRow name="epochs" />
      <PlainNumberRow name="batchSize" />
      <BucketsRow />
      <LearningRateRows />
      <OptimizerRows />
      <PlainNumberRow name="validationFraction" />
      <PlainNumberRow name="seed" />
      <div>
        <StoppingGroup />
        <RegularisationGroup />
        <AugmentationGroup />
        <PruningGroup />
      </div>
    </div>
  );
}

function PlainNumberRow({ name }: { readonly name: 'epochs' | 'batchSize' | 'validationFraction' | 'seed' }) {
  const value = useDocument(({ project }) => project.training[name]);
  return <NumberRow setting={numberSettings[name]} value={value} onChange={(next) => setTraining({ [name]: next })} />;
}

/** Only texts have lengths of their own; a project that has buckets all the same can turn them off. */
function BucketsRow() {
  const buckets = useDocument(({ project }) => project.training.buckets);
  const project = useDocument((state) => state.whole);
  const dataset = useProjectDataset(project);
  const read = new Set(project.nodes.map(({ parameters }) => parameters.field));
  const isCutIntoWindows = dataset !== undefined && preparedInfo(dataset, project.data).info.continuation !== undefined;
  const readsTexts = dataset?.fields.some(({ name, semantics, role }) => semantics === 'text' && role === 'input' && read.has(name));
  if ((readsTexts !== true || isCutIntoWindows) && buckets === undefined) return null;
  return (
    <OptionalNumberRow setting={numberSettings.buckets} value={buckets} initial={4} onChange={(next) => setTraining({ buckets: next })} />
  );
}

function OptimizerRows() {
  const chosen = useDocument(({ project }) => project.training.optimizer);
  return (
    <RegistryRows label="Optimiser" help="How gradients become a step." registry={optimizers} chosen={chosen} onChange={setOptimizer} />
  );
}

function RegularisationGroup() {
  const { weightDecay, clipNorm, clipValue } = useDocument(({ project }) => project.training);
  const parts = [
    ...(weightDecay > 0 ? [t('decay {value}', { value: String(weightDecay) })] : []),
    ...(clipNorm === undefined ? [] : [t('norm ≤ {limit}', { limit: String(clipNorm) })]),
    ...(clipValue === undefined ? [] : [t('gradients ≤ {limit}', { limit: String(clipValue) })]),
  ];
  return (
    <Group id="regularisation" title={t('Decay and clipping')} summary={parts.length === 0 ? t('off') : parts.join(t(', '))}>
      <NumberRow
        setting={{ ...numberSettings.weightDecay, step: weightDecay / 10 || 1e-4 }}
        value={weightDecay}
        onChange={(next) => setTraining({ weightDecay: next })}
      />
      <OptionalNumberRow
        setting={numberSettings.clipNorm}
        value={clipNorm}
        initial={1}
        onChange={(next) => setTraining({ clipNorm: next })}
      />
      <OptionalNumberRow
        setting={numberSettings.clipValue}
        value={clipValue}
        initial={0.5}
        onChange={(next) => setTraining({ clipValue: next })}
      />
    </Group>
  );
}
