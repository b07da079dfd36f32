import type { TorchLayer } from '../definition.ts';
import { call } from '../python.ts';
import { activated } from './activation-function.ts';

/** The transposed matrix: PyTorch's linear layers keep [units, features]. */
export const transposed = (kernel: string) => ({ from: [kernel], by: 'torch.t' }) as const;

/** y = φ(x·W + b) on the last axis. */
export const Dense: TorchLayer = (context) => {
  const {
    inputs: [x],
    int,
    flag,
    choice,
    member,
  } = context;
  const features = Number(x.type.shape.at(-1));
  const bias = flag('bias');
  const linear = member(call('nn.Linear', [features, int('units')], { bias: bias ? undefined : 'False' }), {
    weight: transposed('kernel'),
    ...(bias && { bias: 'bias' }),
  });
  return activated(context, choice('activation'), `${linear}(${x.code})`, x.type.shape.length);
};
