import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { IConfiguration, ICruiseResult } from 'dependency-cruiser';
import { cruise } from 'dependency-cruiser';

const folders = ['engine', 'host', 'server', 'electron', 'cli', 'renderer', 'tools', 'bench', 'e2e', 'bin'];

export interface LayeringReport {
  /** One line per forbidden import. */
  readonly violations: readonly string[];
  readonly modulesSeen: number;
  readonly modulesOnDisk: number;
}

/**
 * Checks the imports of a source tree against the rules of .dependency-cruiser.cjs. A cruise that cannot read the language passes silently with
 * no modules at all, so a report counts what was seen beside what lies on disk.
 */
export async function checkLayering(root: string): Promise<LayeringReport> {
  const configurations = readdirSync(root).filter((name) => /\.config\.[cm]?[jt]s$/.test(name));
  const onDisk = [...configurations, ...folders.flatMap((folder) => sourceFiles(root, folder))];
  const present = [...configurations, ...folders.filter((folder) => existsSync(path.join(root, folder)))];
  const configuration = createRequire(import.meta.url)('../../.dependency-cruiser.cjs') as IConfiguration;
  const { output } = await cruise(present, { ...configuration.options, ruleSet: configuration, validate: true, baseDir: root });
  const { modules, summary } = output as ICruiseResult;
  const seen = new Set(modules.map((module) => module.source));
  return {
    violations: summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from}${from === to ? '' : ` → ${to}`}`),
    modulesSeen: onDisk.filter((file) => seen.has(file)).length,
    modulesOnDisk: onDisk.length,
  };
}

function sourceFiles(root: string, folder: string): string[] {
  if (!existsSync(path.join(root, folder))) return [];
  const absolute = path.join(root, folder);
  return readdirSync(absolute, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /(?<!\.d)\.(ts|tsx|js|mjs|cjs)$/.test(entry.name))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'));
}
