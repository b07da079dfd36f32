import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { backupText, keepBackup, listBackups, superfluous } from './backups.ts';
import { openWorkspace, type Workspace } from './workspace.ts';

let workspace: Workspace;
beforeEach(async () => {
  workspace = await openWorkspace(await mkdtemp(join(tmpdir(), 'netloom-backups-')));
});
afterEach(() => rm(workspace.home, { recursive: true }));

const at = (time: string): number => Date.parse(`2026-11-23T${time}Z`);
const texts = async () => Promise.all((await listBackups(workspace, 'p')).map(({ id }) => backupText(workspace, 'p', id)));

describe('former contents', () => {
  it('of one minute are kept once, those of others always', async () => {
    await keepBackup(workspace, 'p', { text: 'first', changedAt: at('20:31:05') }, false);
    await keepBackup(workspace, 'p', { text: 'second', changedAt: at('20:31:08') }, false);
    await keepBackup(workspace, 'p', { text: 'third', changedAt: at('20:32:00') }, false);
    await keepBackup(workspace, 'p', { text: 'theirs', changedAt: at('20:32:01') }, true);
    await keepBackup(workspace, 'p', { text: 'theirs, too', changedAt: at('20:32:01') }, true);
    expect(await texts()).toEqual(['theirs, too', 'theirs', 'third', 'first']);
    expect((await listBackups(workspace, 'p'))[3]).toMatchObject({ changedAt: at('20:31:05'), bytes: 5 });
  });

  it('are asked for by their own names alone', async () => {
    await keepBackup(workspace, 'p', { text: 'first', changedAt: at('20:31:05') }, false);
    for (const version of ['', '..', '../p/2026-11-23T20-31-05-000', '2026-11-23T20-31-06-000'])
      await expect(backupText(workspace, 'p', version)).rejects.toMatchObject({ code: 'unknown-version' });
    expect(await listBackups(workspace, 'q')).toEqual([]);
    expect(await readdir(join(workspace.backups, 'p'))).toEqual(['2026-11-23T20-31-05-000.netloom']);
    expect(await readFile(join(workspace.backups, 'p', '2026-11-23T20-31-05-000.netloom'), 'utf8')).toBe('first');
  });

  it('grow fewer with age: the last twenty, then one an hour, then one a day', () => {
    const name = (minutes: number) => new Date(at('20:00:00') - minutes * 60_000).toISOString().slice(0, -1).replaceAll(/[:.]/g, '-');
    const all = Array.from({ length: 60 * 24 * 5 }, (_, i) => name(i));
    const dropped = new Set(superfluous(all));
    const kept = all.filter((version) => !dropped.has(version));
    expect(kept.slice(0, 20)).toEqual(all.slice(0, 20));
    expect(kept.length).toBeGreaterThanOrEqual(20 + 46 + 3);
    expect(kept.length).toBeLessThanOrEqual(20 + 48 + 6);
    expect(new Set(kept.map((version) => version.slice(0, 10))).size).toBe(6);
    expect(superfluous(kept)).toEqual([]);
  });
});
