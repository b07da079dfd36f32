const CLASS_COLOURS = [
  'var(--series-train)',
  'var(--series-validation)',
  'var(--series-run-1)',
  'var(--series-run-2)',
  'var(--series-run-3)',
] as const;

/** The colour of a class, by its number; they repeat where there are more. */
export function classColour(label: number | undefined): string {
  return CLASS_COLOURS[Number(label ?? 0) % CLASS_COLOURS.length];
}
