import { type AxisPads, outputSize } from '../../layers/window.ts';
import type { TorchContext, TorchHelper, TorchLayer } from '../definition.ts';
import { literal, sizes } from '../python.ts';
import { isEven, isNone, padded, padList, padsIn, placesOf, windowsIn } from './windows.ts';

interface Placed {
  readonly rank: number;
  /** What people set, */
  readonly pads: readonly AxisPads[];
  /** and as far as a last window reaches. */
  readonly reaching: readonly AxisPads[];
  /** Window and stride as arguments; the stride is left out where it is the window. */
  readonly window: string;
  /** Whether PyTorch places the same windows by itself: as much padding at both ends, at most half a window. */
  readonly plain: boolean;
  /** Its arguments `padding` and `ceil_mode`, where they are needed. */
  readonly rest: string;
}

function placed(context: TorchContext): Placed {
  const [x] = context.inputs;
  const places = placesOf(x);
  const windows = windowsIn(context, 'poolSize');
  const pads = padsIn(context, places, windows);
  const ceil = context.flag('ceilMode');
  const reaching = pads.map(([begin, end], axis): AxisPads => {
    const { kernel, stride } = windows[axis];
    const output = outputSize(places[axis], windows[axis], [begin, end], ceil);
    return [begin, Math.max(end, (output - 1) * stride + kernel - places[axis] - begin)];
  });
  const size = sizes(context.list('poolSize'));
  const stride = sizes(context.list('stride'));
  // PyTorch's pools of volumes don't count the padding when they check that a window fits.
  const overlarge = windows.some(({ kernel }, axis) => kernel > places[axis]);
  return {
    rank: windows.length,
    pads,
    reaching,
    window: stride === size ? size : `${size}, stride=${stride}`,
    plain: isEven(pads) && pads.every(([begin], axis) => 2 * begin <= windows[axis].kernel) && !(windows.length === 3 && overlarge),
    rest: `${isNone(pads) ? '' : `, padding=${sizes(pads.map(([begin]) => begin))}`}${ceil ? ', ceil_mode=True' : ''}`,
  };
}

const maxPool: TorchLayer = (context) => {
  const [x] = context.inputs;
  const { rank, reaching, window, plain, rest } = placed(context);
  if (plain) return `F.max_pool${rank}d(${x.code}, ${window}${rest})`;
  return `F.max_pool${rank}d(${padded(x.code, reaching, { value: 'float("-inf")' })}, ${window})`;
};

const uneven: TorchHelper = {
  name: 'uneven_average_pool',
  code: `
def uneven_average_pool(x: Tensor, size, stride, pads: tuple[int, ...], counted: tuple[int, ...]) -> Tensor:
    """Means over windows of an input with uneven padding, in the order of F.pad; of it \`counted\` counts in the means."""
    pool = {3: F.avg_pool1d, 4: F.avg_pool2d, 5: F.avg_pool3d}[x.dim()]
    rest = tuple(all - own for all, own in zip(pads, counted))
    inside = F.pad(F.pad(torch.ones_like(x[:1, :1]), counted, value=1.0), rest)
    return pool(F.pad(x, pads), size, stride) / pool(inside, size, stride)
`,
};

const averagePool: TorchLayer = (context) => {
  const [x] = context.inputs;
  const { rank, pads, reaching, window, plain, rest } = placed(context);
  const counts = context.flag('countPadding');
  if (plain) return `F.avg_pool${rank}d(${x.code}, ${window}${rest}${isNone(pads) || counts ? '' : ', count_include_pad=False'})`;
  const counted = counts ? pads : pads.map((): AxisPads => [0, 0]);
  const [size, stride] = [sizes(context.list('poolSize')), sizes(context.list('stride'))];
  return `${context.use(uneven)}(${x.code}, ${size}, ${stride}, pads=${padList(reaching)}, counted=${padList(counted)})`;
};

const norm: TorchHelper = {
  name: 'lp_pool',
  code: `
def lp_pool(x: Tensor, power: float, size: tuple[int, ...], stride: tuple[int, ...], pads: tuple[int, ...]) -> Tensor:
    """The p-norm of each window; where a window holds zeros alone, the gradient is 0."""
    pool = {3: F.avg_pool1d, 4: F.avg_pool2d, 5: F.avg_pool3d}[x.dim()]
    total = pool(F.pad(x.abs() ** power, pads), size, stride) * math.prod(size)
    positive = torch.where(total > 0, total, torch.ones_like(total))
    return torch.where(total > 0, positive ** (1 / power), torch.zeros_like(total))
`,
  imports: ['math'],
};

const lpPool: TorchLayer = (context) => {
  const [x] = context.inputs;
  const { reaching } = placed(context);
  const window = `size=${literal(context.list('poolSize'))}, stride=${literal(context.list('stride'))}`;
  return `${context.use(norm)}(${x.code}, ${literal(context.number('power'))}, ${window}, pads=${padList(reaching)})`;
};

const adaptive =
  (kind: 'avg' | 'max'): TorchLayer =>
  ({ inputs: [x], list }) =>
    `F.adaptive_${kind}_pool${list('outputSize').length}d(${x.code}, ${sizes(list('outputSize'))})`;

const globalAverage: TorchLayer = ({ inputs: [x], flag }) => {
  const axes = placesOf(x).map((_, axis) => axis + 2);
  return `${x.code}.mean(dim=${literal(axes)}${flag('keepAxes') ? ', keepdim=True' : ''})`;
};

/** By pooling, whose gradient flows to the first of equal values. */
const globalMax: TorchLayer = ({ inputs: [x], flag }) =>
  `F.adaptive_max_pool${placesOf(x).length}d(${x.code}, 1)${flag('keepAxes') ? '' : '.flatten(1)'}`;

const ofRanks = (name: string, write: TorchLayer): Readonly<Record<string, TorchLayer>> => ({
  [`${name}1D`]: write,
  [`${name}2D`]: write,
  [`${name}3D`]: write,
});

export const pools: Readonly<Record<string, TorchLayer>> = {
  ...ofRanks('MaxPool', maxPool),
  ...ofRanks('AveragePool', averagePool),
  ...ofRanks('LpPool', lpPool),
  ...ofRanks('AdaptiveAveragePool', adaptive('avg')),
  ...ofRanks('AdaptiveMaxPool', adaptive('max')),
  GlobalAveragePool: globalAverage,
  GlobalMaxPool: globalMax,
};
