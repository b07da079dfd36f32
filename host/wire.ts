import { decode, encode, ExtensionCodec } from '@msgpack/msgpack';
import { EngineError, fromErrorData, toErrorData, type ErrorData } from '../engine/graph/errors.ts';

/** Extension types of the message format; a number is never given a second meaning. */
const TYPED_ARRAY = 1;
const ERROR = 2;
const UNDEFINED = 3;

type WireArray =
  | Float32Array
  | Float64Array
  | Int8Array
  | Int16Array
  | Int32Array
  | Uint16Array
  | Uint32Array
  | BigInt64Array
  | BigUint64Array;

/** By the kind byte that precedes the elements. Uint8Array is MessagePack's own binary type. */
const arrayKinds = [
  Float32Array,
  Float64Array,
  Int8Array,
  Int16Array,
  Int32Array,
  Uint16Array,
  Uint32Array,
  BigInt64Array,
  BigUint64Array,
] as const;

/** Stands for an `undefined` element of an array: MessagePack knows only nil. */
class UndefinedElement {}
const undefinedElement = new UndefinedElement();

const codec = new ExtensionCodec();

codec.register({
  type: TYPED_ARRAY,
  encode: (value) => {
    const kind = arrayKinds.findIndex((type) => value instanceof type);
    return kind < 0 ? null : encodeArray(kind, value as WireArray);
  },
  decode: decodeArray,
});

codec.register({
  type: ERROR,
  encode: (value) => (value instanceof Error ? encode(toErrorData(value)) : null),
  decode: (data) => fromErrorData(asErrorData(decode(data))),
});

codec.register({
  type: UNDEFINED,
  encode: (value) => (value instanceof UndefinedElement ? new Uint8Array(0) : null),
  decode: () => undefined,
});

/**
 * Bytes of a message: plain objects, arrays, typed arrays, bigint, `undefined` and errors with code and node keep their kind.
 * A property that is `undefined` is left out.
 */
export function serialize(message: unknown): Uint8Array<ArrayBuffer> {
  return encode(withArguments(message), { extensionCodec: codec, useBigInt64: true, ignoreUndefined: true, maxDepth: 1000 });
}

/** The message of `bytes`. Throws `bad-message` where they are not one. */
export function deserialize(bytes: Uint8Array): unknown {
  try {
    return decode(bytes, { extensionCodec: codec, useBigInt64: true });
  } catch (cause) {
    throw new EngineError('bad-message', 'A message of the channel could not be read. Reload the window.', { cause });
  }
}

/** Arguments of a call are positional, so an `undefined` among them must survive. */
function withArguments(message: unknown): unknown {
  if (typeof message !== 'object' || message === null || !('a' in message) || !Array.isArray(message.a)) return message;
  return { ...message, a: message.a.map((argument: unknown) => (argument === undefined ? undefinedElement : argument)) };
}

/** One byte of kind, then the elements in the machine's order: every platform that Netloom runs on is little-endian. */
function encodeArray(kind: number, array: WireArray): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(1 + array.byteLength);
  bytes[0] = kind;
  bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), 1);
  return bytes;
}

function decodeArray(data: Uint8Array): WireArray {
  const type = arrayKinds[data[0] ?? -1];
  if (!type) throw new EngineError('bad-message', `A message holds an array of the unknown kind ${data[0]}.`);
  // A copy: elements must begin at a multiple of their size.
  return new type(new Uint8Array(data.subarray(1)).buffer);
}

function asErrorData(value: unknown): ErrorData {
  if (typeof value !== 'object' || value === null) return { code: 'internal', message: String(value) };
  const data: Partial<Record<keyof ErrorData, unknown>> = value;
  return {
    code: typeof data.code === 'string' ? data.code : 'internal',
    message: typeof data.message === 'string' ? data.message : 'Unknown error.',
    ...(typeof data.nodeId === 'string' && { nodeId: data.nodeId }),
  };
}
