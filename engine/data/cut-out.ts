/** Values from which on a channel counts as white paper. */
const WHITE = 250;

/** A drawing without its paper: colours [3, edge, edge] and how much each pixel covers what is below, 0 to 1. */
export interface CutOut {
  readonly edge: number;
  readonly colours: Float32Array;
  readonly coverage: Float32Array;
}

/**
 * Cuts drawings [3, edge, edge] out of white paper: what is white and reaches the border is paper. Pixels beside the paper are mixtures;
 * they take the strongest colour next to them, and cover as much as it takes to mix theirs from that and white.
 */
export function cutOut(drawings: readonly Uint8Array[], edge: number): CutOut[] {
  const around = Array.from({ length: edge ** 2 }, (_, pixel) => neighbours(pixel, edge));
  return drawings.map((drawing) => cutOne(drawing, edge, around));
}

function cutOne(drawing: Uint8Array, edge: number, around: readonly (readonly number[])[]): CutOut {
  const plane = edge ** 2;
  const colours = new Float32Array(drawing);
  const coverage = new Float32Array(plane).fill(1);
  for (const pixel of paperOf(drawing, around)) coverage[pixel] = 0;
  const strengthOf = (pixel: number) => 3 * 255 - drawing[pixel] - drawing[plane + pixel] - drawing[2 * plane + pixel];
  const isPaper = coverage.map((value) => Number(value === 0));
  for (let pixel = 0; pixel < plane; pixel += 1) {
    if (isPaper[pixel] === 1 || around[pixel].every((other) => isPaper[other] === 0)) continue;
    const strongest = around[pixel].reduce((best, other) => (strengthOf(other) > strengthOf(best) ? other : best), pixel);
    coverage[pixel] = strengthOf(pixel) / strengthOf(strongest);
    for (let channel = 0; channel < 3; channel += 1) colours[channel * plane + pixel] = drawing[channel * plane + strongest];
  }
  return { edge, colours, coverage };
}

/** White pixels that a way over white pixels joins with the border. */
function paperOf(drawing: Uint8Array, around: readonly (readonly number[])[]): Set<number> {
  const plane = around.length;
  const isWhite = (pixel: number) => drawing[pixel] >= WHITE && drawing[plane + pixel] >= WHITE && drawing[2 * plane + pixel] >= WHITE;
  const paper = new Set<number>();
  around.forEach((others, pixel) => {
    if (others.length < 8 && isWhite(pixel)) paper.add(pixel);
  });
  // A set gives those that are added while it is gone through as well.
  for (const pixel of paper) for (const other of around[pixel]) if (isWhite(other)) paper.add(other);
  return paper;
}

/** Up to eight pixels around one. */
function neighbours(pixel: number, edge: number): number[] {
  const [row, column] = [Math.floor(pixel / edge), pixel % edge];
  return [-1, 0, 1].flatMap((down) =>
    [-1, 0, 1].flatMap((right) => {
      const [y, x] = [row + down, column + right];
      const isOutside = y < 0 || x < 0 || y >= edge || x >= edge;
      return isOutside || (down === 0 && right === 0) ? [] : [y * edge + x];
    }),
  );
}
