import { field } from '../layers/parameters.ts';
import { defineMixing } from './definition.ts';

export const Mixup = defineMixing({
  type: 'Mixup',
  title: 'Mixup',
  synonyms: ['mix up', 'blend', 'interpolation of samples'],
  explanation:
    'Mixes each sample of a batch with another one, λ · x + (1 − λ) · x′, and the losses against the targets of both alike: λ · L(ŷ, y) + (1 − λ) · L(ŷ, y′). λ is drawn anew for each batch from Beta(α, α). Training metrics are taken against y alone, so that they look worse than they are; validation mixes nothing.',
  source: 'Zhang et al., "mixup: beyond empirical risk minimization", 2018',
  parameters: {
    alpha: field.float({
      label: 'α',
      help: 'Small values keep samples nearly whole, 1 makes each share equally likely, large ones mix half and half; 0 mixes nothing.',
      default: 0.2,
      min: 0,
      max: 10,
    }),
  },
  ranks: [0, 1, 2, 3, 4],
  geometric: false,
  identity: { alpha: 0 },
  examples: [
    { name: 'each share alike', parameters: { alpha: 1 } },
    { name: 'half and half', parameters: { alpha: 10 } },
  ],
  share({ alpha }, random) {
    return alpha === 0 ? 1 : betaShare(alpha, random);
  },
});

/** A number from Beta(α, α): g / (g + h) of two from Gamma(α), by their logarithms, which stay finite where α is small. */
function betaShare(alpha: number, random: () => number): number {
  const first = logGamma(alpha, random);
  const second = logGamma(alpha, random);
  return 1 / (1 + Math.exp(second - first));
}

/**
 * The logarithm of a number from Gamma(α). Below 1 it is drawn for α + 1 and multiplied by u^(1/α). Source: Marsaglia & Tsang, "A simple
 * method for generating gamma variables", 2000.
 */
function logGamma(alpha: number, random: () => number): number {
  if (alpha < 1) return logGamma(alpha + 1, random) + Math.log(1 - random()) / alpha;
  const d = alpha - 1 / 3;
  for (;;) {
    const x = normal(random);
    const v = (1 + x / Math.sqrt(9 * d)) ** 3;
    if (v > 0 && Math.log(1 - random()) < (x * x) / 2 + d * (1 - v + Math.log(v))) return Math.log(d * v);
  }
}

/** Source: Box & Muller 1958. */
function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
