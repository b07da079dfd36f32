import { defineToy } from './toy.ts';

const MARGIN = 0.1;

export const xor = defineToy({
  id: 'xor',
  title: 'XOR',
  description: 'Four quadrants, opposite ones of one class: the problem that a single perceptron cannot solve.',
  classes: ['equal signs', 'unequal signs'],
  noise: 0.03,
  point(random, label) {
    const x = MARGIN + (1 - MARGIN) * random.uniform();
    const y = MARGIN + (1 - MARGIN) * random.uniform();
    const side = random.uniform() < 0.5 ? -1 : 1;
    return [side * x, side * (label === 0 ? y : -y)];
  },
});
