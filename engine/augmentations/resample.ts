import type { AugmentedSample } from './definition.ts';
import { type Plane, planesOf } from './planes.ts';

/** A coordinate in the sample as a linear function of row and column: [at row 0 and column 0, per row, per column]. */
type Coordinate = readonly [number, number, number];

/** Where the value of each pixel comes from: pixels are points with whole coordinates, y downwards. */
export interface PlaneMap {
  readonly y: Coordinate;
  readonly x: Coordinate;
  /** What lies beyond the border: 0 (for class numbers the class of what comes in), or what lies at the border. */
  readonly beyond: 'outside' | 'border';
}

/** Gives each pixel of each plane what lies at the place that the map says: between pixels bilinear, of class numbers the nearest. */
export function resample(sample: AugmentedSample, map: PlaneMap): void {
  const planes = planesOf(sample);
  if (sample.classes === undefined) interpolate(planes, map);
  else for (const plane of planes) pickNearest(plane, map, sample.classes.outside);
}

/** All planes at once: the weights of a pixel's four sources are the same in each. */
function interpolate(planes: readonly Plane[], { y, x, beyond }: PlaneMap): void {
  const { rows, columns } = planes[0];
  const sources = planes.map(withBorder);
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const fromY = y[0] + y[1] * row + y[2] * column;
      const fromX = x[0] + x[1] * row + x[2] * column;
      const outside = fromY <= -1 || fromY >= rows || fromX <= -1 || fromX >= columns;
      const at = row * columns + column;
      if (beyond === 'border') pickBetween(planes, sources, at, clamped(fromY, rows), clamped(fromX, columns));
      else if (outside) for (const { values } of planes) values[at] = 0;
      else pickBetween(planes, sources, at, fromY, fromX);
    }
  }
}

/** Bilinear, from planes with a border of one pixel. */
function pickBetween(planes: readonly Plane[], sources: readonly Float64Array[], at: number, y: number, x: number): void {
  const top = Math.floor(y);
  const left = Math.floor(x);
  const down = y - top;
  const right = x - left;
  const width = planes[0].columns + 2;
  const from = (top + 1) * width + left + 1;
  for (let plane = 0; plane < planes.length; plane += 1) {
    const source = sources[plane];
    const above = (1 - right) * source[from] + right * source[from + 1];
    const below = (1 - right) * source[from + width] + right * source[from + width + 1];
    planes[plane].values[at] = (1 - down) * above + down * below;
  }
}

function pickNearest({ values, rows, columns }: Plane, { y, x, beyond }: PlaneMap, outside: number): void {
  const source = values.slice();
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const nearestY = Math.round(y[0] + y[1] * row + y[2] * column);
      const nearestX = Math.round(x[0] + x[1] * row + x[2] * column);
      const inside = nearestY >= 0 && nearestY < rows && nearestX >= 0 && nearestX < columns;
      const kept = inside || beyond === 'border';
      values[row * columns + column] = kept ? source[clamped(nearestY, rows) * columns + clamped(nearestX, columns)] : outside;
    }
  }
}

function clamped(coordinate: number, length: number): number {
  return Math.min(Math.max(coordinate, 0), length - 1);
}

/** The plane with zeros around it, one pixel wide, so that each place inside lies between four pixels. */
function withBorder({ values, rows, columns }: Plane): Float64Array {
  const bordered = new Float64Array((rows + 2) * (columns + 2));
  for (let row = 0; row < rows; row += 1) bordered.set(values.subarray(row * columns, (row + 1) * columns), (row + 1) * (columns + 2) + 1);
  return bordered;
}
