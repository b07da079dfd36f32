import { runAndReport } from './processes.ts';

/** `npm run check`: everything about the source that can be judged without running it. */
const npmRun = (script: string) => ({ name: script, command: 'npm', args: ['run', '--silent', script] });

await runAndReport(['check:lint', 'check:types', 'check:layering', 'check:unused', 'check:format'].map(npmRun));
