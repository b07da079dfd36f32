import { mixesSamples } from '../augmentations/registry.ts';
import { invariant } from '../graph/errors.ts';
import type { LossMean } from '../losses/definition.ts';
import type { Emitter } from '../ops/emitter.ts';
import type { TrainingSettings } from '../project/schema.ts';
import type { DataInput, Mixing } from './program.ts';

/** The graph inputs that mixed samples need for their losses, one for each target; `undefined` where nothing is mixed. */
export function mixingInputs(e: Emitter, { augmentation }: TrainingSettings, targets: readonly DataInput[]): Mixing | undefined {
  if (!mixesSamples(augmentation)) return undefined;
  const share = e.builder.input('mixing:share', { dtype: 'float32', shape: [] }).name;
  const distinct = new Map(targets.map((target) => [target.input, target]));
  const partners = [...distinct.values()].map(({ input, type }) => ({
    target: input,
    partner: e.builder.input(`mixing:${input}`, type).name,
  }));
  return { share, partners };
}

/** The graph input with the targets of the samples that are mixed in. */
export function partnerOf({ partners }: Mixing, target: string): string {
  const found = partners.find((entry) => entry.target === target)?.partner;
  invariant(found !== undefined, `${target} has a partner where samples are mixed`);
  return found;
}

/** λ · own + (1 − λ) · partner, and what counts alike. */
export function mixedMean(e: Emitter, { share }: Mixing, own: LossMean, partner: LossMean): LossMean {
  const kept = e.builder.value(share);
  const mix = (a: LossMean['mean'], b: LossMean['mean']) => e.add(e.mul(kept, a), e.mul(e.sub(e.scalar(1, kept), kept), b));
  const counted = own.counted && partner.counted && mix(own.counted, partner.counted);
  return { mean: mix(own.mean, partner.mean), ...(counted !== undefined && { counted }) };
}
