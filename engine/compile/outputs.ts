import type { TargetLimits } from '../data/target-limits.ts';
import type { Value } from '../graph/types.ts';
import type { ParameterValues } from '../layers/parameters.ts';
import { classAxisOf, emitClassesFirst } from '../losses/class-axis.ts';
import { type LossMean, meanLoss } from '../losses/definition.ts';
import { activate } from '../losses/link.ts';
import { lossOf } from '../losses/registry.ts';
import type { Emitter } from '../ops/emitter.ts';
import { mixedMean, partnerOf } from './mixing.ts';
import type { DataInput, Mixing, PredictionOutput } from './program.ts';

/** One Output layer's loss and prediction. */
export interface OutputValues {
  readonly nodeId: string;
  readonly prediction: Value;
  readonly target: DataInput;
  /** Number of classes of which the output tells one for each sample. */
  readonly classes?: number;
  /** Target values that the loss can take; any number where absent. */
  readonly limits?: TargetLimits;
  readonly loss: string;
  readonly metrics: readonly string[];
  /** The Output layer's, those of its loss among them. */
  readonly parameters: ParameterValues;
  readonly weight: number;
}

/** Losses of a batch, scalars. */
export interface EmittedLoss {
  /** What training lowers: the sum of the outputs' losses, each times its weight. */
  readonly total: Value;
  /** Loss of each output, without its weight. */
  readonly each: readonly LossMean[];
}

/** `mixing` is there where samples are mixed: each loss is then mixed of two. */
export function emitLoss(e: Emitter, outputs: readonly OutputValues[], mixing?: Mixing): EmittedLoss {
  const emitted = outputs.map(({ nodeId, prediction, target, limits, loss, parameters, weight }) =>
    e.builder.withOrigin({ nodeId, phase: 'loss' }, () => {
      const isLast = hasClassesLast({ prediction, target, loss, parameters, ...(limits && { limits }) });
      const against = (input: string): LossMean => {
        const values = e.builder.value(input);
        const [scores, truth] = isLast ? emitClassesFirst(e, lossOf(loss), prediction, values) : [prediction, values];
        return meanLoss(e, lossOf(loss), scores, truth, parameters);
      };
      const alone = against(target.input);
      const own = mixing === undefined ? alone : mixedMean(e, mixing, alone, against(partnerOf(mixing, target.input)));
      return { own, weighted: e.mulScalar(own.mean, weight) };
    }),
  );
  const total = emitted.map(({ weighted }) => weighted).reduce((sum, loss) => e.add(sum, loss));
  return { total, each: emitted.map(({ own }) => own) };
}

export interface PredictionOptions {
  /** Adds what people read where the loss sees something else. */
  readonly activated: boolean;
  /** The outputs' losses: they leave one by one where they are several, or where means of batches cannot be averaged by samples. */
  readonly losses?: readonly LossMean[];
  /** Of an exported file that gives numbers in their target's own unit. */
  readonly told?: OutputTold;
}

/** Brings predictions of a field to the unit of its stored values; `undefined` where they are told as they are. */
export type OutputTold = (e: Emitter, field: string, prediction: Value) => Value | undefined;

/** Names the predictions as graph outputs: `digit.prediction`, or `digit.logits` and `digit.probabilities`; `digit.loss` and `digit.counted`. */
export function emitPredictions(e: Emitter, outputs: readonly OutputValues[], options: PredictionOptions): PredictionOutput[] {
  return outputs.map((output, index) => {
    const { nodeId, prediction, target, classes, limits, loss, metrics } = output;
    const { link } = lossOf(loss);
    const isLast = hasClassesLast(output);
    const activated = options.activated
      ? e.builder.withOrigin({ nodeId, phase: 'forward' }, () => activate(e, link, prediction, isLast ? -1 : 1))
      : undefined;
    const isNumber = classes === undefined && limits?.kind !== 'classes' && lossOf(loss).embeds !== true;
    const told = isNumber ? options.told?.(e, target.field, activated ?? prediction) : undefined;
    const last = activated === undefined ? (told ?? prediction) : prediction;
    const raw = e.builder.output(`${nodeId}.${activated === undefined ? 'prediction' : 'logits'}`, last).name;
    return {
      nodeId,
      output: raw,
      activated: activated === undefined ? raw : e.builder.output(`${nodeId}.probabilities`, told ?? activated).name,
      ...(told !== undefined && { told: true as const }),
      target: target.input,
      dataset: target.dataset,
      targetField: target.field,
      ...(classes !== undefined && { classes }),
      ...(limits !== undefined && { limits }),
      ...(isLast && { classesLast: true as const }),
      loss,
      ...ownLoss(e, outputs, index, options.losses?.[index]),
      metrics,
    };
  });
}

/** Whether the scores of the classes lie along the last axis of a prediction. */
function hasClassesLast({ prediction, target, limits, loss, parameters }: ClassedOutput): boolean {
  const { dtype, shape } = target.type;
  const classes = limits?.kind === 'classes' ? { classes: limits.count } : {};
  return classAxisOf(lossOf(loss), prediction.type, { dtype, shape: shape.slice(1), ...classes }, parameters) === 'last';
}

type ClassedOutput = Pick<OutputValues, 'prediction' | 'target' | 'limits' | 'loss' | 'parameters'>;

function ownLoss(
  e: Emitter,
  outputs: readonly OutputValues[],
  index: number,
  loss: LossMean | undefined,
): Pick<PredictionOutput, 'ownLoss'> {
  const { nodeId, weight } = outputs[index];
  if (loss === undefined || (outputs.length === 1 && loss.counted === undefined)) return {};
  const output = e.builder.output(`${nodeId}.loss`, loss.mean).name;
  const counted = loss.counted && e.builder.output(`${nodeId}.counted`, loss.counted).name;
  return { ownLoss: { output, weight, ...(counted !== undefined && { counted }) } };
}
