/**
 * Packs the program for Linux with a stand-in for Electron's binary, looks into the archive, and trains from inside it.
 *
 *   npm run pack:check
 */
import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { listPackage } from '@electron/asar';
import { archiveFaults } from './archive.ts';

const run = promisify(execFile);
const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Runs electron-builder; the folder that it packed into. */
async function pack(folder: string): Promise<string> {
  const electronDist = join(folder, 'electron');
  await mkdir(electronDist);
  await writeFile(join(electronDist, 'electron'), '#!/bin/sh\nexit 0\n');
  await chmod(join(electronDist, 'electron'), 0o755);
  const output = join(folder, 'dist');
  const builder = join(root, 'node_modules', '.bin', 'electron-builder');
  const settings = [`-c.electronDist=${electronDist}`, `-c.directories.output=${output}`];
  await run(builder, ['--linux', 'dir', '--publish', 'never', ...settings], { cwd: root, maxBuffer: 2 ** 24 });
  return join(output, 'linux-unpacked', 'resources');
}

/** Every file below a folder, relative to it. */
async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
}

/** Trains, exports and verifies with the unpacked part of the program in plain Node, outside the repository. */
async function trainFrom(unpacked: string, folder: string): Promise<string> {
  const runDirectory = join(folder, 'run');
  const model = join(folder, 'model.onnx');
  const netloom = async (...args: readonly string[]): Promise<string> => {
    const { stdout } = await run(process.execPath, [join(unpacked, 'bin/netloom.mjs'), ...args], { cwd: folder, maxBuffer: 2 ** 24 });
    return stdout;
  };
  const trained = await netloom('train', 'mlp-xor', '--epochs', '2', '--out', runDirectory, '--json');
  if (!trained.includes('"event":"done"')) throw new Error(`Expected the packed engine to finish training, came:\n${trained}`);
  await netloom('export', runDirectory, '--to', 'onnx', '--out', model, '--json');
  const verified = await netloom('verify', model, '--run', runDirectory, '--json');
  if (!verified.includes('"event":"verified"')) throw new Error(`Expected the packed engine to verify its export, came:\n${verified}`);
  return verified.trim();
}

const folder = await mkdtemp(join(tmpdir(), 'netloom-pack-'));
try {
  console.info('Building…');
  await run(process.execPath, [join(root, 'tools/build/main.mjs'), '--clean'], { cwd: root, maxBuffer: 2 ** 24 });
  console.info('Packing…');
  const resources = await pack(folder);
  const archive = join(resources, 'app.asar');
  const packed = listPackage(archive, { isPack: false }).map((path) => path.replace(/^\//, ''));
  const unpackedFolder = join(resources, 'app.asar.unpacked');
  const unpacked = await filesBelow(unpackedFolder);
  const faults = archiveFaults(packed, unpacked);
  if (faults.length > 0) throw new Error(`The package is wrong:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
  console.info(`The archive holds ${packed.length} entries, ${unpacked.length} of them unpacked.`);
  console.info(`Trained from inside the package: ${await trainFrom(unpackedFolder, folder)}`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}
