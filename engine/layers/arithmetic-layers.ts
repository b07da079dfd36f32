import { sizeOf } from '../graph/shape.ts';
import type { TensorType, Value } from '../graph/types.ts';
import type { Emitter } from '../ops/emitter.ts';
import { defineLayer, type LayerInference, type LayerProblem } from './definition.ts';
import { expectFloats, sampleShape } from './expectations.ts';
import { field } from './parameters.ts';
import { inputPort, outputPort } from './ports.ts';

/** Of each number of the input one number. */
function elementwise(layer: string, x: TensorType, flopsEach: number): LayerInference | { readonly problem: LayerProblem } {
  const problem = expectFloats(x, layer);
  return problem === undefined ? { outputs: [x], flops: flopsEach * sizeOf(sampleShape(x)) } : { problem };
}

/** a·x + b with constants. */
export const Scale = defineLayer({
  type: 'Scale',
  version: 1,
  category: 'shape',
  title: 'Scale',
  summary: 'a·x + b with constants',
  synonyms: ['multiply', 'rescale', 'offset', 'shift', 'affine', 'constant', 'arithmetic', 'lambda'],
  parameters: {
    factor: field.float({ label: 'Factor a', help: 'Each number is multiplied by it.', default: 1, min: -1e30, max: 1e30 }),
    offset: field.float({ label: 'Offset b', help: 'Added after that.', default: 0, min: -1e30, max: 1e30 }),
  },
  inputs: inputPort(),
  outputs: outputPort,
  infer: ({ inputs: [x] }) => elementwise('Scale', x, 2),
  lower({ e, parameters: { factor, offset }, inputs: [x] }) {
    const y = e.addScalar(e.mulScalar(x, factor), offset);
    return [y === x ? e.identity(x) : y];
  },
  formula: 'y = a\\,x + b',
  explanation: 'Multiplies by {factor} and adds {offset}. Nothing is trained; the gradient is multiplied by the factor.',
  display: ['factor', 'offset'],
  examples: [
    { name: 'factor and offset', parameters: { factor: -2.5, offset: 0.5 }, inputs: [{ shape: [3, 4] }] },
    { name: 'to −1 … 1', parameters: { factor: 2, offset: -1 }, inputs: [{ shape: [1, 3, 5] }] },
    { name: 'unchanged', inputs: [{ shape: [5] }] },
    { name: 'factor 0', parameters: { factor: 0, offset: 3 }, inputs: [{ shape: [2] }] },
  ],
});

/** min(max(x, lower), upper) */
export const Clip = defineLayer({
  type: 'Clip',
  version: 1,
  category: 'shape',
  title: 'Clip',
  summary: 'keeps numbers between two bounds',
  synonyms: ['clamp', 'limit', 'hardtanh', 'relu6', 'arithmetic', 'lambda'],
  parameters: {
    lower: field.float({ label: 'Lower bound', help: 'Smaller numbers become this one.', default: 0, min: -1e30, max: 1e30 }),
    upper: field.float({ label: 'Upper bound', help: 'Larger numbers become this one.', default: 1, min: -1e30, max: 1e30 }),
  },
  inputs: inputPort(),
  outputs: outputPort,
  infer({ parameters: { lower, upper }, inputs: [x] }) {
    if (lower < upper) return elementwise('Clip', x, 2);
    return {
      problem: {
        code: 'bounds-out-of-order',
        parameter: 'lower',
        message: 'The lower bound must be below the upper one, or every number would become the same.',
        expected: `below ${upper}`,
        actual: String(lower),
        ...(lower > upper && { fixes: [{ label: 'Swap the bounds', set: { lower: upper, upper: lower } }] }),
      },
    };
  },
  lower: ({ e, parameters: { lower, upper }, inputs: [x] }) => [e.op('Clip', [x, e.scalar(lower, x), e.scalar(upper, x)])],
  formula: 'y = \\min(\\max(x, l), u)',
  explanation: 'Cuts numbers off at {lower} and {upper}. The gradient passes where nothing was cut, and is 0 elsewhere.',
  display: ['lower', 'upper'],
  examples: [
    { name: 'about 0 to 1', parameters: { lower: 0.0005, upper: 1.0005 }, inputs: [{ shape: [4, 5] }] },
    { name: 'around 0', parameters: { lower: -0.5, upper: 0.25 }, inputs: [{ shape: [2, 3, 3] }] },
    { name: 'nothing cut', parameters: { lower: -100, upper: 100 }, inputs: [{ shape: [3] }] },
    { name: 'everything cut', parameters: { lower: 50, upper: 60 }, inputs: [{ shape: [3] }] },
  ],
});

