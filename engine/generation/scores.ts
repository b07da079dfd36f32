/** How a network's classes for each place of a window lie in memory. */
export interface ScoreLayout {
  readonly classes: number;
  readonly places: number;
  /** [classes, places] where true, else [places, classes]. */
  readonly classesFirst: boolean;
}

/** Logarithms of the probabilities of the classes at one place, from those of all classes and places of a window. */
export function scoresAt(probabilities: ArrayLike<number>, layout: ScoreLayout, place: number): Float64Array<ArrayBuffer> {
  const { classes, places, classesFirst } = layout;
  const [first, step] = classesFirst ? [place, places] : [place * classes, 1];
  return Float64Array.from({ length: classes }, (_, k) => Math.log(probabilities[first + k * step]));
}
