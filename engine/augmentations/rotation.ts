import { field } from '../layers/parameters.ts';
import { defineAugmentation } from './definition.ts';
import { type Plane, planesOf } from './planes.ts';

export const Rotation = defineAugmentation({
  type: 'Rotation',
  title: 'Rotation',
  synonyms: ['rotate', 'turn'],
  explanation:
    'Turns an image about its centre, each angle up to the largest equally likely either way; values between pixels are interpolated, what comes in from outside is 0.',
  parameters: {
    degrees: field.float({ label: 'Degrees', help: 'Largest angle.', default: 10, min: 0, max: 180 }),
  },
  ranks: [3],
  geometric: true,
  apply({ degrees }, sample) {
    const angle = ((2 * sample.random() - 1) * degrees * Math.PI) / 180;
    if (angle === 0) return;
    for (const plane of planesOf(sample)) turn(plane, angle);
  },
});

/** Each pixel takes what lies at its place turned back: with y downwards, a positive angle turns clockwise. */
function turn(plane: Plane, angle: number): void {
  const { values, rows, columns } = plane;
  const source = withBorder(plane);
  const [sine, cosine] = [Math.sin(angle), Math.cos(angle)];
  const [centreY, centreX] = [(rows - 1) / 2, (columns - 1) / 2];
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const fromY = centreY - sine * (column - centreX) + cosine * (row - centreY);
      const fromX = centreX + cosine * (column - centreX) + sine * (row - centreY);
      const outside = fromY <= -1 || fromY >= rows || fromX <= -1 || fromX >= columns;
      values[row * columns + column] = outside ? 0 : bilinear(source, columns + 2, fromY + 1, fromX + 1);
    }
  }
}

/** The plane with zeros around it, one pixel wide, so that each place inside lies between four pixels. */
function withBorder({ values, rows, columns }: Plane): Float64Array {
  const bordered = new Float64Array((rows + 2) * (columns + 2));
  for (let row = 0; row < rows; row += 1) bordered.set(values.subarray(row * columns, (row + 1) * columns), (row + 1) * (columns + 2) + 1);
  return bordered;
}

function bilinear(values: Float64Array, columns: number, y: number, x: number): number {
  const [top, left] = [Math.floor(y), Math.floor(x)];
  const [down, right] = [y - top, x - left];
  const at = top * columns + left;
  const above = (1 - right) * values[at] + right * values[at + 1];
  const below = (1 - right) * values[at + columns] + right * values[at + columns + 1];
  return (1 - down) * above + down * below;
}
