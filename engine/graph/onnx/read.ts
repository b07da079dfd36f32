import { fromBinary } from '@bufbuild/protobuf';
import type { Attribute, Dim, Domain, Graph, GraphNode, Origin, TensorType, Value } from '../types.ts';
import { dtypeOf } from './data-type.ts';
import {
  type AttributeProto,
  AttributeProto_AttributeType as Kind,
  type GraphProto,
  type ModelProto,
  ModelProtoSchema,
  type NodeProto,
  type StringStringEntryProto,
  type ValueInfoProto,
} from './onnx_pb.ts';
import { bad, decodeTensor } from './tensor.ts';
import { originKeys } from './write.ts';

/** What an ONNX file holds. */
export interface Model {
  readonly graph: Graph;
  /** Version of the standard operators. */
  readonly opset: number;
  readonly metadata: Readonly<Record<string, string>>;
}

/** Reads an ONNX file. Bytes that are none, or use what the engine has not, throw `EngineError('bad-onnx')` saying what. */
export function readModel(bytes: Uint8Array): Model {
  const model = parse(bytes);
  if (model.graph === undefined) throw bad('the file holds no graph.');
  if (model.functions.length > 0) throw bad('it defines operators of its own, which Netloom does not read.');
  const opset = model.opsetImport.find(({ domain }) => domain === '' || domain === 'ai.onnx');
  if (opset === undefined) throw bad('it names no version of the standard operators.');
  const metadata = recordOf(model.metadataProps);
  const graph = decodeGraph(model.graph);
  return { graph: Object.keys(metadata).length === 0 ? graph : { ...graph, metadata }, opset: Number(opset.version), metadata };
}

/** The key-value pairs of an ONNX file alone. Bytes that are none throw `EngineError('bad-onnx')`. */
export function readMetadata(bytes: Uint8Array): Readonly<Record<string, string>> {
  return recordOf(parse(bytes).metadataProps);
}

function parse(bytes: Uint8Array): ModelProto {
  try {
    return fromBinary(ModelProtoSchema, bytes);
  } catch (cause) {
    throw bad('these bytes are none. Choose a file that ends in .onnx.', cause);
  }
}

function decodeGraph(proto: GraphProto): Graph {
  if (proto.sparseInitializer.length > 0) throw bad('it keeps weights as sparse tensors, which Netloom does not read.');
  const initializers = new Map(proto.initializer.map((tensor) => [tensor.name, decodeTensor(tensor)]));
  // Files of format 3 list their weights among the inputs as well.
  const inputs = proto.input.filter(({ name }) => !initializers.has(name)).map(decodeDeclared);
  const outputs = proto.output.map(decodeDeclared);
  const types = new Map<string, TensorType>();
  for (const info of proto.valueInfo) {
    const type = decodeType(info);
    if (type !== undefined) types.set(info.name, type);
  }
  for (const { name, type } of [...inputs, ...outputs]) types.set(name, type);
  for (const [name, { dtype, dims }] of initializers) types.set(name, { dtype, shape: dims });
  return { name: proto.name, inputs, outputs, initializers, nodes: proto.node.map(decodeNode), types };
}

/** An input or output, whose type must be known. */
function decodeDeclared(info: ValueInfoProto): Value {
  const type = decodeType(info);
  if (type === undefined) throw bad(`${info.name} is no tensor of a known shape.`);
  return { name: info.name, type };
}

function decodeType(info: ValueInfoProto): TensorType | undefined {
  const kind = info.type?.value;
  if (kind?.case !== 'tensorType' || kind.value.shape === undefined) return undefined;
  const dtype = dtypeOf(kind.value.elemType);
  if (dtype === undefined)
    throw bad(`${info.name} holds numbers of ONNX type ${kind.value.elemType}, which Netloom does not compute with.`);
  const shape = kind.value.shape.dim.map(({ value }, axis): Dim => {
    if (value.case === 'dimParam') return value.value;
    if (value.case === undefined) return `${info.name}:${axis}`;
    const size = Number(value.value);
    if (!Number.isSafeInteger(size) || size < 0) throw bad(`${info.name} has size ${size} along axis ${axis}.`);
    return size;
  });
  return { dtype, shape };
}

function decodeNode(proto: NodeProto, index: number): GraphNode {
  const name = proto.name === '' ? `${proto.opType}:${index}` : proto.name;
  const origin = originOf(recordOf(proto.metadataProps));
  return {
    name,
    opType: proto.opType,
    domain: domainOf(proto.domain, name),
    inputs: proto.input,
    outputs: proto.output,
    attributes: Object.fromEntries(proto.attribute.map((attribute) => [attribute.name, decodeAttribute(attribute, name)])),
    ...(origin !== undefined && { origin }),
  };
}

function domainOf(domain: string, node: string): Domain {
  switch (domain) {
    case '':
    case 'ai.onnx':
      return '';
    case 'com.microsoft':
    case 'com.microsoft.nchwc':
    case 'netloom':
      return domain;
    default:
      throw bad(`node ${node} uses operators of ${domain}, which Netloom does not know.`);
  }
}

function decodeAttribute(proto: AttributeProto, node: string): Attribute {
  switch (proto.type) {
    case Kind.INT:
      return { int: Number(proto.i) };
    case Kind.FLOAT:
      return { float: proto.f };
    case Kind.STRING:
      return { string: text(proto.s) };
    case Kind.INTS:
      return { ints: proto.ints.map(Number) };
    case Kind.FLOATS:
      return { floats: proto.floats };
    case Kind.STRINGS:
      return { strings: proto.strings.map(text) };
    case Kind.TENSOR:
      if (proto.t !== undefined) return { tensor: decodeTensor(proto.t) };
      break;
    case Kind.GRAPH:
      if (proto.g !== undefined) return { graph: decodeGraph(proto.g) };
      break;
    default:
  }
  throw bad(`attribute ${proto.name} of node ${node} is of a kind that Netloom does not read.`);
}

const phases: readonly Origin['phase'][] = ['forward', 'loss', 'gradient', 'optimizer'];

function originOf(metadata: Readonly<Record<string, string>>): Origin | undefined {
  const nodeId = metadata[originKeys.nodeId];
  const phase = phases.find((known) => known === metadata[originKeys.phase]);
  return nodeId === undefined || phase === undefined ? undefined : { nodeId, phase };
}

const recordOf = (entries: readonly StringStringEntryProto[]): Record<string, string> =>
  Object.fromEntries(entries.map(({ key, value }) => [key, value]));

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
