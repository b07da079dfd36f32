import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { replaceFile } from '../engine/runtime/atomic-file.ts';
import { PROJECT_EXTENSION, readTextIfThere, type Workspace } from './workspace.ts';

const MOST = 20;

/**
 * Keeps a project's former content. Autosave writes every few seconds, so one backup a minute is kept, the oldest of that minute,
 * and of these the last twenty.
 */
export async function keepBackup(workspace: Workspace, id: string, text: string, now: Date): Promise<void> {
  const folder = join(workspace.backups, id);
  await mkdir(folder, { recursive: true });
  const minute = now.toISOString().slice(0, 16).replaceAll(':', '-');
  const path = join(folder, `${minute}${PROJECT_EXTENSION}`);
  if ((await readTextIfThere(path)) !== undefined) return;
  await replaceFile(path, text);
  const names = (await readdir(folder)).filter((name) => name.endsWith(PROJECT_EXTENSION)).sort();
  for (const name of names.slice(0, -MOST)) await rm(join(folder, name), { force: true });
}
