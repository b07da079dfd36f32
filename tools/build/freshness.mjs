import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parts } from './parts.mjs';

const STAMP = '.stamp.json';

/**
 * A digest of the paths, sizes and times of all files that a part is built from; tests don't count.
 * @param {string} root folder of the repository
 * @param {keyof typeof parts} part
 */
export function sourceDigest(root, part) {
  const hash = createHash('sha256');
  for (const source of parts[part].sources) addPath(hash, root, source);
  return hash.digest('hex');
}

/**
 * @param {import('node:crypto').Hash} hash
 * @param {string} root
 * @param {string} path
 */
function addPath(hash, root, path) {
  const stat = statSync(join(root, path), { throwIfNoEntry: false });
  if (!stat || /\.test\.tsx?$|\.md$/.test(path)) return;
  if (!stat.isDirectory()) hash.update(`${path}\0${stat.size}\0${stat.mtimeMs}\n`);
  else for (const name of readdirSync(join(root, path)).sort()) addPath(hash, root, `${path}/${name}`);
}

/**
 * What the last build of a part left: the digest of its sources and the names of its files.
 * @param {string} root
 * @param {keyof typeof parts} part
 * @returns {{ digest: string, files: string[] } | undefined}
 */
export function readStamp(root, part) {
  try {
    return JSON.parse(readFileSync(stampPath(root, part), 'utf8'));
  } catch {
    return undefined;
  }
}

/**
 * @param {string} root
 * @param {keyof typeof parts} part
 */
export function stampPath(root, part) {
  return join(root, parts[part].output, STAMP);
}

/**
 * @param {string} root
 * @param {keyof typeof parts} part
 */
export function isFresh(root, part) {
  const stamp = readStamp(root, part);
  return stamp !== undefined && stamp.files.includes(parts[part].marker) && stamp.digest === sourceDigest(root, part);
}
