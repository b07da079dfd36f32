export interface Range {
  readonly min: number;
  readonly max: number;
}

const STEPS = [1, 2, 5, 10];

/** The round step (1, 2 or 5 times a power of ten) that divides `span` into at most `count` parts. */
export function roundStep(span: number, count: number, least = 0): number {
  const rough = Math.max(span / Math.max(count, 1), least, Number.MIN_VALUE);
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = STEPS.find((step) => step * power >= rough * (1 - 1e-9)) ?? 10;
  return factor * power;
}

/** Round values inside of the range, ends included. `least` is the smallest step: 1 for counts. */
export function linearTicks({ min, max }: Range, count: number, least = 0): number[] {
  const step = roundStep(max - min, count, least);
  const first = Math.ceil(min / step - 1e-9);
  const last = Math.floor(max / step + 1e-9);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}

/** "99.92%": as many decimals as tell ticks of this distance apart. */
export function percentTick(value: number, distance: number): string {
  const decimals = distance > 0 ? Math.ceil(-Math.log10(distance * 100) - 1e-9) : 1;
  return `${(value * 100).toFixed(Math.min(6, Math.max(0, decimals)))}%`;
}

/** About `count` powers of ten inside of the range; with 2 and 5 times them where the range holds few. */
export function logTicks({ min, max }: Range, count: number): number[] {
  const low = Math.floor(Math.log10(min));
  const high = Math.ceil(Math.log10(max));
  const decades = Math.log10(max / min);
  const factors = decades > 2.2 || decades * 3 > count ? [1] : [1, 2, 5];
  const stride = Math.max(1, Math.ceil(decades / count));
  const ticks: number[] = [];
  for (let power = Math.ceil(low / stride) * stride; power <= high; power += stride)
    for (const factor of factors) ticks.push(Number((factor * 10 ** power).toPrecision(6)));
  return ticks.filter((tick) => tick >= min * 0.999 && tick <= max * 1.001);
}

/** The range widened to round values, so that a curve's every move doesn't move the axis. */
export function roundedRange({ min, max }: Range, log: boolean): Range {
  if (log) return roundedLogRange(min, max);
  const span = max - min || Math.abs(max) * 0.1 || 1;
  const step = roundStep(span, 5);
  const low = Math.floor(min / step + 1e-9) * step;
  return { min: low, max: Math.max(Math.ceil(max / step - 1e-9) * step, low + step) };
}

const LOG_BOUNDS = [1, 1.5, 2, 3, 5, 7, 10];

/** Bounds are round, at least a factor of five apart. */
function roundedLogRange(min: number, max: number): Range {
  const low = boundBelow(min);
  const high = boundAbove(Math.max(max, low * 1.01));
  return { min: low, max: Math.max(high, low * 5) };
}

function boundBelow(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return (LOG_BOUNDS.findLast((step) => step * power <= value * (1 + 1e-9)) ?? 1) * power;
}

function boundAbove(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return (LOG_BOUNDS.find((step) => step * power >= value * (1 - 1e-9)) ?? 10) * power;
}

/** The value below which the share `q` of the finite values lies; undefined for none. */
export function quantile(values: readonly (number | null)[], q: number): number | undefined {
  const finite = values.filter((value) => value !== null).sort((a, b) => a - b);
  return finite[Math.min(finite.length - 1, Math.floor(q * finite.length))];
}
