import { evaluationProgram } from '../compile/evaluation-program.ts';
import { statisticsProgram } from '../compile/statistics-program.ts';
import { trainingProgram } from '../compile/training-program.ts';
import type { Dataset } from '../data/dataset.ts';
import { catalogOf, type DatasetCatalog } from '../data/registry.ts';
import { linked, linkedInfo } from '../data/links.ts';
import { EngineError } from '../graph/errors.ts';
import { fitPreprocessing, withWindows } from '../preprocessing/fit.ts';
import { type FittedPreprocessing, infosOf } from '../preprocessing/fitted.ts';
import { prepareDataset } from '../preprocessing/prepare.ts';
import { withTextLengths } from '../preprocessing/text-length.ts';
import type { Project } from '../project/schema.ts';
import { splitTraining } from '../training/batches.ts';
import type { BatchExtent, ProgramSource } from '../training/programs.ts';
import { catalogFor, type DatasetFolders, openDataset } from './datasets.ts';
import { readPreprocessing } from './preprocessing-file.ts';

/** What a project trains on, and its programs by batch size. */
export interface ProjectData {
  /** As the network is fed. */
  readonly dataset: Dataset;
  /** As it is stored, in the project's windows. */
  readonly stored: Dataset;
  readonly preprocessing: FittedPreprocessing;
  /** Declarations of stored datasets: programs are compiled with them. */
  readonly catalog: DatasetCatalog;
  readonly programs: ProgramSource;
}

/** Opens the dataset that the project's inputs read, and prepares it with what a run has `saved`; with what its training samples say where absent. */
export async function projectData(project: Project, folders: DatasetFolders, saved?: FittedPreprocessing): Promise<ProjectData> {
  const catalog = saved === undefined ? await catalogFor(project, folders) : catalogOf(infosOf(saved));
  const { id, fields } = fieldsRead(project, catalog);
  const stored = withWindows(await openDataset(id, folders), project.data);
  const preprocessing = saved ?? fitPreprocessing(stored, trainingSamples(stored, project), project.data, fields);
  return {
    dataset: withLinks(prepareDataset(stored, preprocessing), project),
    stored,
    preprocessing,
    catalog,
    programs: programsOf(project, catalog),
  };
}

/** As `projectData`, with the constants that the run's folder holds. */
export async function runData(runDirectory: string, project: Project, folders: DatasetFolders): Promise<ProjectData> {
  return projectData(project, folders, await readPreprocessing(runDirectory));
}

/**
 * The samples that a run trains on and those it holds back are drawn by their number: of another number they would be others, and some
 * that it was trained on would judge it. Throws `dataset-changed`.
 */
export function checkSamples({ stored: { info }, preprocessing }: ProjectData): void {
  const [then, now] = [preprocessing.info.splits.train, info.splits.train];
  if (then === now) return;
  throw new EngineError(
    'dataset-changed',
    `${info.title} was replaced since the run was trained: expected ${then} training samples, came ${now}. Train the project again.`,
  );
}

/** What a run's data were prepared with; of a run whose folder doesn't say it, learnt again. */
export async function runPreprocessing(runDirectory: string, project: Project, folders: DatasetFolders): Promise<FittedPreprocessing> {
  return (await readPreprocessing(runDirectory)) ?? (await projectData(project, folders)).preprocessing;
}

/** The programs of a project by the size of a batch. */
export function programsOf(project: Project, catalog: DatasetCatalog): ProgramSource {
  const sized = ({ lengths }: BatchExtent): Project => {
    const info = lengths && catalog.infoOf(fieldsRead(project, catalog).id);
    return info === undefined || lengths === undefined ? project : withTextLengths(project, info, lengths);
  };
  return {
    training: (batchSize, extent = {}) => trainingProgram(sized(extent), catalog.shapesOf, batchSize, extent.graph),
    evaluation: (batchSize, extent = {}) => evaluationProgram(sized(extent), catalog.shapesOf, batchSize, extent.graph),
    statistics: (batchSize, extent = {}) => statisticsProgram(sized(extent), catalog.shapesOf, batchSize, extent.graph),
  };
}

/** The dataset with pairs of nodes as its samples, where the project predicts links. */
function withLinks(dataset: Dataset, { data: { links }, training }: Project): Dataset {
  if (links === undefined) return dataset;
  const { train } = linkedInfo(dataset.info, links).splits;
  return linked(dataset, links, { validation: splitTraining(training.seed, train, training.validationFraction).validation });
}

function fieldsRead(project: Project, catalog: DatasetCatalog): { readonly id: string; readonly fields: readonly string[] } {
  const { dataInputs } = evaluationProgram(project, catalog.shapesOf, 1);
  const [input] = dataInputs;
  const stored = catalog.infoOf(input?.dataset ?? '')?.fields.map(({ name }) => name) ?? [];
  if (input === undefined) throw new EngineError('project-problems', 'The network has no input. Add an Input layer.');
  return { id: input.dataset, fields: stored.filter((name) => dataInputs.some(({ field }) => field === name)) };
}

function trainingSamples({ train, info }: Dataset, { training }: Project) {
  return splitTraining(training.seed, train.size, training.validationFraction, info.window).training;
}
