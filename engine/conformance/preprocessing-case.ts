import type { DatasetField } from '../data/dataset.ts';
import { EngineError } from '../graph/errors.ts';
import { sizeOf } from '../graph/shape.ts';
import { withDefaults } from '../layers/parameters.ts';
import { createEmitter } from '../ops/registry.ts';
import { ndarray } from '../ops/ndarray.ts';
import type { FieldBlock, Fitted, PreprocessingDefinition, PreprocessingExample, StepContext } from '../preprocessing/definition.ts';
import type { ParameterSchema } from '../layers/parameters.ts';
import { runOnnxruntime } from './onnxruntime.ts';

/** A step with what it learnt from an example's training samples, as it comes back from a file. */
export interface FittedCase {
  readonly context: StepContext<ParameterSchema>;
  readonly fitted: Fitted;
  readonly form: DatasetField;
}

/** Learns from the example's training samples, given in blocks of `blockSize` samples. */
export function fitExample(
  definition: PreprocessingDefinition,
  example: PreprocessingExample,
  blockSize = example.training.samples,
): FittedCase {
  const { field } = example;
  const parameters = withDefaults(definition.parameters, example.parameters);
  const form = definition.form(parameters, field);
  if ('problem' in form) throw new EngineError('bad-preprocessing', form.problem.message);
  const fitter = definition.fit?.(parameters, field);
  for (let start = 0; start < example.training.samples; start += blockSize)
    fitter?.add(part(example.training, field, start, Math.min(blockSize, example.training.samples - start)));
  const fitted = fitter?.finish() ?? {};
  return { fitted, form, context: { parameters, field, fitted: JSON.parse(JSON.stringify(fitted)) as Fitted } };
}

/** Some samples of a block that follow each other. */
export function part({ values, offsets, samples }: FieldBlock, { shape }: DatasetField, start: number, count: number): FieldBlock {
  const width = sizeOf(shape);
  const bounds = offsets ?? Uint32Array.from({ length: samples + 1 }, (_, i) => i);
  const cut = values.slice(bounds[start] * width, bounds[start + count] * width);
  if (offsets === undefined) return { samples: count, values: cut };
  return { samples: count, values: cut, offsets: bounds.slice(start, start + count + 1).map((offset) => offset - bounds[start]) };
}

/** The example's samples through the step's operators in onnxruntime. */
export async function lowered(
  { lower }: PreprocessingDefinition,
  { field, values }: PreprocessingExample,
  { context }: FittedCase,
): Promise<ArrayLike<number> | undefined> {
  if (lower === undefined || field.ragged !== undefined) return undefined;
  const e = createEmitter('preprocessing');
  const dims = [values.samples, ...field.shape];
  const input = e.builder.input('stored', { dtype: field.dtype, shape: dims });
  e.builder.output('fed', e.identity(lower(context, e, input)));
  const results = await runOnnxruntime(
    e.builder.build(),
    new Map([['stored', ndarray(field.dtype, dims, Array.from(values.values, Number))]]),
  );
  return results.get('fed')?.data;
}
