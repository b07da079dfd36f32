import { mkdirSync, readdirSync, renameSync, rmdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parts } from './parts.mjs';
import { readStamp, stampPath } from './freshness.mjs';

const LOCK_EXPIRES = 10_000;

/**
 * Moves a finished build into its place, file by file: first the chunks, whose names carry a hash, then the entries that load them.
 * A program that runs from the folder meanwhile finds the chunks of the build before; older ones are removed.
 * @param {string} root
 * @param {keyof typeof parts} part
 * @param {string} from folder of the finished build, on the same disk
 * @param {string} digest of the sources that it was built from
 */
export async function install(root, part, from, digest) {
  const output = join(root, parts[part].output);
  mkdirSync(output, { recursive: true });
  await locked(`${output}.lock`, () => {
    const before = readStamp(root, part)?.files ?? [];
    const files = listFiles(from);
    for (const file of [...files.filter(isChunk), ...files.filter((name) => !isChunk(name))]) {
      mkdirSync(dirname(join(output, file)), { recursive: true });
      renameSync(join(from, file), join(output, file));
    }
    const kept = new Set([...before, ...files]);
    for (const file of listFiles(output)) if (!kept.has(file) && !file.startsWith('.stamp')) rmSync(join(output, file));
    const stamp = stampPath(root, part);
    writeFileSync(`${stamp}.${process.pid}`, JSON.stringify({ digest, files }));
    renameSync(`${stamp}.${process.pid}`, stamp);
  });
  rmSync(from, { recursive: true, force: true });
}

/** @param {string} name */
function isChunk(name) {
  return /-[\w-]{8}\.\w+(\.map)?$/.test(name);
}

/**
 * @param {string} folder
 * @returns {string[]}
 */
function listFiles(folder) {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    );
}

/**
 * Holds a folder as a lock while `action` runs; one that its owner left behind expires.
 * @param {string} lock
 * @param {() => void} action
 */
async function locked(lock, action) {
  while (!take(lock)) await new Promise((resolve) => setTimeout(resolve, 20));
  try {
    action();
  } finally {
    rmdirSync(lock);
  }
}

/** @param {string} lock */
function take(lock) {
  try {
    mkdirSync(lock);
    return true;
  } catch {
    const since = statSync(lock, { throwIfNoEntry: false })?.mtimeMs;
    if (since !== undefined && Date.now() - since > LOCK_EXPIRES) rmSync(lock, { recursive: true, force: true });
    return false;
  }
}
