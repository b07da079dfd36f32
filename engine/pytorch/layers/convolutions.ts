import type { AxisPads, Window } from '../../layers/window.ts';
import type { TorchContext, TorchEntries, TorchLayer } from '../definition.ts';
import { call, literal, sizes } from '../python.ts';
import { activated } from './activation-function.ts';
import { isEven, isNone, padded, padsIn, placesOf, windowsIn } from './windows.ts';

interface Convolving {
  readonly channels: number;
  readonly filters: number;
  readonly windows: readonly Window[];
  readonly pads: readonly AxisPads[];
  readonly groups?: number;
  readonly entries: TorchEntries;
  readonly part?: string;
}

/** `nn.Conv2d` applied to an expression. Pads that differ at the two ends of an axis are added before it. */
function convolved(
  context: TorchContext,
  code: string,
  { channels, filters, windows, pads, groups = 1, entries, part }: Convolving,
): string {
  const mode = context.choice('paddingMode');
  const even = isEven(pads);
  const strides = windows.map(({ stride }) => stride);
  const dilations = windows.map(({ dilation }) => dilation);
  const isPadded = even && !isNone(pads);
  const made = call(`nn.Conv${windows.length}d`, [channels, filters, sizes(windows.map(({ kernel }) => kernel))], {
    stride: strides.every((stride) => stride === 1) ? undefined : sizes(strides),
    padding: isPadded ? sizes(pads.map(([begin]) => begin)) : undefined,
    dilation: dilations.every((dilation) => dilation === 1) ? undefined : sizes(dilations),
    groups: groups === 1 ? undefined : groups,
    bias: 'bias' in entries ? undefined : 'False',
    padding_mode: isPadded && mode !== 'zeros' ? literal(mode) : undefined,
  });
  const member = context.member(made, entries, part);
  return `${member}(${even ? code : padded(code, pads, mode === 'zeros' ? {} : { mode })})`;
}

const biasOf = ({ has }: TorchContext): TorchEntries => (has('bias') ? { bias: 'bias' } : {});

/** Applies the layer's activation to what it has computed. */
const finished = (context: TorchContext, code: string): string =>
  activated(context, context.choice('activation'), code, context.outputs[0].shape.length);

const conv: TorchLayer = (context) => {
  const [x] = context.inputs;
  const windows = windowsIn(context, 'kernelSize');
  const code = convolved(context, x.code, {
    channels: Number(x.type.shape[1]),
    filters: context.int('filters'),
    windows,
    pads: padsIn(context, placesOf(x), windows),
    groups: context.int('groups'),
    entries: { weight: 'kernel', ...biasOf(context) },
  });
  return finished(context, code);
};

const depthwise: TorchLayer = (context) => {
  const [x] = context.inputs;
  const channels = Number(x.type.shape[1]);
  const windows = windowsIn(context, 'kernelSize');
  const code = convolved(context, x.code, {
    channels,
    filters: channels * context.int('multiplier'),
    windows,
    pads: padsIn(context, placesOf(x), windows),
    groups: channels,
    entries: { weight: 'kernel', ...biasOf(context) },
  });
  return finished(context, code);
};

const separable: TorchLayer = (context) => {
  const [x] = context.inputs;
  const channels = Number(x.type.shape[1]);
  const middle = channels * context.int('multiplier');
  const windows = windowsIn(context, 'kernelSize');
  const filtered = convolved(context, x.code, {
    channels,
    filters: middle,
    windows,
    pads: padsIn(context, placesOf(x), windows),
    groups: channels,
    entries: { weight: 'depthwiseKernel' },
    part: 'depthwise',
  });
  const made = call('nn.Conv2d', [middle, context.int('filters'), 1], { bias: context.has('bias') ? undefined : 'False' });
  const pointwise = context.member(made, { weight: 'pointwiseKernel', ...biasOf(context) }, 'pointwise');
  return finished(context, `${pointwise}(${filtered})`);
};

/** A column of weights, then a row of them. */
const spatiallySeparable: TorchLayer = (context) => {
  const [x] = context.inputs;
  const filters = context.int('filters');
  const windows = windowsIn(context, 'kernelSize');
  const pads = padsIn(context, placesOf(x), windows);
  const still: Window = { kernel: 1, stride: 1, dilation: 1 };
  const columns = convolved(context, x.code, {
    channels: Number(x.type.shape[1]),
    filters,
    windows: [windows[0], still],
    pads: [pads[0], [0, 0]],
    entries: { weight: 'columnKernel' },
    part: 'column',
  });
  const rows = convolved(context, columns, {
    channels: filters,
    filters,
    windows: [still, windows[1]],
    pads: [[0, 0], pads[1]],
    entries: { weight: 'rowKernel', ...biasOf(context) },
    part: 'row',
  });
  return finished(context, rows);
};

const transposed: TorchLayer = (context) => {
  const [x] = context.inputs;
  const { list, int, member, has } = context;
  const differs = (name: string, preset: number): string | undefined =>
    list(name).every((size) => size === preset) ? undefined : sizes(list(name));
  const kernel = list('kernelSize');
  const made = call(`nn.ConvTranspose${kernel.length}d`, [Number(x.type.shape[1]), int('filters'), sizes(kernel)], {
    stride: differs('stride', 1),
    padding: differs('crop', 0),
    output_padding: differs('outputPadding', 0),
    groups: int('groups') === 1 ? undefined : int('groups'),
    bias: has('bias') ? undefined : 'False',
    dilation: differs('dilation', 1),
  });
  return finished(context, `${member(made, { weight: 'kernel', ...biasOf(context) })}(${x.code})`);
};

export const convolutions: Readonly<Record<string, TorchLayer>> = {
  Conv1D: conv,
  Conv2D: conv,
  Conv3D: conv,
  DepthwiseConv2D: depthwise,
  SeparableConv2D: separable,
  SpatiallySeparableConv2D: spatiallySeparable,
  ConvTranspose1D: transposed,
  ConvTranspose2D: transposed,
  ConvTranspose3D: transposed,
};
