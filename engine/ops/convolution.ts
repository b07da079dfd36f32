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

/**
 * Visits every product of a convolution, y[i] += w[j] · x[k], as flat indices (i, j, k). Forward pass, input gradient and
 * weight gradient are this one sum read in three directions (the notes' eq. 3.2 to 3.10).
 */
export function forEachProduct(sizes: ConvolutionSizes, visit: (y: number, w: number, x: number) => void): void {
  const { x, w, y, group, window } = sizes;
  const taps = tapsOf(window, x.slice(2), y.slice(2));
  const [xSize, wSize, ySize] = [x, w, y].map((dims) => sizeOf(dims.slice(2)));
  const [inputs, outputs] = [x[1] / group, y[1] / group];
  for (let n = 0; n < x[0]; n += 1) {
    for (let m = 0; m < y[1]; m += 1) {
      const first = Math.floor(m / outputs) * inputs;
      for (let c = 0; c < inputs; c += 1) {
        const [yAt, wAt, xAt] = [(n * y[1] + m) * ySize, (m * inputs + c) * wSize, (n * x[1] + first + c) * xSize];
        for (const [position, tap, element] of taps) visit(yAt + position, wAt + tap, xAt + element);
      }
    }
  }
}
