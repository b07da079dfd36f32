import { defineToy } from './toy.ts';

const TURNS = 1.5;
const INNER_RADIUS = 0.08;

export const spirals = defineToy({
  id: 'spirals',
  title: 'Two spirals',
  description: 'Two arms wound around each other one and a half times, after a problem that Lang and Witbrock posed in 1988.',
  classes: ['first arm', 'second arm'],
  noise: 0.02,
  point(random, label) {
    const along = random.uniform();
    const radius = INNER_RADIUS + (1 - INNER_RADIUS) * along;
    const angle = 2 * Math.PI * TURNS * along + Math.PI * label;
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  },
});
