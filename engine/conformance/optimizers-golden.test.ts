import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { invariant } from '../graph/errors.ts';
import { optimizerOf, optimizers } from '../optimizers/registry.ts';
import type { TrainingSettings } from '../project/schema.ts';
import { referenceBackend } from '../reference/interpreter.ts';
import { onnxruntimeBackend } from '../runtime/onnxruntime-backend.ts';
import { optimizerSettings, STEPS, trajectory } from './optimizer-case.ts';

/** Kernel and bias after each step, by PyTorch or, where it has no such form, by a loop that follows the formula. */
interface GoldenTrajectory {
  readonly example: string;
  readonly by: 'torch' | 'formula';
  readonly steps: readonly (readonly number[])[];
}

const folder = new URL('./golden/optimizers/', import.meta.url);
const cases = readdirSync(folder).flatMap((file) => {
  const golden: { readonly cases: readonly GoldenTrajectory[] } = JSON.parse(readFileSync(new URL(file, folder), 'utf8'));
  const type = file.replace('.json', '');
  return golden.cases.map((trajectory) => ({ golden: trajectory, type, title: `${type}, ${trajectory.example}, by ${trajectory.by}` }));
});

function settingsOf(type: string, name: string): TrainingSettings {
  const optimizer = optimizerOf(type);
  const example = optimizer.examples.find((candidate) => candidate.name === name);
  invariant(example !== undefined, `${type} has the example “${name}”`);
  return optimizerSettings(optimizer, example);
}

/** Largest difference of any step over the largest magnitude. */
function relativeDistance(expected: readonly (readonly number[])[], actual: readonly (readonly number[])[]): number {
  const differences = expected.flatMap((theta, t) => theta.map((x, i) => Math.abs(x - actual[t][i])));
  return Math.max(...differences) / Math.max(...expected.flat().map(Math.abs));
}

/** A graph holds its constants in float32: where all of them are exact there, only the arithmetic differs. */
function constantsAreExact({ optimizer, weightDecay, clipNorm, clipValue }: TrainingSettings): boolean {
  const constants = [weightDecay, clipNorm, clipValue, ...Object.values(optimizer.parameters)];
  return clipNorm === undefined && constants.every((x) => typeof x !== 'number' || Math.fround(x) === x);
}

describe('optimisers equal PyTorch and their formulas', () => {
  it.each(cases)('$title', async ({ golden, type }) => {
    const settings = settingsOf(type, golden.example);
    expect(golden.steps).toHaveLength(STEPS);
    const float64 = await trajectory(settings, referenceBackend);
    expect(relativeDistance(golden.steps, float64), 'in float64').toBeLessThan(constantsAreExact(settings) ? 1e-12 : 5e-7);
    const float32 = await trajectory(settings, onnxruntimeBackend);
    expect(relativeDistance(golden.steps, float32), 'in onnxruntime').toBeLessThan(1e-5);
  });

  it('leaves no example out', () => {
    const expected = optimizers.flatMap(({ type, examples }) => examples.map(({ name }) => `${type}, ${name}`));
    expect(cases.map(({ type, golden }) => `${type}, ${golden.example}`).sort()).toEqual(expected.sort());
    for (const { examples } of optimizers) expect(examples.length).toBeGreaterThan(1);
  });
});
