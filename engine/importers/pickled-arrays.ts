import type { RawValues } from './definition.ts';
import { bytesPerElement, decodeElements, type NumberDType } from './element-types.ts';
import { fileError } from './failure.ts';
import { PickledObject, type PickleValue } from './pickle.ts';
import { elementsOf } from './tensor-file.ts';

type Numbers = Exclude<RawValues, readonly string[]>;

/** A matrix of numbers, row-major and dense. */
export interface DenseMatrix {
  readonly shape: readonly [number, number];
  readonly values: Float32Array;
}

const MAX_VALUES = 2 ** 28;

const dtypes: Readonly<Record<string, NumberDType>> = {
  b1: 'bool',
  u1: 'uint8',
  i1: 'int8',
  i2: 'int16',
  i4: 'int32',
  i8: 'int64',
  f2: 'float16',
  f4: 'float32',
  f8: 'float64',
};

/** A matrix from a pickled array of numpy or compressed sparse rows of scipy. Throws `bad-file` or `unsupported-file`. */
export function pickledMatrix(value: PickleValue, file: string): DenseMatrix {
  if (value instanceof PickledObject && /\bcsr_(matrix|array)$/.test(value.type)) return sparseRows(value, file);
  const { shape, values } = pickledArray(value, file);
  if (shape.length !== 2) throw fileError('bad-file', file, {}, `a matrix was expected, came ${shape.length} dimensions.`);
  checkSize([shape[0], shape[1]], file);
  return { shape: [shape[0], shape[1]], values: Float32Array.from(values, Number) };
}

/** An array of numpy: `_reconstruct` with the state (version, shape, dtype, Fortran order, bytes). */
function pickledArray(value: PickleValue, file: string): { shape: readonly number[]; values: Numbers } {
  const isArray = value instanceof PickledObject && /\bmultiarray _reconstruct$/.test(value.type);
  const state = isArray && Array.isArray(value.state) ? value.state : [];
  const [, sizes, type, fortran, bytes] = state;
  const shape = Array.isArray(sizes) ? sizes.filter((size) => typeof size === 'number') : [];
  if (!(type instanceof PickledObject) || typeof bytes !== 'string' || !Array.isArray(sizes) || shape.length !== sizes.length)
    throw fileError('unsupported-file', file, {}, 'an array of numbers of numpy was expected. Save the data as .npz.');
  const code = Array.isArray(type.args) && typeof type.args[0] === 'string' ? type.args[0] : '';
  const dtype = dtypes[code];
  if (dtype === undefined || fortran === true)
    throw fileError(
      'unsupported-file',
      file,
      {},
      `an array of plain numbers in row order was expected, came the type "${code}". Save the data as .npz.`,
    );
  if (elementsOf(shape, bytesPerElement[dtype], file) * bytesPerElement[dtype] !== bytes.length)
    throw fileError(
      'bad-file',
      file,
      {},
      `an array claims the shape ${shape.join('×')}, which its ${bytes.length} bytes don't fill. It is damaged: get it again.`,
    );
  const littleEndian = !(Array.isArray(type.state) && type.state[1] === '>');
  return {
    shape,
    values: decodeElements(
      Uint8Array.from(bytes, (letter) => letter.charCodeAt(0)),
      dtype,
      littleEndian,
    ),
  };
}

function sparseRows(value: PickledObject, file: string): DenseMatrix {
  const state = value.state instanceof Map ? value.state : new Map<PickleValue, PickleValue>();
  const sizes = state.get('_shape') ?? state.get('shape') ?? null;
  const [rows, columns] = Array.isArray(sizes) ? sizes : [];
  const wrong = (): Error => fileError('bad-file', file, {}, 'its sparse matrix points outside of itself. It is damaged: get it again.');
  if (typeof rows !== 'number' || typeof columns !== 'number') throw wrong();
  checkSize([rows, columns], file);
  const [data, indices, starts] = ['data', 'indices', 'indptr'].map((name) => pickledArray(state.get(name) ?? null, file).values);
  if (starts.length !== rows + 1 || data.length !== indices.length) throw wrong();
  const values = new Float32Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    const [from, to] = [Number(starts[row]), Number(starts[row + 1])];
    if (!(from >= 0 && from <= to && to <= data.length)) throw wrong();
    for (let i = from; i < to; i++) {
      const column = Number(indices[i]);
      if (!(column >= 0 && column < columns)) throw wrong();
      values[row * columns + column] += Number(data[i]);
    }
  }
  return { shape: [rows, columns], values };
}

function checkSize([rows, columns]: readonly [number, number], file: string): void {
  const sound = Number.isSafeInteger(rows) && Number.isSafeInteger(columns) && rows >= 0 && columns >= 0;
  if (!sound || rows * columns > MAX_VALUES)
    throw fileError('file-limit', file, {}, `matrices of at most ${MAX_VALUES} values are read, this one claims ${rows}×${columns}.`);
}
