import type { Dataset } from '../data/dataset.ts';
import { EngineError } from '../graph/errors.ts';
import type { Project } from '../project/schema.ts';
import { indices } from '../random/distributions.ts';
import { type Samples, splitTraining } from '../training/batches.ts';
import { evaluate, evaluationBatchSize } from '../training/evaluate.ts';
import type { MetricValues } from '../training/events.ts';
import { Runners } from '../training/programs.ts';
import type { EvaluateRequest } from './engine-api.ts';
import { onnxruntimeBackend } from './onnxruntime-backend.ts';
import { readTrained } from './run-state.ts';
import { programsOf, projectDataset } from './training-run.ts';

/** Loss and metrics of a run's checkpoint on a split, the parts of the training split drawn as in the run. */
export async function evaluateRun(request: EvaluateRequest): Promise<MetricValues> {
  const { project, tensors } = await readTrained(request.runDirectory, request.checkpoint);
  const dataset = await projectDataset(project, request.datasetsDirectory);
  const runners = new Runners(programsOf(project), { backend: onnxruntimeBackend, threads: request.threads, dataset });
  try {
    const split = request.split === 'test' ? dataset.test : dataset.train;
    const batchSize = evaluationBatchSize(project.training.batchSize);
    const values = await evaluate({ runners, split, samples: samplesOf(request.split, dataset, project), batchSize, state: tensors });
    if (values === undefined) throw new EngineError('no-samples', `The run has no ${request.split} samples. Choose another split.`);
    return values;
  } finally {
    await runners.dispose();
  }
}

function samplesOf(split: EvaluateRequest['split'], dataset: Dataset, { training }: Project): Samples {
  if (split === 'test') return indices(dataset.test.size);
  const parts = splitTraining(training.seed, dataset.train.size, training.validationFraction);
  return split === 'train' ? parts.training : parts.validation;
}
