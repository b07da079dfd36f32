/**
 * Writes the cases of the check of generated PyTorch code: every example of every layer and every template, with drawn weights and
 * inputs and what the float64 executor makes of them. `check.py` beside it runs the code and compares. `store.ts` stores the texts that it
 * found equal, with which a test compares what is written later.
 *
 *   npx tsx tools/pytorch/check.ts FOLDER [LAYER or template…]
 *   python tools/pytorch/check.py FOLDER
 *   npx tsx tools/pytorch/store.ts FOLDER
 */
import './unrounded.ts';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { exampleFile, expectedExample } from '../../engine/conformance/pytorch-case.ts';
import { checkedProjects, expectedProject, projectFile } from '../../engine/conformance/pytorch-projects.ts';
import { encodeSafetensors } from '../../engine/export/safetensors.ts';
import { EngineError } from '../../engine/graph/errors.ts';
import { layers } from '../../engine/layers/registry.ts';
import type { NdArray } from '../../engine/ops/ndarray.ts';
import type { TorchFile } from '../../engine/pytorch/write.ts';

const [folder, ...wanted] = process.argv.slice(2);
if (folder === undefined) throw new Error('Say which folder the cases are written to.');
mkdirSync(folder, { recursive: true });
const isWanted = (name: string): boolean => wanted.length === 0 || wanted.includes(name);

const numbers = ({ dtype, dims, data }: NdArray): object => ({ dtype, dims, data: Array.from(data) });
const named = (arrays: ReadonlyMap<string, NdArray>): object =>
  Object.fromEntries([...arrays].map(([name, array]) => [name, numbers(array)]));

interface Expected {
  readonly feeds: ReadonlyMap<string, NdArray>;
  readonly weights: readonly string[];
  readonly inference: readonly NdArray[];
  readonly train?: readonly NdArray[];
  readonly running?: ReadonlyMap<string, NdArray>;
}

let count = 0;
const cases: object[] = [];

function add(title: string, file: TorchFile, expected: Expected): void {
  const base = join(folder, String(count++));
  const tensors = new Map(
    expected.weights.map((name) => [name, expected.feeds.get(name) ?? { dtype: 'float32' as const, dims: [0], data: new Float64Array() }]),
  );
  writeFileSync(`${base}.safetensors`, encodeSafetensors({ tensors, metadata: {} }));
  writeFileSync(`${base}.py`, file.text);
  cases.push({
    title,
    base,
    network: file.network,
    inputs: file.inputs.map(({ field }) => numbers(expected.feeds.get(field) ?? { dtype: 'float32', dims: [0], data: new Float64Array() })),
    inference: expected.inference.map(numbers),
    ...(expected.train && { train: expected.train.map(numbers) }),
    ...(expected.running && { running: named(expected.running) }),
  });
}

const missing: string[] = [];

function tried(title: string, write: () => void): void {
  try {
    write();
  } catch (error) {
    if (!(error instanceof EngineError)) console.error(error);
    missing.push(`${title}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

for (const layer of layers) {
  if (!isWanted(layer.type)) continue;
  for (const example of layer.examples) {
    for (const batch of [1, 3]) {
      const title = `${layer.type}, ${example.name}, batch ${batch}`;
      tried(title, () => {
        add(title, exampleFile(layer, example), expectedExample(layer, example, batch));
      });
    }
  }
}
for (const checked of checkedProjects()) {
  if (!isWanted(checked.name)) continue;
  tried(checked.name, () => {
    add(checked.name, projectFile(checked), expectedProject(checked));
  });
}
writeFileSync(join(folder, 'cases.json'), JSON.stringify(cases));
console.error(`${cases.length} cases, ${missing.length} not written`);
for (const line of missing) console.error(`  ${line}`);
