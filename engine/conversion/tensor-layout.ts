import type { DatasetField, Scaling } from '../data/dataset.ts';
import { EngineError } from '../graph/errors.ts';
import { sizeOf } from '../graph/shape.ts';
import type { RawDType, RawTensor, RawValues } from '../importers/definition.ts';

/** More values of a vector than this share one scaling. */
const MOST_COLUMNS = 4096;

/** How the rows of a tensor are stored as inputs. */
export interface InputLayout {
  readonly kind: 'image' | 'columns' | 'vector';
  /** Of one sample, channels first. */
  readonly shape: readonly number[];
  readonly storage: 'uint8' | 'float32';
  /** Number of channels, where the source has them last. */
  readonly channelsLast?: number;
}

/** How the rows of a tensor are meant. Throws `unsupported-data` for what is neither pictures nor vectors of numbers. */
export function inputLayout({ name, dtype, shape }: RawTensor): InputLayout {
  const sample = shape.slice(1);
  if (dtype === 'text') throw new EngineError('unsupported-data', `"${name}" holds texts; numbers were expected of an input.`);
  if (sizeOf(sample) === 0) throw new EngineError('bad-file', `"${name}" has the shape [${shape.join(', ')}]: its rows hold no values.`);
  const storage = isByte(dtype) ? 'uint8' : 'float32';
  if (sample.length <= 1) {
    const length = sample[0] ?? 1;
    return { kind: length <= MOST_COLUMNS ? 'columns' : 'vector', shape: [length], storage };
  }
  if (sample.length === 2) return { kind: 'image', shape: [1, ...sample], storage };
  if (sample.length === 3) {
    const [first, second, last] = sample;
    if (isChannels(first)) return { kind: 'image', shape: sample, storage };
    if (isChannels(last)) return { kind: 'image', shape: [last, first, second], storage, channelsLast: last };
  }
  throw new EngineError(
    'unsupported-data',
    `"${name}" has the shape [${shape.join(', ')}]: rows of pictures ([height, width], 1 to 4 channels first or last) or of numbers were expected.`,
  );
}

function isChannels(size: number): boolean {
  return size === 1 || size === 3 || size === 4;
}

function isByte(dtype: RawDType): boolean {
  return dtype === 'uint8' || dtype === 'bool';
}

/** The values of some rows as they are stored. Throws `bad-file` naming the row of a number that is not finite. */
export function storedInputs(
  { name }: RawTensor,
  layout: InputLayout,
  raw: RawValues,
  first: number,
): Uint8Array<ArrayBuffer> | Float32Array<ArrayBuffer> {
  const count = raw.length;
  const values = layout.storage === 'uint8' ? new Uint8Array(count) : new Float32Array(count);
  const size = sizeOf(layout.shape);
  const channels = layout.channelsLast ?? 1;
  const plane = size / channels;
  for (let i = 0; i < count; i += 1) {
    const within = i % size;
    values[i - within + (within % channels) * plane + Math.floor(within / channels)] = Number(raw[i]);
  }
  if (values instanceof Float32Array) {
    const wrong = values.findIndex((value) => !Number.isFinite(value));
    if (wrong >= 0) {
      const row = first + Math.floor(wrong / size) + 1;
      throw new EngineError(
        'bad-file',
        `"${name}", row ${row}: a number was expected, came ${values[wrong]}. Mend the data or leave the row out.`,
      );
    }
  }
  return values;
}

/** The declaration of an input. `scalings` are of the columns, or one of all values. */
export function inputField({ kind, shape }: InputLayout, label: string, scalings: readonly Scaling[]): DatasetField {
  const common = { name: kind === 'image' ? 'image' : 'features', label, role: 'input', dtype: 'float32', shape } as const;
  if (kind === 'columns')
    return { ...common, semantics: 'table', columns: scalings.map((scaling, i) => ({ name: String(i + 1), ...scaling })) };
  return { ...common, semantics: kind, preprocessing: scalings[0] };
}
