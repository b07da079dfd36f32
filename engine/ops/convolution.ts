import { sizeOf } from '../graph/shape.ts';
import { tapsOf, type Window } from './window.ts';

/** Sizes of a convolution x * w → y, whichever of the three is being computed. */
export interface ConvolutionSizes {
  /** [N, C, spatial…] */
  readonly x: readonly number[];
  /** [M, C / group, kernel…] */
  readonly w: readonly number[];
  /** [N, M, positions…] */
  readonly y: readonly number[];
  readonly group: number;
  readonly window: Window;
}

/** The numbers of a convolution's three tensors, in the order of their sizes. */
export type ConvolutionData = Readonly<Record<'x' | 'w' | 'y', Float64Array>>;

/**
 * Adds every product of a convolution to one of its three tensors: y[i] += w[j] · x[k] and the same sum read in the two
 * directions of its gradients (the notes' eq. 3.2 to 3.10).
 */
export function addProducts(sizes: ConvolutionSizes, into: 'x' | 'w' | 'y', data: ConvolutionData): void {
  const { x, w, y, group, window } = sizes;
  const taps = tapsOf(window, x.slice(2), y.slice(2));
  // Flat lists of positions, taps and elements: the innermost loop below is where the time goes.
  const [positions, offsets, elements] = [0, 1, 2].map((column) => Int32Array.from(taps, (triple) => triple[column]));
  const [xSize, wSize, ySize] = [x, w, y].map((dims) => sizeOf(dims.slice(2)));
  const [inputs, outputs] = [x[1] / group, y[1] / group];
  for (let n = 0; n < x[0]; n += 1) {
    for (let m = 0; m < y[1]; m += 1) {
      const first = Math.floor(m / outputs) * inputs;
      for (let c = 0; c < inputs; c += 1) {
        const [yAt, wAt, xAt] = [(n * y[1] + m) * ySize, (m * inputs + c) * wSize, (n * x[1] + first + c) * xSize];
        if (into === 'y') multiplyAdd(data.y, yAt, positions, data.w, wAt, offsets, data.x, xAt, elements);
        else if (into === 'w') multiplyAdd(data.w, wAt, offsets, data.y, yAt, positions, data.x, xAt, elements);
        else multiplyAdd(data.x, xAt, elements, data.w, wAt, offsets, data.y, yAt, positions);
      }
    }
  }
}

/** sum[i] += a[j] · b[k] for indices counted from a start in each. */
function multiplyAdd(
  sum: Float64Array,
  sumAt: number,
  sumIndex: Int32Array,
  a: Float64Array,
  aAt: number,
  aIndex: Int32Array,
  b: Float64Array,
  bAt: number,
  bIndex: Int32Array,
): void {
  for (let t = 0; t < sumIndex.length; t += 1) sum[sumAt + sumIndex[t]] += a[aAt + aIndex[t]] * b[bAt + bIndex[t]];
}
