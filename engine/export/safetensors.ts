import { EngineError, invariant } from '../graph/errors.ts';
import { allocateArray, sizeOf } from '../graph/shape.ts';
import type { DType, TensorArray, TensorData } from '../graph/types.ts';

/**
 * The safetensors format: eight bytes of header length, a JSON header with type, shape and place of each tensor, then the
 * numbers, little-endian. Source: https://github.com/huggingface/safetensors#format
 */
export interface Safetensors {
  readonly tensors: ReadonlyMap<string, TensorData>;
  readonly metadata: Readonly<Record<string, string>>;
}

const LENGTH_BYTES = 8;
const METADATA = '__metadata__';

const typeNames: Readonly<Record<DType, string>> = {
  float32: 'F32',
  float64: 'F64',
  float16: 'F16',
  int64: 'I64',
  int32: 'I32',
  uint8: 'U8',
  bool: 'BOOL',
};

const byTypeName = new Map(Object.entries(typeNames).map(([dtype, name]) => [name, dtype as DType]));

export function encodeSafetensors({ tensors, metadata }: Safetensors): Uint8Array<ArrayBuffer> {
  const header: Record<string, unknown> = { [METADATA]: metadata };
  let offset = 0;
  for (const [name, { dtype, dims, data }] of tensors) {
    header[name] = { dtype: typeNames[storedType(dtype, data)], shape: dims, data_offsets: [offset, offset + data.byteLength] };
    offset += data.byteLength;
  }
  const text = new TextEncoder().encode(padToEight(JSON.stringify(header)));
  const bytes = new Uint8Array(LENGTH_BYTES + text.length + offset);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(text.length), true);
  bytes.set(text, LENGTH_BYTES);
  let position = LENGTH_BYTES + text.length;
  for (const { data } of tensors.values()) {
    bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), position);
    position += data.byteLength;
  }
  return bytes;
}

/** Reads a file; one that is cut short or is none throws `EngineError('bad-safetensors')`. */
export function decodeSafetensors(bytes: Uint8Array): Safetensors {
  const { header, dataStart } = readHeader(bytes);
  const tensors = new Map<string, TensorData>();
  let metadata: Readonly<Record<string, string>> = {};
  for (const [name, entry] of Object.entries(header)) {
    if (name === METADATA) metadata = Object.fromEntries(Object.entries(entry ?? {}).map(([key, value]) => [key, String(value)]));
    else tensors.set(name, readTensor(name, entry, bytes.subarray(dataStart)));
  }
  return { tensors, metadata };
}

function readHeader(bytes: Uint8Array): { header: Readonly<Record<string, unknown>>; dataStart: number } {
  if (bytes.length < LENGTH_BYTES) throw bad(`it has ${bytes.length} bytes`);
  const length = Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true));
  const dataStart = LENGTH_BYTES + length;
  if (dataStart > bytes.length) throw bad('its header is cut short');
  try {
    const header: unknown = JSON.parse(new TextDecoder().decode(bytes.subarray(LENGTH_BYTES, dataStart)));
    if (typeof header === 'object' && header !== null) return { header: { ...header }, dataStart };
  } catch (cause) {
    throw bad('its header is not JSON', cause);
  }
  throw bad('its header is no object');
}

function readTensor(name: string, entry: unknown, data: Uint8Array): TensorData {
  const { dtype: typeName, shape, data_offsets: offsets } = (entry ?? {}) as { dtype?: unknown; shape?: unknown; data_offsets?: unknown };
  const dtype = byTypeName.get(String(typeName));
  if (dtype === undefined) throw bad(`the type ${String(typeName)} of ${name} is unknown`);
  if (!isSizes(shape) || !isSizes(offsets) || offsets.length !== 2) throw bad(`the entry of ${name} is incomplete`);
  const [begin, end] = offsets;
  const expected = sizeOf(shape) * allocateArray(dtype, 0).BYTES_PER_ELEMENT;
  if (end - begin !== expected || end > data.length) throw bad(`the numbers of ${name} are cut short`);
  const array = allocateArray(dtype, sizeOf(shape));
  new Uint8Array(array.buffer).set(data.subarray(begin, end));
  return { dtype, dims: shape, data: array };
}

function isSizes(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every((size) => Number.isSafeInteger(size) && size >= 0);
}

/** The type that the array holds: the reference executor keeps float32 values in float64 arrays. */
function storedType(dtype: DType, data: TensorArray): DType {
  if (data instanceof Float64Array) return 'float64';
  invariant(data.constructor === allocateArray(dtype, 0).constructor, `${dtype} numbers lie in their own array type`);
  return dtype;
}

function padToEight(text: string): string {
  return text + ' '.repeat((8 - (new TextEncoder().encode(text).length % 8)) % 8);
}

function bad(what: string, cause?: unknown): EngineError {
  return new EngineError('bad-safetensors', `This is no complete safetensors file: ${what}.`, { cause });
}
