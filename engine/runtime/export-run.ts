import packageJson from '../../package.json' with { type: 'json' };
import { inferenceProgram } from '../compile/evaluation-program.ts';
import type { InferenceProgram } from '../compile/program.ts';
import type { DatasetInfo } from '../data/dataset.ts';
import { datasetOf, datasetShapes } from '../data/registry.ts';
import { exportOnnx } from '../export/onnx.ts';
import { EngineError } from '../graph/errors.ts';
import type { ExportRequest } from './engine-api.ts';
import { readTrained, type Trained } from './run-state.ts';

/** The ONNX file of a run's checkpoint. */
export async function exportRun({ runDirectory, checkpoint, opset }: ExportRequest): Promise<Uint8Array> {
  return exportTrained(await readTrained(runDirectory, checkpoint), opset);
}

/** As `exportRun`, of what is already loaded. */
export function exportTrained({ project, tensors }: Trained, opset?: number): Uint8Array {
  const program = inferenceProgram(project, datasetShapes);
  const { version } = packageJson;
  return exportOnnx({ program, tensors, dataset: trainedDataset(program), project, version, ...(opset !== undefined && { opset }) });
}

/** The declaration of the dataset that a network reads. */
export function trainedDataset({ dataInputs }: InferenceProgram): DatasetInfo {
  const id = dataInputs[0]?.dataset ?? '';
  const dataset = datasetOf(id);
  if (dataset === undefined) throw new EngineError('unknown-dataset', `There is no dataset "${id}".`);
  return dataset;
}
