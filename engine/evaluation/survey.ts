import type { DatasetInfo } from '../data/dataset.ts';
import { invariant } from '../graph/errors.ts';
import type { TensorData } from '../graph/types.ts';
import { lossOf } from '../losses/registry.ts';
import { fittingMetrics } from '../metrics/fit.ts';
import type { Samples } from '../training/batches.ts';
import { batchOf, type ScoredOutput } from '../training/scores.ts';
import { ClassificationSurvey } from './classification.ts';
import { RegressionSurvey } from './regression.ts';
import type { OutputReport } from './report.ts';

/** Gathers the reports of all outputs of a network, batch by batch. */
export class Survey {
  private readonly outputs: readonly SurveyedOutput[];

  /** `samples` are all that will come. */
  constructor(outputs: readonly ScoredOutput[], dataset: DatasetInfo, samples: number) {
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

function surveyedOutput({ prediction, reading }: ScoredOutput, dataset: DatasetInfo, samples: number): SurveyedOutput {
  const field = dataset.fields.find(({ name }) => name === prediction.targetField);
  invariant(field !== undefined, `${dataset.id} has the field ${prediction.targetField}`);
  const loss = lossOf(prediction.loss);
  const named = { nodeId: prediction.nodeId, target: field.label };
  if (loss.embeds === true) return { add: () => {}, report: () => ({ kind: 'embedding', ...named, scores: {} }) };
  const { classes } = reading;
  const metrics = fittingMetrics({ loss, target: { shape: field.shape, role: field.role, ...(classes !== undefined && { classes }) } });
  if (classes === undefined) {
    const survey = new RegressionSurvey(reading, metrics, samples);
    return {
      add: (part, tensor) => survey.add(batchOf(prediction, part.length, tensor), part),
      report: () => survey.report({ ...named, ...(field.unit !== undefined && { unit: field.unit }) }),
    };
  }
  const survey = new ClassificationSurvey(reading, metrics);
  const names = Array.from({ length: classes }, (_, k) => field.classes?.[k] ?? String(k));
  return {
    add: (part, tensor) => survey.add(batchOf(prediction, part.length, tensor), part),
    report: () => survey.report({ ...named, classes: names }),
  };
}
