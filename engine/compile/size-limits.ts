import { sizeOf } from '../graph/shape.ts';
import type { Shape } from '../graph/types.ts';
import type { LayerInference, LayerProblem, WeightSpec } from '../layers/definition.ts';
import type { Diagnostic } from '../project/diagnostic.ts';

/** A network is exported as one ONNX file, a format that ends at 2 GiB. */
const MAX_WEIGHT_BYTES = 2 ** 31 - 1;
/** Output of one sample; a batch of 64 of these already needs 64 GiB. */
const MAX_OUTPUT_BYTES = 2 ** 30;

/** A problem where a layer's weights or outputs cannot be held. */
export function sizeProblem(layer: string, { outputs, weights = [] }: LayerInference): LayerProblem | undefined {
  for (const { name, shape } of weights) {
    const bytes = bytesOf(shape);
    if (bytes <= MAX_WEIGHT_BYTES) continue;
    return {
      code: 'too-large',
      message: `The ${name} of ${shape.join('×')} would take ${formatBytes(bytes)}. Make ${layer} smaller.`,
      expected: `at most ${formatBytes(MAX_WEIGHT_BYTES)}`,
      actual: formatBytes(bytes),
    };
  }
  for (const { shape } of outputs) {
    const bytes = sampleBytes(shape);
    if (bytes <= MAX_OUTPUT_BYTES) continue;
    return {
      code: 'too-large',
      message: `One sample's output of ${shape.slice(1).join('×')} would take ${formatBytes(bytes)}. Make ${layer} smaller.`,
      expected: `at most ${formatBytes(MAX_OUTPUT_BYTES)}`,
      actual: formatBytes(bytes),
    };
  }
  return undefined;
}

/** A problem where the weights of all layers together are too large, on the layer with the most of them. */
export function networkSizeProblem(
  layers: Iterable<{ readonly nodeId: string; readonly weights: readonly WeightSpec[] }>,
): Diagnostic | undefined {
  const sizes = [...layers].map(({ nodeId, weights }) => ({ nodeId, bytes: weights.reduce((sum, { shape }) => sum + bytesOf(shape), 0) }));
  const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
  if (total <= MAX_WEIGHT_BYTES) return undefined;
  const largest = sizes.reduce((a, b) => (b.bytes > a.bytes ? b : a));
  return {
    code: 'too-large',
    severity: 'error',
    nodeId: largest.nodeId,
    message: `All weights together would take ${formatBytes(total)}, most of them (${formatBytes(largest.bytes)}) in ${largest.nodeId}. Make it smaller.`,
    expected: `at most ${formatBytes(MAX_WEIGHT_BYTES)}`,
    actual: formatBytes(total),
  };
}

/** Bytes of one sample of a tensor, or of one node, four a number; of edges, whose number no one knows, those of one. */
export function sampleBytes(shape: Shape): number {
  return bytesOf(shape.slice(1).filter((dim) => typeof dim === 'number'));
}

/** Bytes of a float32 tensor. */
function bytesOf(shape: readonly number[]): number {
  return 4 * sizeOf(shape);
}

/** `3.7 GiB` */
export function formatBytes(bytes: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];
  const power = Math.min(Math.floor(Math.log2(Math.max(bytes, 1)) / 10), units.length - 1);
  const value = bytes / 2 ** (10 * power);
  return `${value >= 100 || power === 0 ? Math.round(value) : value.toFixed(1)} ${units[power]}`;
}
