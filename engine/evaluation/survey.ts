import type { Dataset, DatasetField, FieldReading } from '../data/dataset.ts';
import { invariant } from '../graph/errors.ts';
import type { TensorData } from '../graph/types.ts';
import { lossOf } from '../losses/registry.ts';
import { fittingMetrics } from '../metrics/fit.ts';
import type { Samples } from '../training/batches.ts';
import { batchOf, type ScoredOutput } from '../training/scores.ts';
import { ClassificationSurvey } from './classification.ts';
import { RegressionSurvey } from './regression.ts';
import type { OutputReport, RegressionReport } from './report.ts';

/** Gathers the reports of all outputs of a network, batch by batch. */
export class Survey {
  private readonly outputs: readonly SurveyedOutput[];

  /** `samples` are all that will come. */
  constructor(outputs: readonly ScoredOutput[], dataset: Pick<Dataset, 'info' | 'readings'>, samples: number) {
    this.outputs = outputs.map((output) => surveyedOutput(output, dataset, samples));
  }

  /** Adds a batch of samples of the split: `tensor` gives predictions and targets by graph value. */
  add(samples: Samples, tensor: (value: string) => TensorData): void {
    for (const output of this.outputs) output.add(samples, tensor);
  }

  reports(): readonly OutputReport[] {
    return this.outputs.map((output) => output.report());
  }
}

interface SurveyedOutput {
  add(samples: Samples, tensor: (value: string) => TensorData): void;
  report(): OutputReport;
}

function surveyedOutput(scored: ScoredOutput, { info, readings }: Pick<Dataset, 'info' | 'readings'>, samples: number): SurveyedOutput {
  const { prediction, reading } = scored;
  const field = info.fields.find(({ name }) => name === prediction.targetField);
  invariant(field !== undefined, `${info.id} has the field ${prediction.targetField}`);
  const loss = lossOf(prediction.loss);
  const named = { nodeId: prediction.nodeId, target: field.label };
  if (loss.embeds === true) return { add: () => {}, report: () => ({ kind: 'embedding', ...named, scores: {} }) };
  const { classes } = reading;
  const metrics = fittingMetrics({
    loss,
    target: {
      shape: field.shape,
      role: field.role,
      ...(classes !== undefined && { classes }),
      ...(field.tokens !== undefined && { tokens: field.tokens }),
    },
  });
  if (classes === undefined) {
    const survey = new RegressionSurvey(reading, metrics, samples);
    return {
      add: (part, tensor) => survey.add(batchOf(scored, part.length, tensor), part),
      report: () => survey.report({ ...named, ...toldIn(field, readings?.get(field.name)) }),
    };
  }
  const survey = new ClassificationSurvey(reading, metrics);
  const known = field.classes ?? readings?.get(field.name)?.names;
  const names = Array.from({ length: classes }, (_, k) => known?.[k] ?? String(k));
  return {
    add: (part, tensor) => survey.add(batchOf(scored, part.length, tensor), part),
    report: () => survey.report({ ...named, classes: names }),
  };
}

/** The unit of numbers that are told, and what was done to them where that can't be undone. */
function toldIn(fed: DatasetField, reading: FieldReading | undefined): Pick<RegressionReport, 'unit' | 'kept'> {
  const { unit, kept } = reading ?? { unit: fed.unit, kept: [] };
  return { ...(unit !== undefined && { unit }), ...(kept.length > 0 && { kept }) };
}
