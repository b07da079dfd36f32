import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { invariant } from '../engine/graph/errors.ts';
import { createEngineClient, type EngineClientOptions } from '../engine/runtime/engine-client.ts';
import type { EngineClient } from '../engine/runtime/engine-api.ts';
import { resourcesIn, type Resources } from './workspace.ts';

/** Where this program lies: its repository, or the folder that it was packed into. */
export interface Program {
  readonly root: string;
  readonly version: string;
  readonly resources: Resources;
}

export function locateProgram(): Program {
  const root = findRoot(dirname(fileURLToPath(import.meta.url)));
  const { version } = z.looseObject({ version: z.string() }).parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
  const resources = resourcesIn(root);
  return { root, version, resources: { ...resources, datasets: outsideArchive(resources.datasets) } };
}

/** A client of the engine in a process of its own. */
export function createProgramEngine({ root }: Program, spawn?: EngineClientOptions['spawn']): EngineClient {
  return createEngineClient({ entry: outsideArchive(join(root, 'out', 'node', 'engine-process.js')), ...(spawn && { spawn }) });
}

/** In a package the engine's files lie beside the archive: its worker threads and native library are loaded by their real paths. */
function outsideArchive(path: string): string {
  return path.replace(/([/\\])app\.asar(?=[/\\])/, '$1app.asar.unpacked');
}

/** The bundle and the source of this file lie at different depths below the root. */
function findRoot(folder: string): string {
  if (existsSync(join(folder, 'templates', 'templates.json'))) return folder;
  invariant(dirname(folder) !== folder, 'the templates folder lies above the program');
  return findRoot(dirname(folder));
}
