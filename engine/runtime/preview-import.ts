import { basename, resolve } from 'node:path';
import type { ConversionOptions, SampleBlock } from '../conversion/definition.ts';
import type { ImportPreview } from '../conversion/import-preview.ts';
import { limited } from '../conversion/limited.ts';
import { planSources } from '../conversion/plan.ts';
import { previewSamples } from '../conversion/preview-samples.ts';
import { columnChoices, rowsLookedAt, seriesHint, shownColumns, tableStart } from '../conversion/table-preview.ts';
import { chosenTarget } from '../conversion/tensor-roles.ts';
import { EngineError, toErrorData } from '../graph/errors.ts';
import type { RawData } from '../importers/definition.ts';
import { fileError } from '../importers/failure.ts';
import { OpenedSources, type SourceReaders, type SourceRequest } from './import-source.ts';
import { imageDecoder } from './importers/images.ts';

/** Rows that guesses and the preliminary declaration stand on, samples that are shown. */
const ROWS = 1000;
const SHOWN = 24;
/** So many windows of a series are read in any case, so that some lie in the share for testing. */
const WINDOWS = 12;

export interface PreviewRequest extends SourceRequest {
  /** The id may be empty while none is chosen. */
  readonly options: Omit<ConversionOptions, 'source'>;
  readonly aborted?: () => boolean;
}

/**
 * What files or a folder hold and what an import with these choices would make of them, from their first rows alone: a preview of a file
 * takes as long whatever the file's size. Nothing is stored. What speaks against an import is the preview's `problem`; throws
 * `unsupported-file` or `bad-file` where no reader knows the source or it can't be opened at all, `import-stopped` once aborted.
 */
export async function previewImport(request: PreviewRequest): Promise<ImportPreview> {
  const opened = new OpenedSources();
  try {
    const readers = await opened.readers(request);
    const name = basename(resolve(request.paths[0] ?? '.'));
    if (readers === undefined) throw fileError('unsupported-file', name, {}, 'no reader knows it. Choose a reader, or other files.');
    checkAborted(request);
    const common = commonOf(name, readers);
    const source = request.paths.map((path) => basename(resolve(path))).join(', ');
    try {
      const whole = await opened.read(request);
      return { ...common, ...(await previewOfData(whole, { ...request.options, source }, request)) };
    } catch (error) {
      checkAborted(request);
      if (!(error instanceof EngineError)) throw error;
      return { ...common, problem: toErrorData(error) };
    }
  } finally {
    await opened.close();
  }
}

function commonOf(title: string, { chosen, candidates }: SourceReaders): ImportPreview {
  return {
    form: chosen.forms[0],
    title,
    reader: chosen.id,
    readers: candidates.map((reader) => ({ id: reader.id, title: reader.title })),
    settable: chosen.takes === 'file' ? chosen.settings : [],
    notes: [],
  };
}

type DataPreview = Omit<ImportPreview, 'reader' | 'readers' | 'settable'>;

async function previewOfData(whole: readonly RawData[], options: ConversionOptions, request: PreviewRequest): Promise<DataPreview> {
  const [first] = whole;
  const { length, horizon } = options.window ?? { length: 0, horizon: 0 };
  const columns = Math.max(0, ...whole.map((data) => (data.form === 'table' ? data.columns.length : 0)));
  const rows = rowsLookedAt(columns, ROWS) + WINDOWS * (length + horizon);
  const some = whole.map((data) => limited(data, data.form === 'images' ? SHOWN : rows));
  const [start] = some;
  const total = totalOf(whole);
  const common = { form: first.form, title: options.title ?? first.title, notes: first.notes, ...(total !== undefined && { total }) };
  if (start.form !== 'table') return { ...common, ...targetsOf(start, options), ...(await converted(some, options, request)) };
  const { problem, ...begun } = await tableStart(start);
  checkAborted(request);
  const { notes, ...table } = shownColumns({ ...begun, ...columnChoices(begun.columns, options) });
  const begin = { ...common, settings: start.settings, ...table };
  if (problem !== undefined) return { ...begin, notes: [...first.notes, ...notes], problem };
  const hint = seriesHint(begun, options);
  const outcome = await converted(some, options, request);
  return { ...begin, ...outcome, notes: [...hint, ...notes, ...(outcome.notes ?? first.notes)] };
}

/** The dataset that would come of the first samples, or why none would. */
async function converted(
  some: readonly RawData[],
  options: ConversionOptions,
  request: PreviewRequest,
): Promise<Pick<ImportPreview, 'info' | 'samples' | 'problem'> & { readonly notes?: readonly string[] }> {
  try {
    const plan = await planSources(some, options, imageDecoder);
    const blocks: SampleBlock[] = [];
    const counts = { train: 0, test: 0 };
    for await (const block of plan.samples()) {
      checkAborted(request);
      const shown = blocks.reduce((sum, { size }) => sum + size, 0);
      if (shown < SHOWN && block.size > 0) blocks.push(block);
      for (const isTest of block.isTest) counts[isTest ? 'test' : 'train'] += 1;
    }
    const info = plan.describe({ train: Math.max(1, counts.train), test: Math.max(1, counts.test) });
    if (blocks.length === 0) throw new EngineError('no-samples', 'No row has all that a sample needs.');
    return { info, samples: previewSamples(info, blocks, SHOWN), notes: plan.notes() };
  } catch (error) {
    checkAborted(request);
    if (!(error instanceof EngineError)) throw error;
    return { problem: toErrorData(error) };
  }
}

function targetsOf(data: RawData, { target }: ConversionOptions): Pick<ImportPreview, 'target' | 'targets'> {
  if (data.form !== 'tensors') return {};
  const chosen = target ?? chosenTarget(data.tensors);
  return { targets: data.tensors.map(({ name }) => name), ...(chosen !== undefined && { target: chosen }) };
}

/** Number of samples where it is known without reading them. */
function totalOf(whole: readonly RawData[]): number | undefined {
  const counts = whole.map((data) => {
    if (data.form === 'table') return data.rowCount;
    if (data.form === 'images') return data.samples.length;
    return data.form === 'graph' ? data.nodes.ids.length : undefined;
  });
  return counts.reduce<number | undefined>((sum, count) => (sum === undefined || count === undefined ? undefined : sum + count), 0);
}

function checkAborted({ aborted }: PreviewRequest): void {
  if (aborted?.() === true) throw new EngineError('import-stopped', 'The preview was stopped.');
}
