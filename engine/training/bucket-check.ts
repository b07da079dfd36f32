import type { TrainingProgram } from '../compile/program.ts';
import type { Dataset } from '../data/dataset.ts';
import { EngineError } from '../graph/errors.ts';
import { formatShape } from '../graph/shape.ts';
import type { TextLengths } from '../preprocessing/text-length.ts';
import type { Samples } from './batches.ts';
import type { LengthBuckets } from './length-buckets.ts';
import type { ProgramSource, Runners } from './programs.ts';
import { Scores } from './scores.ts';
import type { TrainingState } from './state.ts';

/** Predictions that differ by more are not the same. */
const TOLERANCE = 1e-4;

export interface BucketCheck {
  readonly buckets: LengthBuckets;
  readonly runners: Runners;
  readonly programs: ProgramSource;
  readonly dataset: Dataset;
  /** A batch of training samples whose texts are short: of long ones no padding would be left out. */
  readonly samples: Samples;
  readonly state: TrainingState;
}

/**
 * Refuses networks to which padding means something: trained on short texts, they would be judged and exported on padded ones. Throws
 * `no-buckets` where nothing can be shortened, `length-bound` where a weight or a layer needs texts of one length, and `padding-counts` where
 * predictions depend on the padding.
 */
export async function checkBuckets({ buckets, runners, programs, dataset, samples, state }: BucketCheck): Promise<void> {
  if (buckets.isEmpty)
    throw new EngineError(
      'no-buckets',
      `${dataset.info.title} has no texts that are padded at their end, of which batches of about one length could be made. Turn length buckets off.`,
    );
  checkWeights(programs.training(samples.length), shortened(programs, samples.length, buckets.shortest));
  const lengths = buckets.lengthsOf(samples);
  const runs = [await runners.evaluation(dataset.train, samples), await runners.evaluation(dataset.train, samples, lengths)];
  const [whole, short] = await Promise.all(
    runs.map(async (runner) => {
      await runner.run(dataset.train, samples, state.current, new Scores(runner.outputs));
      return runner.outputs.map(({ prediction }) => ({
        prediction,
        values: Float64Array.from(runner.output(prediction.output).data, Number),
      }));
    }),
  );
  whole.forEach(({ prediction: { nodeId }, values }, i) => {
    const other = short[i].values;
    const difference = values.reduce(
      (most, value, at) => Math.max(most, Math.abs(value - (other[at] ?? Number.NaN)) / Math.max(1, Math.abs(value))),
      0,
    );
    if (difference <= TOLERANCE) return;
    throw new EngineError(
      'padding-counts',
      `Padding changes the predictions of ${nodeId}, by up to ${difference.toPrecision(2)}: with length buckets the network would be trained on less of it than it is judged with. Wire a padding mask to the layers that read the texts, or turn length buckets off.`,
      { nodeId },
    );
  });
}

function shortened(programs: ProgramSource, batchSize: number, lengths: TextLengths): TrainingProgram {
  try {
    return programs.training(batchSize, { lengths });
  } catch (cause) {
    const told = [...lengths.values()].join(' and ');
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new EngineError(
      'length-bound',
      `The network can't read texts of ${told} tokens: ${reason} Turn length buckets off, or use fewer of them.`,
      { cause },
    );
  }
}

function checkWeights(whole: TrainingProgram, short: TrainingProgram): void {
  const bound = whole.state.find(({ name, type }) => {
    const other = short.state.find((slot) => slot.name === name);
    return other === undefined || formatShape(other.type.shape) !== formatShape(type.shape);
  });
  if (bound === undefined) return;
  throw new EngineError(
    'length-bound',
    `The weights ${bound.name} have a number for each place of a text: they fit one length alone. Put a layer before ${bound.nodeId} that makes one row of a text, or turn length buckets off.`,
    { nodeId: bound.nodeId },
  );
}
