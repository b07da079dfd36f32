import { create } from 'zustand';
import { datasetOf } from '../../engine/data/registry.ts';
import type { ImportPreview } from '../../engine/conversion/import-preview.ts';
import { EngineError } from '../../engine/graph/errors.ts';
import type { HostApi, ImportChoices, ImportSource, JobProgress } from '../../host/api.ts';
import { messageOf, reportFailure } from '../window/failures.ts';
import { desktop, host, refreshDatasets, useHost } from '../host/host.ts';
import { runJob } from '../host/jobs.ts';
import { t } from '../language/text.ts';
import { freeId, titleOfFile } from './names.ts';
import { droppedOf, filesOfDrop, nameOfFiles, type PickedFile } from './picked-files.ts';
import { uploadFiles, type UploadProgress } from './upload.ts';

type ImportResult = Awaited<ReturnType<HostApi['importDataset']>>;

/** What a person has said of the data; the rest is guessed. */
export type Chosen = Omit<ImportChoices, 'id' | 'replace'> & { readonly id?: string };

interface ImportState {
  /** What the dialog shows; it is closed where undefined. */
  readonly stage: 'choose' | 'reading' | 'uploading' | 'preview' | 'done' | undefined;
  /** What the data is called that was given: a file's or a folder's name. */
  readonly name: string;
  /** Files found so far in folders that are being read. */
  readonly found: number;
  readonly upload: UploadProgress | undefined;
  readonly chosen: Chosen;
  /** The last preview; it stays while the next one is made. */
  readonly preview: ImportPreview | undefined;
  /** The choices that the preview was made with. */
  readonly previewed: Chosen | undefined;
  readonly isPreviewing: boolean;
  /** Why the last upload, preview or import came to nothing. */
  readonly failure: string | undefined;
  /** There while the import runs. */
  readonly importing: Partial<JobProgress> | undefined;
  readonly result: ImportResult | undefined;
  /** The Input layer that asked for the data. */
  readonly forNode: string | undefined;
}

const closed: ImportState = {
  stage: undefined,
  name: '',
  found: 0,
  upload: undefined,
  chosen: {},
  preview: undefined,
  previewed: undefined,
  isPreviewing: false,
  failure: undefined,
  importing: undefined,
  result: undefined,
  forNode: undefined,
};

/** The import of data of one's own that the dialog shows. */
export const useImport = create<ImportState>()(() => closed);

const stopped = new EngineError('import-stopped', 'The import was stopped; nothing was stored.');

/** Previews wait this long for the next keystroke. */
const PREVIEW_DELAY = 250;

/** What belongs to the data that was given last: stopped and removed as a whole. */
interface Session {
  readonly stop: AbortController;
  source: ImportSource | undefined;
  preview: AbortController | undefined;
  importing: AbortController | undefined;
  timer: ReturnType<typeof setTimeout> | undefined;
}

let session: Session | undefined;

/** Opens the dialog, which asks for data. */
export function openImport(forNode?: string): void {
  if (isBusy()) return;
  endSession();
  useImport.setState({ ...closed, stage: 'choose', forNode });
}

/** Ends what is under way, removes what was uploaded and closes the dialog. */
export function closeImport(): void {
  endSession();
  useImport.setState(closed);
}

/** Whether leaving the dialog would break something off. */
export function isBusy(): boolean {
  const { stage, importing } = useImport.getState();
  return stage === 'reading' || stage === 'uploading' || importing !== undefined;
}

/** Takes what was dropped on the window; must be called while the event is handled. */
export function takeDrop(data: DataTransfer): void {
  if (refused()) return;
  const paths = pathsOf([...data.files]);
  if (paths !== undefined) return takePaths(paths);
  const dropped = droppedOf(data);
  const { stop } = begin('reading', nameOfFiles([...data.files].map(({ name }) => ({ path: name }))));
  void filesOfDrop(dropped, (found) => stop.signal.aborted || useImport.setState({ found })).then(
    (files) => stop.signal.aborted || takeFiles(files),
    (error: unknown) => stop.signal.aborted || fail('choose', error),
  );
}

/** Takes files that were chosen: on the desktop by their paths, else their bytes are uploaded first. */
export function takeFiles(files: readonly PickedFile[]): void {
  if (files.length === 0) {
    useImport.setState({ stage: 'choose', failure: t('There are no files in it. Hidden files are passed over.') });
    return;
  }
  const paths = pathsOf(files.map(({ file }) => file));
  if (paths === undefined) void upload(files);
  else takePaths([...new Set(files.map(({ path }, i) => rootOf(paths[i], path)))]);
}

async function upload(files: readonly PickedFile[]): Promise<void> {
  const own = begin('uploading', nameOfFiles(files));
  const { signal } = own.stop;
  try {
    const uploadId = await uploadFiles(host(), files, { signal, onProgress: progressShown(signal) });
    own.source = { uploadId };
    if (signal.aborted) return discard(own);
    useImport.setState({ stage: 'preview', upload: undefined });
    void previewNow();
  } catch (error) {
    if (!signal.aborted) fail('choose', error);
  }
}

