import { t } from '../language/text.ts';
/** A file of the window's machine, and where it stands among those that came with it. */
export interface PickedFile {
  /** With `/`, the folder's name first where it came in one. */
  readonly path: string;
  readonly file: File;
}

/** Files that someone chose with a file or folder picker. */
export function filesOfInput(files: Iterable<File>): readonly PickedFile[] {
  return [...files].filter((file) => !isHidden(pathOf(file))).map((file) => ({ path: pathOf(file), file }));
}

function pathOf(file: File): string {
  return file.webkitRelativePath || file.name;
}

/** What is dragged, as long as its event lasts: reading folders goes on afterwards. */
export interface Dropped {
  readonly entries: readonly FileSystemEntry[];
  readonly files: readonly File[];
}

/** Must be called while the drop event is handled: its data is gone afterwards. */
export function droppedOf(data: DataTransfer): Dropped {
  const entries = [...data.items].map((item) => (item.kind === 'file' ? item.webkitGetAsEntry() : null));
  return { entries: entries.filter((entry) => entry !== null), files: [...data.files] };
}

/** Files of what was dropped, those in folders included; hidden ones are left out. `onCount` hears how many were found. */
export async function filesOfDrop({ entries, files }: Dropped, onCount: (count: number) => void): Promise<readonly PickedFile[]> {
  if (entries.length === 0) return filesOfInput(files);
  const found: PickedFile[] = [];
  const waiting = [...entries];
  for (let entry = waiting.pop(); entry !== undefined; entry = waiting.pop()) {
    if (isHidden(entry.fullPath)) continue;
    if (isFolder(entry)) {
      for (const inside of await entriesOf(entry)) waiting.push(inside);
    } else if (isFile(entry)) {
      found.push({ path: entry.fullPath.replace(/^\//, ''), file: await fileOf(entry) });
      if (found.length % 100 === 0) onCount(found.length);
    }
  }
  return found.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** `.DS_Store`, `.git` and their like are no data. */
function isHidden(path: string): boolean {
  return path.split('/').some((part) => part.startsWith('.'));
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}

/** A reader gives some hundred entries at a time, and none at the end. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<readonly FileSystemEntry[]> {
  const reader = folder.createReader();
  const entries: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<readonly FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return entries;
    entries.push(...some);
  }
}

/** Asks for files, or for a folder; `undefined` where nothing was chosen. */
export function chooseFiles(what: 'files' | 'folder'): Promise<readonly PickedFile[] | undefined> {
  const input = document.createElement('input');
  input.type = 'file';
  input.multiple = what === 'files';
  input.webkitdirectory = what === 'folder';
  return new Promise((resolve) => {
    input.addEventListener('change', () => resolve(filesOfInput(input.files ?? [])));
    input.addEventListener('cancel', () => resolve(undefined));
    input.click();
  });
}

/** What the files are called together: the one file, the folder that they came in, or the first of several. */
export function nameOfFiles(files: readonly { readonly path: string }[]): string {
  const [first, ...others] = new Set(files.map(({ path }) => path.split('/')[0]));
  if (first === undefined) return t('nothing');
  return others.length === 0 ? first : t('{name} and {count} more', { name: first, count: others.length });
}
