/**
 * Stores the texts of generated PyTorch code that `check.py` found to compute the same: those of the projects as they are, of the many
 * examples of layers their digests. See `check.ts`.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { checkedProjects } from '../../engine/conformance/pytorch-projects.ts';
import { digestOf, exampleTitle, layerDigests, projectText } from '../../engine/conformance/pytorch-stored.ts';
import { layers } from '../../engine/layers/registry.ts';

const folder = process.argv[2];
if (folder === undefined) throw new Error('Say which folder the cases were written to.');
const read = (file: string): unknown => JSON.parse(readFileSync(join(folder, file), 'utf8'));
const cases = z.array(z.object({ title: z.string(), base: z.string() })).parse(read('cases.json'));
const passed = new Set(z.array(z.string()).parse(read('passed.json')));
const texts = new Map(
  cases.flatMap(({ title, base }) => (passed.has(title) ? [[title, readFileSync(`${base}.py`, 'utf8')] as const] : [])),
);

function checkedText(title: string): string {
  const text = texts.get(title);
  if (text === undefined) throw new Error(`“${title}” has not passed the check.`);
  return text;
}

const digests = layers.flatMap(({ type, examples }) =>
  examples.map(({ name }) => {
    const [one, three] = [1, 3].map((batch) => checkedText(`${exampleTitle(type, name)}, batch ${batch}`));
    if (one !== three) throw new Error(`${exampleTitle(type, name)} is written otherwise for another batch.`);
    return [exampleTitle(type, name), digestOf(one)] as const;
  }),
);
rmSync(join(layerDigests, '..'), { recursive: true, force: true });
mkdirSync(join(layerDigests, '..'), { recursive: true });
writeFileSync(layerDigests, `${JSON.stringify(Object.fromEntries(digests), null, 1)}\n`);
for (const { name } of checkedProjects()) writeFileSync(projectText(name), checkedText(name));
