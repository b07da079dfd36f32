import type { SeriesWindow } from './dataset.ts';

/** How a series was cut into samples, in words: "28 days seen, the next 3 to forecast; they begin a day apart". */
export function windowText({ length, horizon, stride, step }: SeriesWindow): string {
  const next = horizon === 1 ? 'the next' : `the next ${horizon}`;
  return `${length} ${step}s seen, ${next} to forecast; they begin ${stride === 1 ? `a ${step}` : `${stride} ${step}s`} apart`;
}
