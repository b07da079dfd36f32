import type { TorchHelper, TorchLayer } from '../definition.ts';
import { literal } from '../python.ts';

const joined =
  (sign: string): TorchLayer =>
  ({ inputs }) =>
    inputs.map(({ code }) => code).join(` ${sign} `);

const listed = (inputs: Parameters<TorchLayer>[0]['inputs']): string => inputs.map(({ code }) => code).join(', ');

const Average: TorchLayer = ({ inputs }) =>
  inputs.length === 1 ? inputs[0].code : `(${inputs.map(({ code }) => code).join(' + ')}) / ${inputs.length}`;

/** Inputs that tie share the gradient evenly. */
const Maximum: TorchLayer = ({ inputs }) => {
  if (inputs.length === 1) return inputs[0].code;
  if (inputs.length === 2) return `torch.maximum(${listed(inputs)})`;
  return `torch.stack(torch.broadcast_tensors(${listed(inputs)})).amax(0)`;
};

const Concat: TorchLayer = ({ inputs, int }) =>
  inputs.length === 1 ? inputs[0].code : `torch.cat((${listed(inputs)}), dim=${int('axis')})`;

const Scale: TorchLayer = ({ inputs: [x], number }) => {
  const [factor, offset] = [number('factor'), number('offset')];
  const scaled = factor === 1 ? x.code : `${literal(factor)} * ${x.code}`;
  if (offset === 0) return scaled;
  return `${scaled} ${offset < 0 ? '-' : '+'} ${literal(Math.abs(offset))}`;
};

const Clip: TorchLayer = ({ inputs: [x], number }) => `torch.clamp(${x.code}, ${literal(number('lower'))}, ${literal(number('upper'))})`;

const realPower: TorchHelper = {
  name: 'real_power',
  code: `
def real_power(x: Tensor, exponent: float, keep_sign: bool) -> Tensor:
    """|x| to a power, with the sign of x or 0 for negative x. Where x is 0, the gradient is 0."""
    sign = x.sign()
    base = x.abs() + (1 - sign.abs()) if exponent > 0 else x.abs()
    return (sign if keep_sign else F.relu(sign)) * base**exponent
`,
};

const Power: TorchLayer = ({ inputs: [x], number, choice, use }) => {
  const exponent = number('exponent');
  if (exponent === 1) return x.code;
  if (Number.isInteger(exponent) || choice('negative') === 'nan') return `${x.code}.pow(${literal(exponent)})`;
  return `${use(realPower)}(${x.code}, ${literal(exponent)}, keep_sign=${literal(choice('negative') === 'signed')})`;
};

export const arithmeticLayers: Readonly<Record<string, TorchLayer>> = {
  Add: joined('+'),
  Subtract: joined('-'),
  Multiply: joined('*'),
  Average,
  Maximum,
  Concat,
  Scale,
  Clip,
  Power,
};
