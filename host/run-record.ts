import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { EngineError } from '../engine/graph/errors.ts';
import { projectSchema } from '../engine/project/schema.ts';
import { replaceFile } from '../engine/runtime/atomic-file.ts';
import { isMissing, type Workspace } from './workspace.ts';

const RECORD = 'host.json';

const states = ['queued', 'preparing', 'running', 'paused', 'stopping', 'finished', 'stopped', 'failed'] as const;

const recordSchema = z.strictObject({
  version: z.literal(1),
  number: z.int().min(1),
  createdAt: z.number(),
  parameterCount: z.int().min(0),
  threads: z.int().min(1),
  state: z.enum(states),
  error: z.strictObject({ code: z.string(), message: z.string(), nodeId: z.string().optional() }).optional(),
  /** Process that trains it or has it queued. */
  owner: z.int(),
  project: projectSchema,
});

/** What the host keeps of a run, in its directory beside what the training worker writes. */
export type RunRecord = z.infer<typeof recordSchema>;

/** A run's place: `mnist-cnn/run-3` is its id, `runs/mnist-cnn/run-3` its directory. */
export interface RunPlace {
  readonly id: string;
  readonly projectId: string;
  readonly directory: string;
}

/** Throws `unknown-run` for what is no run's id; the directory need not exist. */
export function placeOf(workspace: Workspace, id: string): RunPlace {
  const match = /^([^/\\]+)\/(run-[1-9]\d{0,8})$/.exec(id);
  if (!match?.[1] || !match[2] || match[1].startsWith('.')) throw new EngineError('unknown-run', `There is no run "${id}".`);
  return { id, projectId: match[1], directory: join(workspace.runs, match[1], match[2]) };
}

/** Makes the directory of a project's next run; two that do so at once get two numbers. */
export async function claimPlace(workspace: Workspace, projectId: string): Promise<RunPlace & { readonly number: number }> {
  await mkdir(join(workspace.runs, projectId), { recursive: true });
  for (let number = 1 + Math.max(0, ...(await runNumbers(workspace, projectId))); ; number += 1) {
    const place = placeOf(workspace, `${projectId}/run-${number}`);
    try {
      await mkdir(place.directory);
      return { ...place, number };
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
  }
}

/** Places of a project's runs, newest first. */
export async function listPlaces(workspace: Workspace, projectId: string): Promise<readonly RunPlace[]> {
  const numbers = await runNumbers(workspace, projectId);
  return numbers.toSorted((a, b) => b - a).map((number) => placeOf(workspace, `${projectId}/run-${number}`));
}

/** Throws `unknown-run` where there is none, `bad-run` where it can't be read. */
export async function readRecord(place: RunPlace): Promise<RunRecord> {
  try {
    return recordSchema.parse(JSON.parse(await readFile(join(place.directory, RECORD), 'utf8')));
  } catch (cause) {
    if (isMissing(cause)) throw new EngineError('unknown-run', `There is no run "${place.id}".`, { cause });
    throw new EngineError('bad-run', `The record of the run in ${place.directory} is damaged.`, { cause });
  }
}

export async function writeRecord(place: RunPlace, record: RunRecord): Promise<void> {
  await replaceFile(join(place.directory, RECORD), `${JSON.stringify(record, null, 2)}\n`);
}

async function runNumbers(workspace: Workspace, projectId: string): Promise<readonly number[]> {
  placeOf(workspace, `${projectId}/run-1`);
  const names = await readdir(join(workspace.runs, projectId)).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
  return names.flatMap((name) => /^run-([1-9]\d{0,8})$/.exec(name)?.[1] ?? []).map(Number);
}
