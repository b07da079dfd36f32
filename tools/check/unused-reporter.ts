import { readdirSync } from 'node:fs';
import type { ReporterOptions } from 'knip';

const folders = ['engine', 'host', 'server', 'electron', 'cli', 'renderer', 'tools', 'bench', 'bin', 'e2e'];

/** Fails the run where knip looked at fewer files than there are: a wrong pattern would otherwise pass silently. */
export default function assertLookedAtEverything({ counters }: ReporterOptions): void {
  const onDisk = folders.flatMap((folder) =>
    readdirSync(folder, { withFileTypes: true, recursive: true }).filter(
      (entry) => entry.isFile() && /\.(ts|tsx|mjs|js)$/.test(entry.name),
    ),
  ).length;
  console.log(`${counters.total} files looked at, ${onDisk} on disk`);
  if (counters.total < onDisk) throw new Error('knip did not look at every file: mend "project" in knip.json.');
}
