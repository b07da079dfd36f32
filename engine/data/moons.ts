import { defineToy } from './toy.ts';

export const moons = defineToy({
  id: 'moons',
  title: 'Moons',
  description: 'Two half circles that reach into each other.',
  classes: ['upper', 'lower'],
  noise: 0.06,
  point(random, label) {
    const angle = Math.PI * random.uniform();
    const [x, y] = label === 0 ? [Math.cos(angle), Math.sin(angle)] : [1 - Math.cos(angle), 0.5 - Math.sin(angle)];
    return [(x - 0.5) / 1.5, (y - 0.25) / 1.5];
  },
});
