import { describe, expect, it } from 'vitest';
import { tensorOf } from '../graph/shape.ts';
import type { TensorData } from '../graph/types.ts';
import { decodeSafetensors, encodeSafetensors } from './safetensors.ts';

const tensors = new Map<string, TensorData>([
  ['conv1.kernel', tensorOf('float32', [2, 3], [1, -2, 3.5, 4, 5, 6])],
  ['größe', tensorOf('float64', [], [Math.PI])],
  ['steps', tensorOf('int64', [2], [1, 2])],
]);

describe('safetensors', () => {
  it('come back as they were written', () => {
    const bytes = encodeSafetensors({ tensors, metadata: { project: 'Digits' } });
    expect(decodeSafetensors(bytes)).toEqual({ tensors, metadata: { project: 'Digits' } });
  });

  it('follow the format: little-endian header length, JSON header, numbers', () => {
    const bytes = encodeSafetensors({ tensors: new Map([['w', tensorOf('float32', [1], [1])]]), metadata: {} });
    const length = Number(new DataView(bytes.buffer).getBigUint64(0, true));
    expect((8 + length) % 8).toBe(0);
    const header: unknown = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length)));
    expect(header).toEqual({ __metadata__: {}, w: { dtype: 'F32', shape: [1], data_offsets: [0, 4] } });
    expect([...bytes.subarray(8 + length)]).toEqual([0, 0, 0x80, 0x3f]);
  });

  it('are refused when cut short or damaged', () => {
    const bytes = encodeSafetensors({ tensors, metadata: {} });
    for (const length of [0, 7, 20, bytes.length - 1]) expect(() => decodeSafetensors(bytes.subarray(0, length))).toThrow('safetensors');
    const huge = new TextEncoder().encode(JSON.stringify({ w: { dtype: 'F32', shape: [2 ** 50], data_offsets: [0, 4] } }));
    const claimed = new Uint8Array([huge.length, 0, 0, 0, 0, 0, 0, 0, ...huge, 0, 0, 0, 0]);
    expect(() => decodeSafetensors(claimed)).toThrow('cut short');
    const damaged = bytes.slice();
    damaged[8] = 0x78;
    expect(() => decodeSafetensors(damaged)).toThrow('not JSON');
  });
});
