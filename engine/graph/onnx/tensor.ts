import { create } from '@bufbuild/protobuf';
import { EngineError, invariant } from '../errors.ts';
import { allocateArray, formatShape, sizeOf } from '../shape.ts';
import type { TensorArray, TensorData } from '../types.ts';
import { dtypeOf, onnxDType } from './data-type.ts';
import { type TensorProto, TensorProto_DataLocation, TensorProtoSchema } from './onnx_pb.ts';

invariant(new Uint8Array(Uint16Array.of(1).buffer)[0] === 1, 'numbers lie in memory as ONNX stores them, lowest byte first');

/** A tensor's message, its numbers in `raw_data`. */
export function encodeTensor(name: string, { dtype, dims, data }: TensorData): TensorProto {
  return create(TensorProtoSchema, {
    name,
    dims: dims.map(BigInt),
    dataType: onnxDType[dtype],
    rawData: bytesOf(inOwnArray(dtype, data)),
  });
}

/** The numbers in the array kind of their dtype: the reference keeps all of them in float64. */
function inOwnArray(dtype: TensorData['dtype'], data: TensorArray): TensorArray {
  const own = allocateArray(dtype, data.length);
  if (own.constructor === data.constructor) return data;
  if (own instanceof BigInt64Array) for (let i = 0; i < own.length; i += 1) own[i] = BigInt(data[i]);
  else own.set(Array.from(data, Number));
  return own;
}

const bytesOf = (data: TensorArray): Uint8Array<ArrayBuffer> => new Uint8Array(data.buffer, data.byteOffset, data.byteLength);

/** A tensor from its message; one that the engine cannot hold throws `EngineError('bad-onnx')`. */
export function decodeTensor(proto: TensorProto): TensorData {
  const what = `tensor ${proto.name === '' ? '(unnamed)' : proto.name}`;
  const dtype = dtypeOf(proto.dataType);
  if (dtype === undefined) throw bad(`${what} holds numbers of ONNX type ${proto.dataType}, which Netloom does not compute with.`);
  if (proto.dataLocation === TensorProto_DataLocation.EXTERNAL) {
    throw bad(`${what} keeps its numbers in another file. Save the model as one file.`);
  }
  const dims = proto.dims.map(Number);
  if (!dims.every((dim) => Number.isSafeInteger(dim) && dim >= 0)) throw bad(`${what} has the sizes ${dims.join('×')}.`);
  const size = sizeOf(dims);
  const { BYTES_PER_ELEMENT } = allocateArray(dtype, 0);
  const raw = proto.rawData;
  const listed = listOf(proto, dtype);
  const came = raw.length > 0 ? raw.length / BYTES_PER_ELEMENT : listed.length;
  if (came !== size) throw bad(`${what} should hold ${size} numbers (${formatShape(dims)}), came ${came}.`);
  const data = allocateArray(dtype, size);
  if (raw.length > 0) bytesOf(data).set(raw);
  else if (data instanceof BigInt64Array) for (let i = 0; i < size; i += 1) data[i] = BigInt(listed[i]);
  else data.set(Array.from(listed, Number));
  return { dtype, dims, data };
}

/** The list in which a dtype's numbers lie where `raw_data` is not used. */
function listOf(proto: TensorProto, dtype: TensorData['dtype']): readonly number[] | readonly bigint[] {
  switch (dtype) {
    case 'float32':
      return proto.floatData;
    case 'float64':
      return proto.doubleData;
    case 'int64':
      return proto.int64Data;
    case 'float16':
    case 'int32':
    case 'uint8':
    case 'bool':
      return proto.int32Data;
  }
}

/** The error of a file that is no ONNX model, or none that Netloom can read. */
export function bad(message: string, cause?: unknown): EngineError {
  return new EngineError('bad-onnx', `Expected an ONNX model: ${message}`, cause === undefined ? {} : { cause });
}