/** Tells at most once a frame: thousands of small files arrive faster than they can be shown. */
function progressShown(signal: AbortSignal): (progress: UploadProgress) => void {
  let shown = -Infinity;
  return (progress) => {
    const now = performance.now();
    if (signal.aborted || (now - shown < 50 && progress.files < progress.totalFiles)) return;
    shown = now;
    useImport.setState({ upload: progress });
  };
}

/** Files or folders on the host's own machine. */
export function takePaths(paths: readonly string[]): void {
  const own = begin('preview', nameOfFiles(paths.map((path) => ({ path: path.split(/[\\/]/).findLast((part) => part !== '') ?? path }))));
  own.source = { paths };
  void previewNow();
}

function pathsOf(files: readonly File[]): readonly string[] | undefined {
  const bridge = desktop();
  if (bridge === undefined || files.length === 0) return undefined;
  const paths = files.map((file) => bridge.pathOfFile(file));
  return paths.includes('') ? undefined : paths;
}

/** `/home/ann/digits` for `/home/ann/digits/3/1.png`, which came as `digits/3/1.png`. */
function rootOf(whole: string, path: string): string {
  return whole.slice(0, whole.length - path.length + path.split('/')[0].length);
}

function refused(): boolean {
  if (!isBusy()) return false;
  reportFailure(t('Data is being imported'), new EngineError('import-runs', t('Wait until it is done, or cancel it.')));
  return true;
}

function begin(stage: 'reading' | 'uploading' | 'preview', name: string): Session {
  endSession();
  session = { stop: new AbortController(), source: undefined, preview: undefined, importing: undefined, timer: undefined };
  useImport.setState(({ forNode }) => ({ ...closed, stage, name, forNode }));
  return session;
}

function endSession(): void {
  if (session === undefined) return;
  const ended = session;
  session = undefined;
  clearTimeout(ended.timer);
  ended.stop.abort();
  ended.preview?.abort();
  ended.importing?.abort();
  discard(ended);
}

function discard({ source }: Session): void {
  // What can't be discarded now goes with the window.
  if (source !== undefined && 'uploadId' in source)
    void host()
      .discardUpload(source.uploadId)
      .catch(() => {});
}

function fail(stage: 'choose' | 'preview', error: unknown): void {
  useImport.setState({ stage, failure: messageOf(error), upload: undefined, isPreviewing: false, importing: undefined });
}

/** Takes choices; a preview that follows them is made when they pause. `undefined` leaves one to the guess again. */
export function choose(changes: { readonly [Name in keyof Chosen]?: Chosen[Name] | undefined }): void {
  useImport.setState(({ chosen }) => ({ chosen: withoutUndefined({ ...chosen, ...changes }), failure: undefined }));
  if (session === undefined || Object.keys(changes).every((name) => ['title', 'id', 'license'].includes(name))) return;
  clearTimeout(session.timer);
  session.preview?.abort();
  useImport.setState({ isPreviewing: true });
  session.timer = setTimeout(() => void previewNow(), PREVIEW_DELAY);
}

function withoutUndefined<T extends object>(record: T): T {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as T;
}

async function previewNow(): Promise<void> {
  const own = session;
  if (own?.source === undefined) return;
  const { source } = own;
  own.preview?.abort();
  const wanted = new AbortController();
  own.preview = wanted;
  useImport.setState({ isPreviewing: true });
  const { chosen } = useImport.getState();
  try {
    const preview = await runJob((job) => host().previewImport(job, source, choicesOf(useImport.getState())), { signal: wanted.signal });
    if (!wanted.signal.aborted) useImport.setState({ preview, previewed: chosen, isPreviewing: false, failure: undefined });
  } catch (error) {
    if (!wanted.signal.aborted) fail('preview', error);
  }
}

/** Title and id as they were given, or as they follow from the source. */
export function namesOf({ chosen, preview, name }: Pick<ImportState, 'chosen' | 'preview' | 'name'>): {
  readonly title: string;
  readonly id: string;
} {
  const title = chosen.title ?? titleOfFile(preview?.title ?? name);
  const { datasets } = useHost.getState();
  const taken = (id: string) => datasetOf(id) !== undefined || datasets.some((dataset) => dataset.id === id);
  return { title, id: chosen.id ?? freeId(title, taken) };
}

function choicesOf(state: ImportState): ImportChoices {
  const { title, id } = namesOf(state);
  return { ...state.chosen, title: title.trim() === '' ? id : title.trim(), id };
}

/** Stores the data. `replace` lets it take the place of one's own dataset of that id. */
export async function runImport(replace: boolean): Promise<void> {
  const own = session;
  if (own?.source === undefined || isBusy()) return;
  const { source } = own;
  const running = new AbortController();
  own.importing = running;
  useImport.setState({ importing: {}, failure: undefined });
  try {
    const result = await runJob((job) => host().importDataset(job, source, { ...choicesOf(useImport.getState()), replace }), {
      signal: running.signal,
      onProgress: (importing) => running.signal.aborted || useImport.setState({ importing }),
    });
    await refreshDatasets();
    if (session !== own) return;
    endSession();
    useImport.setState({ stage: 'done', result, importing: undefined });
  } catch (error) {
    if (session === own) fail('preview', running.signal.aborted ? stopped : error);
  }
}

/** Stops the import that runs; the choices stay. */
export function stopImport(): void {
  session?.importing?.abort();
}
