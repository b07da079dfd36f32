import { activationSamples, defineUnary } from './unary.ts';

const twoOverRootPi = 2 / Math.sqrt(Math.PI);

/**
 * The error function to about 1e-15: the series 2/√π·e^(−x²)·Σ 2ⁿx²ⁿ⁺¹/(2n+1)!! (Abramowitz & Stegun 7.1.6), whose terms all
 * have x's sign, and far out the continued fraction of erfc (7.1.14).
 */
export function erf(x: number): number {
  const magnitude = Math.abs(x);
  if (magnitude > 6) return Math.sign(x);
  if (magnitude > 3) return Math.sign(x) * (1 - complement(magnitude));
  let term = x;
  let sum = x;
  for (let n = 1; Math.abs(term) > 1e-17 * Math.abs(sum); n += 1) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return twoOverRootPi * Math.exp(-x * x) * sum;
}

/** erfc(x) for x > 3. */
function complement(x: number): number {
  let fraction = x;
  for (let k = 60; k >= 1; k -= 1) fraction = x + k / 2 / fraction;
  return Math.exp(-x * x) / (Math.sqrt(Math.PI) * fraction);
}

/** y = 2/√π·∫₀ˣ e^(−t²) dt. */
export const Erf = defineUnary({
  opType: 'Erf',
  function: () => erf,
  gradient: ({ e, x, g }) => e.mul(g, e.mulScalar(e.exp(e.neg(e.square(x))), twoOverRootPi)),
  samples: activationSamples,
});
