/** How a run's curves look beside those of others. */
export interface RunStyle {
  readonly colour: `--${string}`;
  readonly dash: readonly number[];
}

const COLOURS = ['--series-validation', '--series-run-1', '--series-run-2', '--series-run-3'] as const;
const DASHES = [
  [6, 4],
  [2, 3],
  [9, 3, 2, 3],
] as const;

/** Colour and dash of the run of this number, counted from 1: they stay, whatever is selected. Runs twelve apart look alike. */
export function runStyle(number: number): RunStyle {
  const index = Math.max(0, number - 1);
  return {
    colour: COLOURS[index % COLOURS.length] ?? COLOURS[0],
    dash: DASHES[Math.floor(index / COLOURS.length) % DASHES.length] ?? DASHES[0],
  };
}
