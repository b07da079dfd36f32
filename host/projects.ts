import { mkdir, readdir, realpath, rename } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join } from 'node:path';
import { EngineError } from '../engine/graph/errors.ts';
import { projectSchema, PROJECT_VERSION, type Project } from '../engine/project/schema.ts';
import { slug } from '../engine/project/slug.ts';
import { removeLeftovers, replaceFile } from '../engine/runtime/atomic-file.ts';
import type { OpenedProject, ProjectInfo, ProjectVersion } from './api.ts';
import { backupText, keepBackup, listBackups, moveBackups } from './backups.ts';
import { withFileLock } from './file-lock.ts';
import { projectText, readProject, readProjectText, type ProjectText } from './project-file.ts';
import { isProjectId, uniqueName } from './project-names.ts';
import { RecentFiles } from './recent-files.ts';
import { Turns } from './turns.ts';
import { unwritable } from './unwritable.ts';
import { contentHash, PROJECT_EXTENSION, type Workspace } from './workspace.ts';

interface ProjectPath {
  readonly id: string;
  readonly path: string;
}

/** Projects as files: those of the workspace folder and those opened in place. Nothing is ever written half or over what isn't known. */
export class Projects {
  readonly #workspace: Workspace;
  readonly #recent: RecentFiles;
  readonly #turns = new Turns();
  readonly #now: () => Date;
  /** Hears each content that this store has written. */
  readonly #onWritten: (id: string, revision: string) => void;
  /** The last content of each file that this store wrote: any other one is somebody else's. */
  readonly #own = new Map<string, string>();

  constructor(workspace: Workspace, onWritten: (id: string, revision: string) => void, now: () => Date = () => new Date()) {
    this.#workspace = workspace;
    this.#recent = new RecentFiles(workspace);
    this.#onWritten = onWritten;
    this.#now = now;
  }

