import { createHash } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { EngineError } from '../engine/graph/errors.ts';

/** Folders of the workspace: everything that belongs to the user. */
export interface Workspace {
  readonly home: string;
  readonly projects: string;
  readonly runs: string;
  readonly backups: string;
  readonly trash: string;
  /** Datasets of one's own, a folder each. */
  readonly datasets: string;
  /** Files that windows handed over, until they are imported. */
  readonly uploads: string;
  /** What is being written, so that two programs don't at once. */
  readonly locks: string;
}

/** What ships with the program. */
export interface Resources {
  readonly templates: string;
  readonly datasets: string;
  /** The window's page; absent where only the command line is built. */
  readonly renderer: string;
}

export const PROJECT_EXTENSION = '.netloom';

/** NETLOOM_HOME, else `netloom` in the platform's folder for data of programs. */
export function workspaceHome(environment: NodeJS.ProcessEnv = process.env, platform: NodeJS.Platform = process.platform): string {
  const chosen = environment['NETLOOM_HOME'];
  if (chosen) {
    if (!isAbsolute(chosen)) throw new EngineError('bad-workspace', `NETLOOM_HOME must be an absolute path, but is "${chosen}".`);
    return chosen;
  }
  const user = homedir();
  if (platform === 'win32') return join(environment['APPDATA'] ?? join(user, 'AppData', 'Roaming'), 'Netloom');
  if (platform === 'darwin') return join(user, 'Library', 'Application Support', 'Netloom');
  const data = environment['XDG_DATA_HOME'];
  return join(data && isAbsolute(data) ? data : join(user, '.local', 'share'), 'netloom');
}

/** The workspace below `home`, its folders made where they are missing. */
export async function openWorkspace(home: string): Promise<Workspace> {
  const below = (name: string) => join(home, name);
  const [projects, runs, backups, trash, uploads, locks] = ['projects', 'runs', 'backups', 'trash', 'uploads', 'locks'].map(below);
  const workspace = { home, projects, runs, backups, trash, uploads, locks, datasets: ownDatasetsIn(home) };
  try {
    for (const folder of Object.values(workspace)) await mkdir(folder, { recursive: true });
  } catch (cause) {
    throw new EngineError(
      'bad-workspace',
      `The workspace folder ${home} can't be made. Set NETLOOM_HOME to a folder that you may write to.`,
      { cause },
    );
  }
  return workspace;
}

/** The folder of one's own datasets below a workspace's. */
export function ownDatasetsIn(home: string): string {
  return join(home, 'datasets');
}

/** The program's resources below `root`: the repository or the packaged program's folder. */
export function resourcesIn(root: string): Resources {
  return { templates: join(root, 'templates'), datasets: join(root, 'datasets'), renderer: join(root, 'out', 'renderer') };
}

/** Hex SHA-256 of a file's content. */
export function contentHash(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/** The file's text; `undefined` where there is none. */
export async function readTextIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

export function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}
