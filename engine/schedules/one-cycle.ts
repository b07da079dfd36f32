import { field } from '../layers/parameters.ts';
import { defineSchedule } from './definition.ts';

/** From a to b along half a cosine or a straight line; `share` from 0 to 1. */
function anneal(a: number, b: number, share: number, shape: 'cosine' | 'linear'): number {
  return shape === 'linear' ? a + (b - a) * share : b + ((a - b) / 2) * (1 + Math.cos(Math.PI * share));
}

/** Up from 1/d to 1 over the first share of the run, down to 1/(d·f) over the rest. */
export const OneCycle = defineSchedule({
  type: 'OneCycle',
  title: 'One cycle',
  synonyms: ['OneCycleLR', '1cycle', 'super-convergence'],
  parameters: {
    rise: field.float({ label: 'Rise', help: 'Share of the run in which the rate rises.', default: 0.3, min: 0, max: 1 }),
    startDivisor: field.float({
      label: 'Start divisor',
      help: 'The run starts with the learning rate divided by this.',
      default: 25,
      min: 1,
      max: 1e6,
    }),
    endDivisor: field.float({
      label: 'End divisor',
      help: 'The run ends with the rate that it started with divided by this.',
      default: 10_000,
      min: 1,
      max: 1e9,
      scale: 'log',
    }),
    shape: field.choice({
      label: 'Shape',
      help: 'How the rate goes from one end to the other.',
      default: 'cosine',
      options: [
        { value: 'cosine', label: 'Cosine' },
        { value: 'linear', label: 'Straight' },
      ],
      advanced: true,
    }),
  },
  formula: '\\tfrac{\\eta_0}{d} \\;\\to\\; \\eta_0 \\;\\to\\; \\tfrac{\\eta_0}{d\\, f}',
  explanation:
    'Rises to the learning rate of the settings, its highest, and falls far below its start: the high rate in the middle of the run lets it train fast and keeps it from over-fitting.',
  source: 'Smith & Topin 2018; PyTorch OneCycleLR',
  factor({ rise, startDivisor, endDivisor, shape }, { step, steps }) {
    const top = rise * steps - 1;
    if (step <= top) return anneal(1 / startDivisor, 1, top === 0 ? 1 : step / top, shape);
    const share = Math.min((step - top) / (steps - 1 - top), 1);
    return anneal(1, 1 / (startDivisor * endDivisor), share, shape);
  },
  examples: [
    { name: 'default', parameters: {} },
    { name: 'straight', parameters: { shape: 'linear', rise: 0.45, startDivisor: 10, endDivisor: 100 } },
    { name: 'falls alone', parameters: { rise: 0 } },
    { name: 'rises alone', parameters: { rise: 1, startDivisor: 4 } },
  ],
});
