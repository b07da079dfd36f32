import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { EngineError } from '../engine/graph/errors.ts';
import { removeLeftovers, replaceFile } from '../engine/runtime/atomic-file.ts';
import type { ProjectVersion } from './api.ts';
import { PROJECT_EXTENSION, readTextIfThere, type Workspace } from './workspace.ts';

/** The newest of all, then the newest of an hour, then of a day. */
const NEWEST = 20;
const HOURS = 48;
const DAYS = 90;

const MINUTE = 'YYYY-MM-DDTHH-MM'.length;
const HOUR = 'YYYY-MM-DDTHH'.length;
const DAY = 'YYYY-MM-DD'.length;
const VERSION = /^(\d{4}-\d{2}-\d{2})T(\d{2})-(\d{2})-(\d{2})-(\d{3})$/;

interface Former {
  readonly text: string;
  /** Milliseconds since 1970. */
  readonly changedAt: number;
}

/**
 * Keeps a project's former content. Autosave writes every few seconds, so one version a minute is kept, the first of that minute; what
 * others wrote and what an earlier version replaces is kept `always`, since it stands nowhere else.
 */
export async function keepBackup(workspace: Workspace, id: string, former: Former, always: boolean): Promise<void> {
  const folder = join(workspace.backups, id);
  await mkdir(folder, { recursive: true });
  const names = await versionNames(folder);
  const version = new Date(former.changedAt).toISOString().slice(0, -1).replaceAll(/[:.]/g, '-');
  if (names.includes(version) && (await readTextIfThere(join(folder, `${version}${PROJECT_EXTENSION}`))) === former.text) return;
  if (!always && names.some((name) => name.startsWith(version.slice(0, MINUTE)))) return;
  await replaceFile(join(folder, `${freeVersion(version, names)}${PROJECT_EXTENSION}`), former.text);
  for (const name of superfluous(await versionNames(folder))) await rm(join(folder, `${name}${PROJECT_EXTENSION}`), { force: true });
}

/** The kept versions of a project, the latest first. */
export async function listBackups(workspace: Workspace, id: string): Promise<readonly ProjectVersion[]> {
  const folder = join(workspace.backups, id);
  await removeLeftovers(folder, Date.now());
  const names = (await versionNames(folder)).toReversed();
  const versions = names.map(async (name) => {
    const found = await stat(join(folder, `${name}${PROJECT_EXTENSION}`)).catch(() => undefined);
    return found && { id: name, changedAt: timeOf(name), bytes: found.size };
  });
  return (await Promise.all(versions)).filter((version) => version !== undefined);
}

/** Throws `unknown-version`. */
export async function backupText(workspace: Workspace, id: string, version: string): Promise<string> {
  const text = VERSION.test(version) ? await readTextIfThere(join(workspace.backups, id, `${version}${PROJECT_EXTENSION}`)) : undefined;
  if (text === undefined)
    throw new EngineError('unknown-version', 'There is no such version of this project any more. Choose another one.');
  return text;
}

/** Moves the versions of a deleted project to where its file went, so that the next project of that id does not have them. */
export async function moveBackups(workspace: Workspace, id: string, folder: string): Promise<void> {
  await rename(join(workspace.backups, id), join(folder, 'versions')).catch(() => undefined);
}

/** Oldest first, as their names sort. */
async function versionNames(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch(() => []);
  return names
    .filter((name) => name.endsWith(PROJECT_EXTENSION))
    .map((name) => name.slice(0, -PROJECT_EXTENSION.length))
    .filter((name) => VERSION.test(name))
    .sort();
}

/** Two contents of the same millisecond stand beside each other. */
function freeVersion(version: string, names: readonly string[]): string {
  let free = version;
  for (let time = timeOf(version); names.includes(free); free = new Date((time += 1)).toISOString().slice(0, -1).replaceAll(/[:.]/g, '-'));
  return free;
}

/** Versions that later ones of their hour or day stand for. */
export function superfluous(names: readonly string[]): readonly string[] {
  const newest = names.toSorted().toReversed();
  const hours = new Set<string>();
  const days = new Set<string>();
  return newest.filter((name, index) => {
    const hour = takes(hours, name.slice(0, HOUR), HOURS);
    const day = takes(days, name.slice(0, DAY), DAYS);
    return index >= NEWEST && !hour && !day;
  });
}

/** Whether a span is new and there is room for it. */
function takes(spans: Set<string>, span: string, most: number): boolean {
  if (spans.has(span) || spans.size >= most) return false;
  spans.add(span);
  return true;
}

function timeOf(version: string): number {
  return Date.parse(version.replace(VERSION, '$1T$2:$3:$4.$5Z'));
}
