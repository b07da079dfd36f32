import type { PredictionOutput } from '../compile/program.ts';
import type { Dataset, DatasetField, DatasetSplit } from '../data/dataset.ts';
import { gatherField, sampleSize } from '../data/gather.ts';
import { EngineError } from '../graph/errors.ts';
import type { TensorData } from '../graph/types.ts';
import type { Samples } from './batches.ts';
import type { EvaluationRunner } from './runner.ts';
import { Scores } from './scores.ts';
import type { StateTensors } from './state.ts';

/** Scores that differ by more, relative to the largest of both, have seen the token. */
const TOLERANCE = 1e-5;

export interface CausalCheck {
  readonly runner: EvaluationRunner;
  readonly dataset: Dataset;
  /** As many as the runner's batch holds. */
  readonly samples: Samples;
  readonly state: StateTensors;
}

/**
 * Refuses a network that tells the next token and reads it, too: its loss would fall to nothing, and it could not write a word. The last
 * token of each window is changed; scores of places before it must stay. Throws `sees-ahead`.
 */
export async function checkCausal({ runner, dataset, samples, state }: CausalCheck): Promise<void> {
  const { continuation, fields } = dataset.info;
  const field = fields.find(({ name }) => name === continuation?.field);
  const outputs = runner.outputs.filter(({ prediction }) => prediction.targetField === continuation?.target);
  if (field === undefined || outputs.length === 0) return;
  const scoresOf = async (split: DatasetSplit): Promise<readonly Float64Array[]> => {
    await runner.run(split, samples, state, new Scores(runner.outputs));
    return outputs.map(({ prediction }) => Float64Array.from(runner.output(prediction.output).data, Number));
  };
  const before = await scoresOf(dataset.train);
  const after = await scoresOf(withLastTokenChanged(dataset.train, field));
  outputs.forEach(({ prediction }, i) => {
    const { dims } = runner.output(prediction.output);
    const place = firstChange(before[i], after[i], prediction, dims);
    if (place === undefined) return;
    const { nodeId } = prediction;
    throw new EngineError(
      'sees-ahead',
      `${nodeId} tells the next token, but the network reads it beforehand: the scores of token ${place + 1} of ${field.shape[0]} change with the last token. Let recurrent layers run forward only, and make attention causal.`,
      { nodeId },
    );
  });
}

/** The first place before the last whose scores differ; `undefined` where none does. */
function firstChange(
  before: Float64Array,
  after: Float64Array,
  { classesLast }: PredictionOutput,
  dims: TensorData['dims'],
): number | undefined {
  const places = classesLast === true ? dims[1] : dims[2];
  const stride = classesLast === true ? dims[2] : 1;
  let first = places - 1;
  before.forEach((value, at) => {
    const place = Math.floor(at / stride) % places;
    const difference = Math.abs(value - after[at]);
    if (place < first && difference > TOLERANCE * Math.max(1, Math.abs(value))) first = place;
  });
  return first < places - 1 ? first : undefined;
}

/** The same windows, each with another token at its end. */
function withLastTokenChanged(split: DatasetSplit, field: DatasetField): DatasetSplit {
  const { tokens = 2 } = field;
  const size = sampleSize(field);
  const gather = (samples: ArrayLike<number>): Int32Array<ArrayBuffer> => {
    const values = new Int32Array(samples.length * size);
    gatherField(split, field, samples, values);
    for (let end = size - 1; end < values.length; end += size) values[end] = (values[end] + Math.ceil(tokens / 2)) % tokens;
    return values;
  };
  return { ...split, fields: new Map([...split.fields, [field.name, { gather }]]) };
}
