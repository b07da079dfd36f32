import { type FloatArray, fillNormal } from '../random/distributions.ts';
import type { RandomStream } from '../random/stream.ts';

/**
 * Fills a matrix [size, blocks · size] with orthogonal blocks, each uniform among all orthogonal matrices: normal numbers whose rows are made
 * orthonormal by Gram and Schmidt, twice for the digits.
 */
export function fillOrthogonal(stream: RandomStream, out: FloatArray, size: number): void {
  const blocks = out.length / size ** 2;
  for (let block = 0; block < blocks; block += 1) {
    const numbers = new Float64Array(size * size);
    fillNormal(stream, numbers);
    const rows = orthonormal(Array.from({ length: size }, (_, i) => numbers.subarray(i * size, (i + 1) * size)));
    for (const [i, row] of rows.entries()) out.set(row, (i * blocks + block) * size);
  }
}

function orthonormal(rows: readonly Float64Array[]): readonly Float64Array[] {
  for (const [i, row] of rows.entries()) {
    for (const before of [...rows.slice(0, i), ...rows.slice(0, i)]) {
      const along = product(row, before);
      for (let k = 0; k < row.length; k += 1) row[k] -= along * before[k];
    }
    const length = Math.sqrt(product(row, row));
    for (let k = 0; k < row.length; k += 1) row[k] /= length;
  }
  return rows;
}

function product(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) sum += a[i] * b[i];
  return sum;
}
