import { type TrainingSettings, trainingSchema } from '../../project/schema.ts';
import type { Checkpoint } from '../checkpoint.ts';
import type { EpochRecord, RunEvent, RunSummary } from '../events.ts';
import { Trainer, type TrainerOptions } from '../trainer.ts';
import { blobs, softmaxRegression, softmaxRegressionBackend } from './softmax-regression.ts';

/** Four epochs of 6 steps over 45 of 60 samples: 5 batches of 8 and one of 5. */
export const settings: TrainingSettings = trainingSchema.parse({
  epochs: 4,
  batchSize: 8,
  learningRate: 0.05,
  optimizer: { type: 'Momentum', parameters: {} },
  seed: 3,
  validationFraction: 0.25,
});
export const STEPS_PER_EPOCH = 6;

export interface Recorded {
  readonly trainer: Trainer;
  readonly events: RunEvent[];
  readonly bursts: { readonly at: number; readonly events: readonly RunEvent[] }[];
  readonly saved: Map<string, Checkpoint>;
  readonly run: () => Promise<RunSummary>;
}

function clone({ tensors, position }: Checkpoint): Checkpoint {
  return { position: structuredClone(position), tensors: new Map([...tensors].map(([name, t]) => [name, { ...t, data: t.data.slice() }])) };
}

/** A trainer whose clock advances by `tick` ms at each look; `before` is called ahead of each step or evaluation batch. */
export function record(
  overrides: Partial<TrainerOptions> = {},
  options: { tick?: number; before?: (count: number, trainer: Trainer) => void } = {},
): Recorded {
  let time = 0;
  let count = 0;
  const bursts: Recorded['bursts'] = [];
  const events: RunEvent[] = [];
  const saved = new Map<string, Checkpoint>();
  const trainer: Trainer = new Trainer({
    backend: softmaxRegressionBackend,
    threads: 1,
    programs: softmaxRegression,
    dataset: blobs(60),
    settings,
    store: { save: async (kind, checkpoint) => void saved.set(kind, clone(checkpoint)) },
    onEvents: (burst) => {
      bursts.push({ at: time, events: burst });
      events.push(...burst);
    },
    now: () => (time += options.tick ?? 1),
    yieldToMessages: async () => options.before?.((count += 1), trainer),
    ...overrides,
  });
  return { trainer, events, bursts, saved, run: () => trainer.run() };
}

export function resumeFrom(saved: Map<string, Checkpoint>): NonNullable<TrainerOptions['resume']> {
  const last = saved.get('last');
  const best = saved.get('best');
  if (last === undefined) throw new Error('no checkpoint was saved');
  return { last, ...(best !== undefined && { best }) };
}

export const epochsOf = (events: readonly RunEvent[]): Omit<EpochRecord, 'seconds'>[] =>
  events.flatMap((event) => (event.type === 'epoch' ? [{ ...event.record, seconds: 0 }] : []));

export const lossesOf = (events: readonly RunEvent[]): number[] =>
  events.flatMap((event) => (event.type === 'progress' ? [...(event.steps?.loss ?? [])] : []));

export const statesOf = (events: readonly RunEvent[]): string[] => events.flatMap((event) => (event.type === 'state' ? [event.state] : []));

export const weights = ({ trainer }: Recorded): number[][] => [...trainer.tensors.values()].map((t) => Array.from(t.data, Number));
