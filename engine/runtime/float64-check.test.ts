import { expect, it } from 'vitest';
import { inferenceProgram } from '../compile/evaluation-program.ts';
import { bundledCatalog, datasetShapes } from '../data/registry.ts';
import type { TensorData } from '../graph/types.ts';
import { TrainingState } from '../training/state.ts';
import { checkInFloat64, float64Samples } from './float64-check.ts';
import { onnxruntimeBackend } from './onnxruntime-backend.ts';
import { OnnxSession } from './onnx-session.ts';
import { exportTrained } from './export-run.ts';
import { smallDenseNet } from './testing/chain.ts';

it('takes fewer samples of large networks, never more than there are', () => {
  expect(float64Samples(2000, 8e6)).toBe(8);
  expect(float64Samples(2000, 1e8)).toBe(3);
  expect(float64Samples(2000, 1e12)).toBe(1);
  expect(float64Samples(4, 0)).toBe(4);
});

it('tells rounding from numbers that are wrong, in share of the output’s size', async () => {
  const project = smallDenseNet({});
  const program = inferenceProgram(project, datasetShapes);
  const state = new TrainingState(program.state, onnxruntimeBackend);
  state.initialize(3);
  const tensors = state.current;
  const [input] = program.dataInputs;
  const dims = [2, ...input.type.shape.slice(1).map(Number)];
  const data = Float32Array.from({ length: dims.reduce((a, b) => a * b) }, (_, i) => Math.sin(i));
  const feeds = new Map<string, TensorData>([[input.input, { dtype: 'float32', dims, data }]]);
  const session = await OnnxSession.load(exportTrained({ catalog: bundledCatalog, project, tensors }), 1);
  const outputs = await session.infer(feeds);
  await session.dispose();
  const check = (given: ReadonlyMap<string, Float32Array>) => checkInFloat64(given, { program, tensors, feeds, samples: 2 }, 1e-4);
  const moved = (by: number) => new Map([...outputs].map(([name, values]) => [name, values.map((value) => value + by)]));
  expect(check(outputs)).toMatchObject({ samples: 2, agrees: true });
  expect(check(outputs).maxAbsDiff).toBeLessThan(1e-5);
  expect(check(moved(0.01)).agrees).toBe(false);
  expect(check(moved(0.01)).maxAbsDiff).toBeCloseTo(0.01, 5);
  expect(check(moved(Number.NaN))).toMatchObject({ maxAbsDiff: Infinity, agrees: false });
  expect(check(new Map())).toMatchObject({ maxAbsDiff: Infinity, agrees: false });
});
