import { runAndReport } from './processes.ts';

/** One project per runtime: each knows only the globals that exist where its code runs. */
const projects = ['engine', 'node', 'renderer', 'browser-tests'];

await runAndReport(
  projects.map((project) => ({
    name: `types of ${project}`,
    command: process.execPath,
    args: ['node_modules/typescript/bin/tsc', '-p', `tsconfig.${project}.json`, '--pretty', 'false'],
  })),
);
