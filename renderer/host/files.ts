import { formatProject } from '../../engine/project/parse.ts';
import { EngineError } from '../../engine/graph/errors.ts';
import type { Project } from '../../engine/project/schema.ts';
import { slug } from '../../engine/project/slug.ts';
import type { OpenedProject } from '../../host/api.ts';
import { t } from '../language/text.ts';
import { desktop, host } from './host.ts';
import { mendedText } from './mended.ts';
import { attempt, reportDone } from '../window/failures.ts';
import { navigate, type Workspace } from '../window/route.ts';

/** Hands a file to the user: the system's save dialog on the desktop, a download in a browser. */
export async function saveToUser(fileName: string, bytes: Uint8Array<ArrayBuffer>, type: string): Promise<void> {
  const bridge = desktop();
  if (bridge) {
    const path = await bridge.saveFile(fileName, bytes);
    if (path !== undefined) reportDone(t('File written'), path);
    return;
  }
  const url = URL.createObjectURL(new Blob([bytes], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** The project as a file that any Netloom opens. */
export function downloadProject(project: Project): Promise<void> {
  const bytes = new TextEncoder().encode(formatProject(project));
  return saveToUser(`${slug(project.name)}.netloom`, bytes, 'application/json');
}

/** Asks for a project file and opens it. */
export async function chooseProjectFile(): Promise<void> {
  const bridge = desktop();
  if (bridge) {
    const path = await bridge.chooseProjectFile();
    if (path !== undefined) await openProjectAt(path);
    return;
  }
  const file = await chooseInBrowser();
  if (file) await importFile(file);
}

/** Opens a project file by its path, as the desktop shell gives it. */
export function openProjectAt(path: string): Promise<void> {
  return show(() => host().openProjectFile(path));
}

function chooseInBrowser(): Promise<File | undefined> {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = '.netloom,.json,application/json';
  return new Promise((resolve) => {
    input.addEventListener('change', () => resolve(input.files?.[0]));
    input.addEventListener('cancel', () => resolve(undefined));
    input.click();
  });
}

/** Whether a dropped file is a project, or a model, of which it is said why it can't be opened. */
export function isProjectFile(name: string): boolean {
  return /\.netloom$/i.test(name) || isModel(name);
}

/** Whether a file of another name holds a project: so it begins. */
export async function isProjectText(file: File): Promise<boolean> {
  return /^\s*\{\s*"format":\s*"netloom"/.test(await file.slice(0, 200).text());
}

/** Opens dropped project files, the last one in this window: on the desktop in place, in a browser as projects of the workspace. */
export async function openDroppedProjects(files: readonly File[]): Promise<void> {
  for (const file of files) {
    const path = desktop()?.pathOfFile(file);
    if (path && !isModel(file.name)) await openProjectAt(path);
    else await importFile(file);
  }
}

/** Adds a project file that was chosen or dropped to the workspace and opens it. */
async function importFile(file: File): Promise<void> {
  await show(async () => {
    if (isModel(file.name)) throw new EngineError('not-a-project', t(ONNX_MISTAKE, { name: file.name }));
    if (file.size > MOST_BYTES) {
      const size = Math.round(file.size / 2 ** 20);
      throw new EngineError('not-a-project', t('{name} has {size} MiB; a project file has at most 64.', { name: file.name, size }));
    }
    return host().importProject(file.name, await file.text());
  });
}

const MOST_BYTES = 64 * 2 ** 20;

const ONNX_MISTAKE =
  '{name} is an ONNX model, not a Netloom project. Netloom writes ONNX files and opens .netloom files, which hold the drawing.';

function isModel(name: string): boolean {
  return /\.onnx$/i.test(name);
}

async function show(open: () => Promise<OpenedProject>): Promise<void> {
  const opened = await attempt(t('The file could not be opened'), open);
  if (!opened) return;
  openInWindow(opened.info.id);
  const mended = mendedText(opened.diagnostics);
  if (mended !== undefined) reportDone(t('The file was mended'), mended);
}

export function openInWindow(id: string, workspace: Workspace = 'build'): void {
  navigate({ page: 'project', id, workspace });
}

/** A new project, empty unless `make` says otherwise; shows it. */
export async function createProject(make = () => host().createProject()): Promise<OpenedProject | undefined> {
  const opened = await attempt(t('The project could not be made'), make);
  if (opened) openInWindow(opened.info.id);
  return opened;
}

/** A copy of a project beside it in the workspace. */
export function duplicateProject(project: Project): Promise<OpenedProject | undefined> {
  const copy = { ...project, name: t('{name} copy', { name: project.name }) };
  return attempt(t('The project could not be duplicated'), () => host().importProject(`${slug(copy.name)}.netloom`, formatProject(copy)));
}
