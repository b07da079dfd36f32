import { defineToy } from './toy.ts';

const CELLS = 4;

export const checkerboard = defineToy({
  id: 'checkerboard',
  title: 'Checkerboard',
  description: 'Four by four squares in turn: many small regions that a network has to fence in.',
  classes: ['dark', 'light'],
  noise: 0,
  point(random, label) {
    const row = random.below(CELLS);
    const column = 2 * random.below(CELLS / 2) + ((row + label) % 2);
    return [edge(column + random.uniform()), edge(row + random.uniform())];
  },
});

/** A distance in cells from the board's edge as a coordinate in [-1, 1]. */
function edge(cells: number): number {
  return (2 * cells) / CELLS - 1;
}
