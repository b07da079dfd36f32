import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { formatProject } from '../engine/project/parse.ts';
import type { Project } from '../engine/project/schema.ts';
import { createTemporaryHost, type TemporaryHost } from './testing/temporary-host.ts';

vi.setConfig({ testTimeout: 180_000 });

const PROGRAM = resolve(import.meta.dirname, 'testing/saving-host.ts');

/** A project whose file takes a while to write: some megabytes. */
function large(project: Project): Project {
  const comments = Array.from({ length: 20 }, (_, i) => {
    return { id: `note${i}`, text: `${i}`.repeat(40_000), position: { x: 0, y: 0 }, width: 200, height: 100 };
  });
  return { ...project, description: '0', comments };
}

async function withLargeProject(use: (temporary: TemporaryHost) => Promise<void>): Promise<void> {
  const temporary = await createTemporaryHost();
  try {
    const { project, revision } = await temporary.host.api.createProject('mlp-xor');
    await temporary.host.api.saveProject('xor', large(project), revision);
    await use(temporary);
  } finally {
    await temporary.remove();
  }
}

/** Starts a host that saves, kills it `milliseconds` after the answer to so many saves, and returns the number of the last answered one. */
async function killWhileSaving(home: string, saves: number, milliseconds: number): Promise<number> {
  const child = spawn(process.execPath, ['--import', 'tsx', PROGRAM, home, 'xor'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  let said = '';
  const numbers = () => said.split('\n').slice(0, -1).map(Number);
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  await vi.waitFor(() => expect(numbers().length).toBeGreaterThanOrEqual(saves), { timeout: 60_000, interval: 2 });
  await delay(milliseconds);
  child.kill('SIGKILL');
  await ended;
  return numbers().at(-1) ?? 0;
}

describe('a host that is killed while it writes', () => {
  it('leaves the project of the last save that it answered, or the next one, whole', async () => {
    const seed = Number(process.env['NETLOOM_SEED'] ?? 1);
    const moments = fc.sample(fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 0, max: 120 })), { seed, numRuns: 8 });
    for (const [saves, milliseconds] of moments) {
      await withLargeProject(async ({ home, again }) => {
        const last = await killWhileSaving(home, saves, milliseconds);
        const next = await again();
        const { project } = await next.host.api.openProject('xor');
        const moment = `seed ${seed}: killed ${milliseconds} ms after save ${saves}, ${last} answered`;
        expect([last, last + 1], moment).toContain(Number(project.description));
        expect(project, moment).toEqual({ ...large(project), description: project.description });
        for (const { id } of await next.host.api.listVersions('xor')) await next.host.api.readVersion('xor', id);
      });
    }
  });

  it('lets the next one write on, its locks and halves of files notwithstanding', async () => {
    await withLargeProject(async ({ home }) => {
      const first = await killWhileSaving(home, 1, 40);
      const second = await killWhileSaving(home, 2, 40);
      expect(second).toBeGreaterThanOrEqual(first + 2);
    });
  });
});

it('opens the project and forgets the half where a write ended at any byte', async () => {
  const temporary = await createTemporaryHost();
  try {
    const { info, project } = await temporary.host.api.createProject('mlp-xor');
    const text = formatProject({ ...project, description: 'new' });
    const folder = join(temporary.home, 'projects');
    for (let length = 0; length < text.length; length += 97) {
      const half = `${info.path}.00000000-0000-4000-8000-${String(length).padStart(12, '0')}.tmp`;
      await writeFile(half, text.slice(0, length));
      await utimes(half, 0, 0);
    }
    const young = `${info.path}.11111111-0000-4000-8000-000000000000.tmp`;
    await writeFile(young, 'another program is just writing this');
    const before = await readFile(info.path, 'utf8');
    const next = await temporary.again();
    expect((await next.host.api.listProjects()).map(({ id }) => id)).toEqual(['xor']);
    expect(await readFile(info.path, 'utf8')).toBe(before);
    expect((await readdir(folder)).toSorted()).toEqual(['xor.netloom', young.slice(folder.length + 1)].toSorted());
  } finally {
    await temporary.remove();
  }
});
