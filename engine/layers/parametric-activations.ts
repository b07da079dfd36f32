import { float } from '../graph/attributes.ts';
import type { Value } from '../graph/types.ts';
import type { Emitter } from '../ops/emitter.ts';
import { type Activation, activationOf } from './activations.ts';
import { field, type ParameterSchema, type ParametersOf } from './parameters.ts';

/** A function of one number with parameters that are chosen, not trained. */
export interface ParametricActivation<S extends ParameterSchema> extends Omit<Activation, 'id' | 'lower'> {
  readonly parameters: S;
  readonly lower: (e: Emitter, x: Value, parameters: ParametersOf<S>) => Value;
}

const parametric = <const S extends ParameterSchema>(activation: ParametricActivation<S>): ParametricActivation<S> => activation;

/** Divides x in CELU, so 0 is not allowed. */
const alpha = field.float({ label: 'α', help: 'The function falls to −α far below 0.', default: 1, min: 0.01, max: 10 });

export const leakyRelu = parametric({
  title: 'LeakyReLU',
  summary: 'lets a little of the negative through',
  synonyms: ['leaky relu'],
  formula: 'y = x \\text{ if } x > 0 \\text{ else } \\alpha x',
  explanation: 'ReLU that passes {slope} of negative values, so that no unit dies.',
  parameters: {
    slope: field.float({ label: 'Slope α', help: 'Factor of negative values.', default: 0.01, min: 0, max: 1 }),
  },
  lower: (e, x, { slope }) => e.op('LeakyRelu', [x], { alpha: float(slope) }),
});

export const elu = parametric({
  title: 'ELU',
  summary: 'smooth below 0, down to −α',
  synonyms: ['exponential linear unit'],
  formula: 'y = x \\text{ if } x > 0 \\text{ else } \\alpha\\,(e^x - 1)',
  explanation: 'Like ReLU above 0; below, it falls smoothly to −{alpha}, which keeps the mean near 0. Its slope has no jump where α is 1.',
  parameters: { alpha },
  lower: (e, x, p) => e.op('Elu', [x], { alpha: float(p.alpha) }),
});

export const celu = parametric({
  title: 'CELU',
  summary: 'ELU without a kink for any α',
  synonyms: ['continuously differentiable exponential linear unit'],
  formula: 'y = \\max(0, x) + \\min\\left(0,\\; \\alpha\\,(e^{x/\\alpha} - 1)\\right)',
  explanation: 'An ELU that falls to −{alpha} and whose slope has no jump at 0 for any α (Barron 2017).',
  parameters: { alpha },
  lower: (e, x, p) => e.op('Celu', [x], { alpha: float(p.alpha) }),
});

const { id: _, lower: __, ...geluTexts } = activationOf('gelu');

export const gelu = parametric({
  ...geluTexts,
  parameters: {
    approximation: field.choice({
      label: 'Computed by',
      help: 'The normal distribution itself by the error function, or its usual approximation by tanh.',
      default: 'none',
      options: [
        { value: 'none', label: 'erf, exact' },
        { value: 'tanh', label: 'tanh' },
      ],
    }),
  },
  lower: (e, x, { approximation }) => activationOf(approximation === 'tanh' ? 'geluTanh' : 'gelu').lower(e, x),
});
