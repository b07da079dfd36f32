/** How a run's curves look beside those of others. */
export interface RunStyle {
  readonly colour: `--${string}`;
  readonly dash: readonly number[];
}

const COLOURS = ['--series-validation', '--series-run-1', '--series-run-2', '--series-run-3'] as const;
/** Those of training and validation come last: curves of outputs are drawn beside a plot where they mean these. */
const OUTPUT_COLOURS = ['--series-run-1', '--series-run-2', '--series-run-3', '--series-validation', '--series-train'] as const;
const OUTPUT_DASHES = [[], [7, 3], [2, 3], [9, 3, 2, 3]] as const;

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

/** Colour and dash of an output's curves, counted from 0. */
export function outputStyle(index: number): RunStyle {
  return {
    colour: OUTPUT_COLOURS[index % OUTPUT_COLOURS.length] ?? OUTPUT_COLOURS[0],
    dash: OUTPUT_DASHES[index % OUTPUT_DASHES.length] ?? OUTPUT_DASHES[0],
  };
}
