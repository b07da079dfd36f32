import { schedules } from '../../../engine/schedules/registry.ts';
import { useDocument } from '../../document/store.ts';
import { setTraining } from './edit-settings.ts';
import { numberSettings } from './number-settings.ts';
import { RegistryRows } from './registry-rows.tsx';
import { NumberRow } from './rows.tsx';
import { SchedulePlot } from './schedule-plot.tsx';

/** The learning rate and how it changes over the run. */
export function LearningRateRows() {
  const learningRate = useDocument(({ project }) => project.training.learningRate);
  const schedule = useDocument(({ project }) => project.training.schedule);
  const warmupSteps = useDocument(({ project }) => project.training.warmupSteps);
  return (
    <>
      <NumberRow setting={numberSettings.learningRate} value={learningRate} onChange={(next) => setTraining({ learningRate: next })} />
      <RegistryRows
        label="Schedule"
        help="How the learning rate changes over the run."
        registry={schedules}
        chosen={schedule}
        onChange={(next) => setTraining({ schedule: next })}
      />
      <NumberRow setting={numberSettings.warmupSteps} value={warmupSteps} onChange={(next) => setTraining({ warmupSteps: next })} />
      <SchedulePlot />
    </>
  );
}
