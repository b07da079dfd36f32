import type { Dim, Shape } from './types.ts';

/** A product of dimensions: `12*N` is factor 12 and symbol N. */
interface Product {
  readonly factor: number;
  readonly symbols: readonly string[];
}

function multiply(dims: Shape): Product {
  let factor = 1;
  const symbols: string[] = [];
  for (const part of dims.flatMap<number | string>((dim) => (typeof dim === 'number' ? [dim] : dim.split('*')))) {
    if (Number.isNaN(Number(part))) symbols.push(String(part));
    else factor *= Number(part);
  }
  return { factor, symbols: symbols.sort() };
}

function format({ factor, symbols }: Product): Dim {
  if (factor === 0 || symbols.length === 0) return factor;
  return [...(factor === 1 ? [] : [factor]), ...symbols].join('*');
}

/** The number of elements of a shape, its symbols kept: 3×N×4 has `12*N`. */
export function productOf(dims: Shape): Dim {
  return format(multiply(dims));
}

/** The dimension that is left of `whole` beside `part`; `undefined` where it does not divide. */
export function quotientOf(whole: Shape, part: Shape): Dim | undefined {
  const dividend = multiply(whole);
  const divisor = multiply(part);
  const symbols = [...dividend.symbols];
  for (const symbol of divisor.symbols) {
    const at = symbols.indexOf(symbol);
    if (at < 0) return undefined;
    symbols.splice(at, 1);
  }
  if (divisor.factor === 0 || dividend.factor % divisor.factor !== 0) return undefined;
  return format({ factor: dividend.factor / divisor.factor, symbols });
}
