import type { TorchLayer, TorchResult } from '../definition.ts';
import { literal } from '../python.ts';

const Flatten: TorchLayer = ({ inputs: [x] }) => (x.type.shape.length === 1 ? `${x.code}.unsqueeze(1)` : `${x.code}.flatten(1)`);

const Reshape: TorchLayer = ({ inputs: [x], outputs: [y] }) => `${x.code}.reshape(-1, ${y.shape.slice(1).join(', ')})`;

const Permute: TorchLayer = ({ inputs: [x], list }) =>
  list('order').join() === '2,1' ? `${x.code}.transpose(1, 2)` : `${x.code}.permute(0, ${list('order').join(', ')})`;

const Squeeze: TorchLayer = ({ inputs: [x], list }) => {
  const { shape } = x.type;
  const given = list('axes');
  const axes = given.length > 0 ? [...new Set(given)] : shape.flatMap((size, axis) => (axis > 0 && size === 1 ? [axis] : []));
  if (axes.length === 0) return x.code;
  return `${x.code}.squeeze(${axes.length === 1 ? axes[0] : literal(axes)})`;
};

const Unsqueeze: TorchLayer = ({ inputs: [x], list }) =>
  list('axes')
    .toSorted((a, b) => a - b)
    .reduce((code, axis) => `${code}.unsqueeze(${axis})`, x.code);

/** `[:, :, 1:3]`; torch has no negative steps, those go by their positions. */
const Slice: TorchLayer = ({ inputs: [x], int, flag }) => {
  const [axis, start, step] = [int('axis'), int('start'), int('step')];
  const end = flag('toEnd') ? undefined : int('end');
  const before = ':, '.repeat(axis);
  if (step > 0) {
    const range = `${start === 0 ? '' : start}:${end ?? ''}${step === 1 ? '' : `:${step}`}`;
    return range === ':' ? x.code : `${x.code}[${before}${range}]`;
  }
  const size = Number(x.type.shape[axis]);
  const clamped = (position: number): number => Math.min(Math.max(position < 0 ? position + size : position, -1), size - 1);
  return `${x.code}[${before}torch.arange(${clamped(start)}, ${end === undefined ? -1 : clamped(end)}, ${step}, device=${x.code}.device)]`;
};

const Split: TorchLayer = ({ inputs: [x], outputs, int, choice, list }): TorchResult => {
  if (outputs.length === 1) return x.code;
  const axis = int('axis');
  if (choice('by') === 'sizes') return { tuple: `${x.code}.split([${list('sizes').join(', ')}], dim=${axis})` };
  return { tuple: `${x.code}.chunk(${outputs.length}, dim=${axis})` };
};

const Repeat: TorchLayer = ({ inputs: [x], outputs: [y], int, choice }) => {
  const [axis, times] = [int('axis'), int('times')];
  if (choice('order') === 'each') return `${x.code}.repeat_interleave(${times}, dim=${axis})`;
  const factors = y.shape.map((_, i) => (i === axis ? times : 1)).join(', ');
  return choice('order') === 'whole' ? `${x.code}.repeat(${factors})` : `${x.code}.unsqueeze(${axis}).repeat(${factors})`;
};

export const shapeLayers: Readonly<Record<string, TorchLayer>> = { Flatten, Reshape, Permute, Squeeze, Unsqueeze, Slice, Split, Repeat };
