import packageJson from '../../package.json' with { type: 'json' };
import { inferenceProgram } from '../compile/evaluation-program.ts';
import type { InferenceProgram } from '../compile/program.ts';
import type { DatasetInfo } from '../data/dataset.ts';
import { linkedInfo } from '../data/links.ts';
import { catalogOf, type DatasetCatalog } from '../data/registry.ts';
import { exportOnnx } from '../export/onnx.ts';
import { loweredFields, type PreprocessingPlace, storedSource } from '../export/preparation.ts';
import { toldInGraph } from '../export/targets.ts';
import { EngineError } from '../graph/errors.ts';
import { type FittedPreprocessing, infosOf, pipelinesOf } from '../preprocessing/fitted.ts';
import type { ExportRequest } from './engine-api.ts';
import { runPreprocessing } from './project-data.ts';
import { readTrained, type Trained } from './run-state.ts';

/** The ONNX file of a run's checkpoint. */
export async function exportRun({ runDirectory, datasets, checkpoint, opset, preprocessing: place }: ExportRequest): Promise<Uint8Array> {
  const trained = await readTrained(runDirectory, checkpoint);
  const preprocessing = await runPreprocessing(runDirectory, trained.project, datasets);
  return exportTrained({ ...trained, catalog: catalogOf(infosOf(preprocessing)), preprocessing }, opset, place);
}

/** A trained network, and the dataset that it reads among others. */
interface CataloguedRun extends Trained {
  readonly catalog: DatasetCatalog;
  /** What its data were prepared with; the dataset's own scaling where absent. */
  readonly preprocessing?: FittedPreprocessing;
}

/** As `exportRun`, of what is already loaded. Steps that no operator computes stay in the metadata. */
export function exportTrained(
  { project, tensors, catalog, preprocessing }: CataloguedRun,
  opset?: number,
  place: PreprocessingPlace = 'metadata',
): Uint8Array {
  const pipelines = preprocessing && pipelinesOf(preprocessing);
  const inGraph = place === 'graph' && pipelines !== undefined ? loweredFields(pipelines) : new Set<string>();
  const source = pipelines && storedSource(pipelines, inGraph);
  const told = place === 'graph' && pipelines !== undefined ? toldInGraph(pipelines) : undefined;
  const program = inferenceProgram(project, catalog.shapesOf, source, told);
  const { version } = packageJson;
  const dataset = trainedDataset(program, catalog);
  const { links } = project.data;
  return exportOnnx({
    program,
    tensors,
    dataset: links === undefined ? dataset : linkedInfo(dataset, links),
    project,
    version,
    inGraph,
    ...(pipelines !== undefined && { pipelines }),
    ...(preprocessing?.continuation && { continuation: preprocessing.continuation }),
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
