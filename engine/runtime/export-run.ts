import packageJson from '../../package.json' with { type: 'json' };
import { inferenceProgram } from '../compile/evaluation-program.ts';
import type { InferenceProgram } from '../compile/program.ts';
import type { DatasetInfo } from '../data/dataset.ts';
import type { DatasetCatalog } from '../data/registry.ts';
import { exportOnnx } from '../export/onnx.ts';
import { EngineError } from '../graph/errors.ts';
import { catalogFor } from './datasets.ts';
import type { ExportRequest } from './engine-api.ts';
import { readTrained, type Trained } from './run-state.ts';

/** The ONNX file of a run's checkpoint. */
export async function exportRun({ runDirectory, datasets, checkpoint, opset }: ExportRequest): Promise<Uint8Array> {
  const trained = await readTrained(runDirectory, checkpoint);
  return exportTrained({ ...trained, catalog: await catalogFor(trained.project, datasets) }, opset);
}

/** A trained network, and the dataset that it reads among others. */
interface CataloguedRun extends Trained {
  readonly catalog: DatasetCatalog;
}

/** As `exportRun`, of what is already loaded. */
export function exportTrained({ project, tensors, catalog }: CataloguedRun, opset?: number): Uint8Array {
  const program = inferenceProgram(project, catalog.shapesOf);
  const { version } = packageJson;
  return exportOnnx({
    program,
    tensors,
    dataset: trainedDataset(program, catalog),
    project,
    version,
    ...(opset !== undefined && { opset }),
  });
}

/** The declaration of the dataset that a network reads. */
export function trainedDataset({ dataInputs }: InferenceProgram, { infoOf }: DatasetCatalog): DatasetInfo {
  const id = dataInputs[0]?.dataset ?? '';
  const dataset = infoOf(id);
  if (dataset === undefined) throw new EngineError('unknown-dataset', `There is no dataset "${id}".`);
  return dataset;
}
