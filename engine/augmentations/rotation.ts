import { field } from '../layers/parameters.ts';
import { defineAugmentation } from './definition.ts';
import { type Plane, planesOf } from './planes.ts';

export const Rotation = defineAugmentation({
  type: 'Rotation',
  title: 'Rotation',
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
function turn({ values, rows, columns }: Plane, angle: number): void {
  const source = { values: values.slice(), rows, columns };
  const [sine, cosine] = [Math.sin(angle), Math.cos(angle)];
  const [centreY, centreX] = [(rows - 1) / 2, (columns - 1) / 2];
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const [y, x] = [row - centreY, column - centreX];
      values[row * columns + column] = bilinear(source, centreY - sine * x + cosine * y, centreX + cosine * x + sine * y);
    }
  }
}

/** The value at a place between four pixels; pixels outside are 0. */
function bilinear({ values, rows, columns }: Plane, y: number, x: number): number {
  const [top, left] = [Math.floor(y), Math.floor(x)];
  const [down, right] = [y - top, x - left];
  const at = (row: number, column: number): number =>
    row < 0 || row >= rows || column < 0 || column >= columns ? 0 : values[row * columns + column];
  const above = (1 - right) * at(top, left) + right * at(top, left + 1);
  const below = (1 - right) * at(top + 1, left) + right * at(top + 1, left + 1);
  return (1 - down) * above + down * below;
}
