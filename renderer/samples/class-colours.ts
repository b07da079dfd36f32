const CLASS_COLOURS = [
  '--series-train',
  '--series-validation',
  '--series-run-1',
  '--series-run-2',
  '--series-run-3',
  '--error',
  '--text-3',
  '--category-norm',
] as const;

const SHAPES = ['circle', 'square', 'triangle', 'diamond'] as const;

export type ClassShape = (typeof SHAPES)[number];

/** The design token of a class' colour, by its number; they repeat where there are more. */
export function classToken(label: number | undefined): `--${string}` {
  return CLASS_COLOURS[Number(label ?? 0) % CLASS_COLOURS.length];
}

/** The colour of a class. */
export function classColour(label: number | undefined): string {
  return `var(${classToken(label)})`;
}

/** The shape of a class: with its colour it tells classes apart that are of similar colours. */
export function classShape(label: number | undefined): ClassShape {
  return SHAPES[Number(label ?? 0) % SHAPES.length];
}