  /** Last changed first; a file that can't be read says why. */
  async list(): Promise<readonly ProjectInfo[]> {
    const paths = [...(await this.#workspacePaths()), ...(await this.#recent.list())];
    const infos = await Promise.all(paths.map((each) => this.#describe(each)));
    return infos.toSorted((a, b) => b.changedAt - a.changedAt || a.id.localeCompare(b.id));
  }

  async create(project: Project): Promise<OpenedProject> {
    return this.#turns.take('create', async () => {
      const id = await withFileLock(this.#workspace, this.#workspace.projects, () => this.#createFile(project));
      return this.open(id);
    });
  }

  /** Throws the first problem of a text that is no project. */
  async import(fileName: string, text: string): Promise<OpenedProject> {
    const { project, diagnostics } = readProject(text, basename(fileName));
    return { ...(await this.create(project)), diagnostics };
  }

  /** A file of the workspace keeps its id; another one is remembered among the recent files. */
  async openFile(path: string): Promise<OpenedProject> {
    if (!isAbsolute(path)) throw new EngineError('project-missing', `"${path}" is not an absolute path.`);
    const { text } = await readProjectText(path);
    readProject(text, basename(path));
    const real = await realpath(path);
    const inWorkspace = dirname(real) === (await realpath(this.#workspace.projects)) && real.endsWith(PROJECT_EXTENSION);
    return this.open(inWorkspace ? basename(real, PROJECT_EXTENSION) : await this.#recent.add(real));
  }

  async open(id: string): Promise<OpenedProject> {
    const path = await this.pathOf(id);
    const stored = await readProjectText(path);
    const { project, diagnostics } = readProject(stored.text, basename(path));
    return { info: info({ id, path }, stored, project), project, revision: stored.revision, diagnostics };
  }

  async save(id: string, project: Project, revision: string): Promise<{ revision: string; savedAt: number }> {
    return this.#alone(id, async (path) => {
      const before = await readProjectText(path);
      if (before.revision !== revision) {
        throw new EngineError(
          'project-changed',
          `${basename(path)} was changed by another window or program; nothing was written. Reload it or save a copy.`,
        );
      }
      const after = await this.#write({ id, path }, project, before);
      return { revision: after, savedAt: this.#now().getTime() };
    });
  }

  /** Changes the name inside the file; file and id stay. */
  async rename(id: string, name: string): Promise<ProjectInfo> {
    const wanted = name.trim();
    if (wanted === '') throw new EngineError('invalid-name', 'A project needs a name.');
    return this.#alone(id, async (path) => {
      const before = await readProjectText(path);
      const { project } = readProject(before.text, basename(path));
      const others = (await this.list()).filter((other) => other.id !== id).map(nameOf);
      await this.#write({ id, path }, { ...project, name: uniqueName(wanted.slice(0, 250), others) }, before);
      return (await this.open(id)).info;
    });
  }

  /** Moves the file to a new folder of the trash and returns that folder; of a file opened in place only the memory is dropped. */
  async delete(id: string): Promise<string | undefined> {
    return this.#alone(id, async (path) => {
      if (id.startsWith('~')) {
        await this.#recent.forget(id);
        return undefined;
      }
      const folder = join(this.#workspace.trash, `${id}-${this.#now().toISOString().replaceAll(/[:.]/g, '-')}`);
      await mkdir(folder, { recursive: true });
      await rename(path, join(folder, basename(path)));
      await moveBackups(this.#workspace, id, folder);
      return folder;
    });
  }

  /** Former contents of the project's file, the latest first. */
  async versions(id: string): Promise<readonly ProjectVersion[]> {
    await this.pathOf(id);
    return listBackups(this.#workspace, id);
  }

  /** Throws `unknown-version`. */
  async version(id: string, version: string): Promise<Project> {
    await this.pathOf(id);
    return readProject(await backupText(this.#workspace, id, version), 'This version').project;
  }

  /** Writes a version over the file, whatever that holds; what it holds is kept. */
  async restore(id: string, version: string): Promise<void> {
    const project = await this.version(id, version);
    await this.#alone(id, async (path) => {
      const before = await readProjectText(path, true).catch((error: unknown) => {
        if (error instanceof EngineError && error.code === 'project-missing') return undefined;
        throw error;
      });
      await this.#write({ id, path }, project, before, true);
    });
  }

  /** Removes what killed writes of the project files left behind. */
  async removeLeftovers(): Promise<void> {
    const now = this.#now().getTime();
    await removeLeftovers(this.#workspace.projects, now);
    for (const { path } of await this.#recent.list()) await removeLeftovers(dirname(path), now, { of: path });
  }

  /** Throws `unknown-project`. */
  async pathOf(id: string): Promise<string> {
    if (isProjectId(id)) return this.#workspacePath(id);
    const recent = (await this.#recent.list()).find((file) => file.id === id);
    if (!recent) throw new EngineError('unknown-project', `There is no project "${id}".`);
    return recent.path;
  }

  /** Files of the workspace whose names can be ids, and the files opened in place. */
  async paths(): Promise<readonly ProjectPath[]> {
    return [...(await this.#workspacePaths()), ...(await this.#recent.list())];
  }

  /** An action on a project's file that nobody else touches meanwhile, of this program or another one. */
  async #alone<T>(id: string, action: (path: string) => Promise<T>): Promise<T> {
    return this.#turns.take(id, async () => {
      const path = await this.pathOf(id);
      return withFileLock(this.#workspace, path, () => action(path));
    });
  }

  /** Under a name and an id that no other project has. */
  async #createFile(project: Project): Promise<string> {
    const named = { ...project, name: uniqueName(project.name, await this.#names()) };
    const ids = (await this.#workspacePaths()).map(({ id }) => id);
    const id = uniqueName(slug(named.name), ids, '-');
    await this.#write({ id, path: this.#workspacePath(id) }, named);
    return id;
  }

  /** Keeps the content before where others wrote it, the minute has none yet, or `always`. */
  async #write(target: ProjectPath, project: Project, before?: ProjectText, always = false): Promise<string> {
    const text = projectText(project);
    const revision = contentHash(text);
    if (revision === before?.revision) return revision;
    try {
      if (before) await keepBackup(this.#workspace, target.id, before, always || before.revision !== this.#own.get(target.id));
      await replaceFile(target.path, text);
    } catch (cause) {
      throw unwritable(target.path, cause);
    }
    this.#own.set(target.id, revision);
    this.#onWritten(target.id, revision);
    return revision;
  }

  async #workspacePaths(): Promise<readonly ProjectPath[]> {
    const names = await readdir(this.#workspace.projects);
    const ids = names.filter((name) => name.endsWith(PROJECT_EXTENSION)).map((name) => basename(name, PROJECT_EXTENSION));
    return ids.filter(isProjectId).map((id) => ({ id, path: this.#workspacePath(id) }));
  }

  #workspacePath(id: string): string {
    return join(this.#workspace.projects, `${id}${PROJECT_EXTENSION}`);
  }

  async #names(): Promise<readonly string[]> {
    return (await this.list()).map(nameOf);
  }

  async #describe({ id, path }: ProjectPath): Promise<ProjectInfo> {
    try {
      const stored = await readProjectText(path);
      return info({ id, path }, stored, readProject(stored.text, basename(path)).project);
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error);
      return { id, name: basename(path, PROJECT_EXTENSION), path, changedAt: 0, problem };
    }
  }
}

/** What a project without a template starts from. */
export function emptyProject(): Project {
  return projectSchema.parse({ format: 'netloom', version: PROJECT_VERSION, name: 'Untitled', nodes: [], wires: [] });
}

function info({ id, path }: ProjectPath, stored: ProjectText, project: Project): ProjectInfo {
  return { id, path, name: project.name, changedAt: stored.changedAt, project };
}

function nameOf({ name }: ProjectInfo): string {
  return name;
}