type NegativeBase = 'signed' | 'zero' | 'nan';

/**
 * xᵖ; a negative x has one in real numbers where p is whole. The slope of a root at 0 is infinite: where x is 0, the gradient is 0 instead,
 * unless negative numbers are to give NaN as in torch.pow.
 */
function emitPower(e: Emitter, x: Value, exponent: number, negative: NegativeBase): Value {
  if (exponent === 0) return e.addScalar(e.mulScalar(x, 0), 1);
  if (exponent === 1) return e.identity(x);
  if (exponent === 2) return e.square(x);
  const power = (base: Value): Value => e.op('Pow', [base, e.scalar(exponent, x)]);
  if (Number.isInteger(exponent) || negative === 'nan') return power(x);
  const sign = e.op('Sign', [x]);
  const isZero = e.sub(e.scalar(1, x), e.abs(sign));
  const magnitude = power(exponent > 0 ? e.add(e.abs(x), isZero) : e.abs(x));
  return e.mul(negative === 'signed' ? sign : e.op('Relu', [sign]), magnitude);
}

/** xᵖ */
export const Power = defineLayer({
  type: 'Power',
  version: 1,
  category: 'shape',
  title: 'Power',
  summary: 'each number to a constant power',
  synonyms: ['square', 'root', 'exponent', 'reciprocal', 'pow', 'arithmetic', 'lambda'],
  parameters: {
    exponent: field.float({
      label: 'Exponent',
      help: '2 squares, 0.5 takes the root, -1 the reciprocal. Below 0 the result at 0 is infinite: keep the input away from 0.',
      default: 2,
      min: -16,
      max: 16,
    }),
    negative: field.choice<NegativeBase>({
      label: 'Negative input',
      help: 'Only whole exponents have a power of a negative number. Otherwise “keep the sign” gives −|x|ᵖ, “0” gives 0, and “NaN” not a number, as torch.pow does.',
      default: 'signed',
      options: [
        { value: 'signed', label: 'keep the sign' },
        { value: 'zero', label: '0' },
        { value: 'nan', label: 'NaN' },
      ],
      visible: ({ exponent }) => !Number.isInteger(exponent),
    }),
  },
  inputs: inputPort(),
  outputs: outputPort,
  infer: ({ inputs: [x] }) => elementwise('Power', x, 1),
  lower: ({ e, parameters: { exponent, negative }, inputs: [x] }) => [emitPower(e, x, exponent, negative)],
  formula: 'y = x^p,\\quad x < 0,\\ p \\notin \\mathbb{Z}:\\ y = -|x|^p',
  explanation:
    'Raises each number to the power {exponent}. A negative number has such a power where the exponent is whole; for other exponents the sign is kept, −|x|ᵖ, unless you choose otherwise.',
  display: ['exponent'],
  examples: [
    { name: 'square', inputs: [{ shape: [3, 4] }] },
    { name: 'cube', parameters: { exponent: 3 }, inputs: [{ shape: [5] }] },
    { name: 'reciprocal', parameters: { exponent: -1 }, inputs: [{ shape: [2, 3] }] },
    { name: 'root with the sign kept', parameters: { exponent: 0.5 }, inputs: [{ shape: [2, 3, 2] }] },
    { name: 'power 1.5, negative numbers to 0', parameters: { exponent: 1.5, negative: 'zero' }, inputs: [{ shape: [6] }] },
    { name: 'exponent 1', parameters: { exponent: 1 }, inputs: [{ shape: [3] }] },
    { name: 'exponent 0', parameters: { exponent: 0 }, inputs: [{ shape: [3] }] },
  ],
});

/** Formulas with constants, element by element. */
export const arithmeticLayers = [Scale, Clip, Power];
