/** What a comparison of one derivative with differences of the function found. */
export interface DerivativeCheck {
  readonly verdict: 'agrees' | 'kink' | 'wrong';
  readonly numeric: number;
  readonly relativeError: number;
}

export interface DerivativeCheckOptions {
  /** Largest relative error that passes. */
  readonly tolerance: number;
  /** Derivatives below this count as this large, so that rounding in numbers near 0 does not decide. */
  readonly floor: number;
}

/** Steps tried in turn: a kink between x − h and x + h spoils the difference at h, but not at a smaller step. */
const steps = [1e-5, 1e-6, 1e-7];

/**
 * Compares ∂f/∂x with central differences (f(x+h) − f(x−h)) / 2h in float64. Where no step agrees, the slopes left and right
 * of x decide: if they differ and the derivative lies between them, x is on a kink (ReLU at 0, a tie in a pool) and the
 * derivative is a valid one-sided choice; otherwise it is wrong.
 *
 * @param f the function's value after moving the variable by the given offset
 */
export function checkDerivative(f: (offset: number) => number, derivative: number, options: DerivativeCheckOptions): DerivativeCheck {
  const center = f(0);
  let best: DerivativeCheck = { verdict: 'wrong', numeric: Number.NaN, relativeError: Number.POSITIVE_INFINITY };
  let slopes: readonly [left: number, right: number] = [Number.NaN, Number.NaN];
  for (const h of steps) {
    const up = f(h);
    const down = f(-h);
    slopes = [(center - down) / h, (up - center) / h];
    const numeric = (up - down) / (2 * h);
    const relativeError = relativeDifference(derivative, numeric, options.floor);
    if (relativeError < best.relativeError) best = { verdict: 'wrong', numeric, relativeError };
    if (relativeError <= options.tolerance) return { verdict: 'agrees', numeric, relativeError };
  }
  return isKink(slopes[0], slopes[1], derivative, options) ? { ...best, verdict: 'kink' } : best;
}

/** |a − b| over the larger magnitude, which counts at least as `floor`. NaN counts as infinitely wrong. */
export function relativeDifference(a: number, b: number, floor: number): number {
  const difference = Math.abs(a - b) / Math.max(Math.abs(a), Math.abs(b), floor);
  return Number.isNaN(difference) ? Number.POSITIVE_INFINITY : difference;
}

function isKink(left: number, right: number, derivative: number, { tolerance, floor }: DerivativeCheckOptions): boolean {
  const slack = 10 * tolerance * Math.max(Math.abs(left), Math.abs(right), floor);
  if (Math.abs(left - right) <= 10 * slack) return false;
  return derivative >= Math.min(left, right) - slack && derivative <= Math.max(left, right) + slack;
}
