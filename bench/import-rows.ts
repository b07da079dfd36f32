/**
 * Time and memory of importing a table of one's own.
 *
 *     npm run bench:import-rows -- [rows, 1000000 unless said]
 *
 * Writes a CSV file of ten columns (numbers, two categories, one of which is the target), imports it, and prints seconds and how far the
 * memory of the process rose above what it had before. The file and the dataset are removed.
 */
import { createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import { importData } from '../engine/runtime/import-data.ts';

const rows = Number(process.argv[2] ?? 1_000_000);
const folder = mkdtempSync(join(tmpdir(), 'import-rows-'));
try {
  const path = join(folder, 'rows.csv');
  await write(path);
  console.log(`${rows} rows, ${(statSync(path).size / 1e6).toFixed(0)} MB`);
  const idle = process.memoryUsage().rss;
  const started = performance.now();
  const { info } = await importData({ paths: [path], folder: join(folder, 'own'), options: { id: 'rows' } });
  const seconds = (performance.now() - started) / 1000;
  const peak = process.resourceUsage().maxRSS * 1024;
  console.log(`imported ${info.splits.train} + ${info.splits.test} samples in ${seconds.toFixed(1)} s`);
  console.log(`peak memory ${((peak - idle) / 1e6).toFixed(0)} MB above ${(idle / 1e6).toFixed(0)} MB`);
} finally {
  rmSync(folder, { recursive: true });
}

async function write(path: string): Promise<void> {
  const stream = createWriteStream(path);
  stream.write(`${Array.from({ length: 8 }, (_, i) => `x${i + 1}`).join()},place,kind\n`);
  for (let row = 0; row < rows; row += 1) {
    const numbers = Array.from({ length: 8 }, (_, i) => Math.sin(row * (i + 1) * 0.37 + i).toFixed(4));
    const line = `${numbers.join()},${['north', 'east', 'south', 'west'][row % 4]},${Math.sin(row * 0.37) > 0 ? 'yes' : 'no'}\n`;
    if (!stream.write(line)) await once(stream, 'drain');
  }
  stream.end();
  await finished(stream);
}
