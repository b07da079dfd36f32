import { writeModel } from '../graph/onnx/write.ts';
import { tensorOf } from '../graph/shape.ts';
import { reorderInput } from '../ops/blocked.ts';
import type { Capabilities } from '../ops/definition.ts';
import { createEmitter } from '../ops/registry.ts';
import { OnnxSession } from './onnx-session.ts';

let found: Promise<Capabilities> | undefined;

/** What onnxruntime offers on this processor beyond the standard operators. Looked up once. */
export function onnxruntimeCapabilities(): Promise<Capabilities> {
  found ??= findBlock().then((nchwcBlock) => ({ microsoft: true, ...(nchwcBlock !== undefined && { nchwcBlock }) }));
  return found;
}

const [channels, columns] = [16, 2];

/**
 * Channels per block of onnxruntime's blocked layout: read off the order in which it stores the numbers 0, 1, 2, … of
 * [1, 16, 1, 2]. `undefined` where the layout is not offered (some processors) or is another than the lowerings assume.
 */
async function findBlock(): Promise<number | undefined> {
  const e = createEmitter('block size');
  const x = e.builder.input('x', { dtype: 'float32', shape: [1, channels, 1, columns] });
  e.builder.output('y', reorderInput(e, x));
  const numbers = Array.from({ length: channels * columns }, (_, index) => index);
  const session = await OnnxSession.load(writeModel(e.builder.build()), 1).catch(() => undefined);
  if (session === undefined) return undefined;
  try {
    const stored = (await session.infer(new Map([['x', tensorOf('float32', [1, channels, 1, columns], numbers)]]))).get('y');
    return [8, channels].find((block) => orderOf(block).every((number, index) => number === stored?.[index]));
  } catch {
    return undefined;
  } finally {
    await session.dispose();
  }
}

/** The numbers of [1, 16, 1, 2] in the order of a layout [16 / block, 2, block]. */
function orderOf(block: number): number[] {
  const order: number[] = [];
  for (let first = 0; first < channels; first += block) {
    for (let column = 0; column < columns; column += 1) {
      for (let c = first; c < first + block; c += 1) order.push(c * columns + column);
    }
  }
  return order;
}
