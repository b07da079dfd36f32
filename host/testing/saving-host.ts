import { setTimeout as delay } from 'node:timers/promises';
import { slowDown } from './slow-disk.ts';
import { createTemporaryHost } from './temporary-host.ts';

// Saves one project over and over, and says the number of each save that was answered. Ends only by being killed.
const [home = '', id = ''] = process.argv.slice(2);
const { host } = await createTemporaryHost({ home });
const { info } = await host.api.openProject(id);
await slowDown(info.path);
const opened = await host.api.openProject(id);
let { revision } = opened;
const from = Number(opened.project.description || '0');
for (let number = from + 1; ; number += 1) {
  const project = { ...opened.project, description: String(number) };
  ({ revision } = await host.api.saveProject(id, project, revision));
  process.stdout.write(`${number}\n`);
  await delay(0);
}
