/** c += a·b for row-major blocks a [m, k] and b [k, n] at the given offsets. */
export function multiplyInto(
  [m, k, n]: readonly [number, number, number],
  a: Float64Array,
  b: Float64Array,
  c: Float64Array,
  [aStart, bStart, cStart]: readonly [number, number, number] = [0, 0, 0],
): void {
  for (let i = 0; i < m; i += 1) {
    const cRow = cStart + i * n;
    for (let p = 0; p < k; p += 1) {
      const factor = a[aStart + i * k + p];
      if (factor === 0) continue;
      const bRow = bStart + p * n;
      for (let j = 0; j < n; j += 1) c[cRow + j] += factor * b[bRow + j];
    }
  }
}
