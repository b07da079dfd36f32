import { defineToy } from './toy.ts';

const radii = [0.45, 0.9];

export const circles = defineToy({
  id: 'circles',
  title: 'Circles',
  description: 'A circle within a circle: no straight line tells them apart.',
  classes: ['inner', 'outer'],
  noise: 0.05,
  point(random, label) {
    const angle = 2 * Math.PI * random.uniform();
    return [radii[label] * Math.cos(angle), radii[label] * Math.sin(angle)];
  },
});
