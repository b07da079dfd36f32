import type { Dataset } from '../data/dataset.ts';
import { EngineError } from '../graph/errors.ts';
import type { Project } from '../project/schema.ts';
import { type Samples, samplesOfSplit, trainingParts } from '../training/batches.ts';
import { evaluate, evaluationBatchSize } from '../training/evaluate.ts';
import { Survey } from '../evaluation/survey.ts';
import type { EvaluationReport } from '../evaluation/report.ts';
import { Runners } from '../training/programs.ts';
import type { EvaluateRequest } from './engine-api.ts';
import { onnxruntimeBackend } from './onnxruntime-backend.ts';
import { readTrained } from './run-state.ts';
import { checkSamples, runData } from './project-data.ts';

/** What a run's checkpoint makes of a split, the parts of the training split drawn as in the run. */
export async function evaluateRun(request: EvaluateRequest): Promise<EvaluationReport> {
  const { project, tensors, epoch } = await readTrained(request.runDirectory, request.checkpoint);
  const data = await runData(request.runDirectory, project, request.datasets);
  if (request.split !== 'test') checkSamples(data);
  const { dataset, programs } = data;
  const runners = new Runners(programs, { backend: onnxruntimeBackend, threads: request.threads, dataset });
  try {
    const split = request.split === 'test' ? dataset.test : dataset.train;
    const batchSize = evaluationBatchSize(dataset, project.training.batchSize);
    const samples = samplesOf(request.split, dataset, project);
    let survey: Survey | undefined;
    const metrics = await evaluate({
      runners,
      split,
      samples,
      batchSize,
      state: tensors,
      onBatch: (runner, part) => {
        survey ??= new Survey(runner.outputs, dataset, samples.length);
        survey.add(part, (value) => runner.output(value));
      },
    });
    if (metrics === undefined || survey === undefined) {
      throw new EngineError('no-samples', `The run has no ${request.split} samples. Choose another split.`);
    }
    const { split: name, checkpoint } = request;
    return {
      split: name,
      checkpoint,
      ...(epoch !== undefined && { epoch }),
      samples: samples.length,
      metrics,
      outputs: survey.reports(),
    };
  } finally {
    await runners.dispose();
  }
}

function samplesOf(split: EvaluateRequest['split'], dataset: Dataset, { training }: Project): Samples {
  if (split === 'test') return samplesOfSplit(dataset.test);
  const parts = trainingParts(dataset, training);
  return split === 'train' ? parts.training : parts.validation;
}
