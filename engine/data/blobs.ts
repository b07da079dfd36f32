import { defineToy } from './toy.ts';

const RADIUS = 0.6;

export const blobs = defineToy({
  id: 'blobs',
  title: 'Blobs',
  description: 'Three round clusters that barely touch.',
  classes: ['top', 'left', 'right'],
  noise: 0.18,
  point(_random, label) {
    const angle = Math.PI / 2 + (2 * Math.PI * label) / 3;
    return [RADIUS * Math.cos(angle), RADIUS * Math.sin(angle)];
  },
});
