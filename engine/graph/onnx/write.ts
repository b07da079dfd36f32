import { create, type MessageInitShape, toBinary } from '@bufbuild/protobuf';
import { invariant } from '../errors.ts';
import type { Attribute, Domain, Graph, GraphNode, Origin, TensorType } from '../types.ts';
import { onnxDType } from './data-type.ts';
import {
  AttributeProto_AttributeType as Kind,
  type AttributeProtoSchema,
  type GraphProtoSchema,
  ModelProtoSchema,
  type NodeProtoSchema,
  type StringStringEntryProtoSchema,
  type ValueInfoProtoSchema,
} from './onnx_pb.ts';
import { encodeTensor } from './tensor.ts';

export interface WriteOptions {
  /** Version of the standard operators that the graph is written in; 21 unless said. */
  readonly opset?: number;
  /** Version of the file format; the one that belongs to the opset unless said. */
  readonly irVersion?: number;
  readonly producerVersion?: string;
  /** Key-value pairs beside those of the graph. */
  readonly metadata?: Readonly<Record<string, string>>;
}

/** The format version of the first ONNX release with an opset, newest first. */
const irVersions: readonly (readonly [opset: number, irVersion: number])[] = [
  [25, 13],
  [24, 12],
  [23, 11],
  [21, 10],
  [19, 9],
  [15, 8],
  [12, 7],
  [11, 6],
  [10, 5],
  [9, 4],
  [1, 3],
];

/** Nodes may carry metadata from this format version on. */
const nodeMetadataSince = 10;

/** Keys under which a node's origin on the canvas is kept. */
export const originKeys = { nodeId: 'netloom.node', phase: 'netloom.phase' } as const;

/** The bytes of an ONNX file with the graph. */
export function writeModel(graph: Graph, options: WriteOptions = {}): Uint8Array<ArrayBuffer> {
  const { opset = 21, irVersion, producerVersion, metadata } = options;
  const version = irVersion ?? irVersionOf(opset);
  const model = create(ModelProtoSchema, {
    irVersion: BigInt(version),
    opsetImport: [...domainsOf(graph)].map((domain) => ({ domain, version: BigInt(domain === '' ? opset : 1) })),
    producerName: 'Netloom',
    ...(producerVersion !== undefined && { producerVersion }),
    graph: encodeGraph(graph, version >= nodeMetadataSince),
    metadataProps: entries({ ...graph.metadata, ...metadata }),
  });
  return toBinary(ModelProtoSchema, model);
}

function irVersionOf(opset: number): number {
  const known = irVersions.find(([since]) => opset >= since);
  invariant(known !== undefined, `an opset of at least 1, came ${opset}`);
  return known[1];
}

/** The domains of all nodes, those inside subgraphs too; the standard one always. */
function domainsOf(graph: Graph): Set<Domain> {
  const domains = new Set<Domain>(['']);
  for (const node of graph.nodes) {
    domains.add(node.domain);
    for (const attribute of Object.values(node.attributes)) {
      if ('graph' in attribute) for (const domain of domainsOf(attribute.graph)) domains.add(domain);
    }
  }
  return domains;
}

function encodeGraph(graph: Graph, withOrigins: boolean): MessageInitShape<typeof GraphProtoSchema> {
  const declared = new Set([...graph.inputs, ...graph.outputs].map(({ name }) => name));
  const inner = [...graph.types].filter(([name]) => !declared.has(name) && !graph.initializers.has(name));
  return {
    name: graph.name,
    node: graph.nodes.map((node) => encodeNode(node, withOrigins)),
    initializer: [...graph.initializers].map(([name, data]) => encodeTensor(name, data)),
    input: graph.inputs.map(({ name, type }) => encodeValue(name, type)),
    output: graph.outputs.map(({ name, type }) => encodeValue(name, type)),
    valueInfo: inner.map(([name, type]) => encodeValue(name, type)),
  };
}

function encodeValue(name: string, { dtype, shape }: TensorType): MessageInitShape<typeof ValueInfoProtoSchema> {
  const dim = shape.map((size) => ({
    value: typeof size === 'number' ? { case: 'dimValue' as const, value: BigInt(size) } : { case: 'dimParam' as const, value: size },
  }));
  return { name, type: { value: { case: 'tensorType', value: { elemType: onnxDType[dtype], shape: { dim } } } } };
}

function encodeNode(node: GraphNode, withOrigins: boolean): MessageInitShape<typeof NodeProtoSchema> {
  return {
    name: node.name,
    opType: node.opType,
    ...(node.domain !== '' && { domain: node.domain }),
    input: [...node.inputs],
    output: [...node.outputs],
    attribute: Object.entries(node.attributes).map(([name, attribute]) => ({ name, ...encodeAttribute(attribute, withOrigins) })),
    metadataProps: withOrigins && node.origin ? encodeOrigin(node.origin) : [],
  };
}

function encodeAttribute(attribute: Attribute, withOrigins: boolean): MessageInitShape<typeof AttributeProtoSchema> {
  if ('int' in attribute) return { type: Kind.INT, i: BigInt(attribute.int) };
  if ('float' in attribute) return { type: Kind.FLOAT, f: attribute.float };
  if ('string' in attribute) return { type: Kind.STRING, s: utf8(attribute.string) };
  if ('ints' in attribute) return { type: Kind.INTS, ints: attribute.ints.map(BigInt) };
  if ('floats' in attribute) return { type: Kind.FLOATS, floats: [...attribute.floats] };
  if ('strings' in attribute) return { type: Kind.STRINGS, strings: attribute.strings.map(utf8) };
  if ('tensor' in attribute) return { type: Kind.TENSOR, t: encodeTensor('', attribute.tensor) };
  return { type: Kind.GRAPH, g: encodeGraph(attribute.graph, withOrigins) };
}

const encodeOrigin = ({ nodeId, phase }: Origin): MessageInitShape<typeof StringStringEntryProtoSchema>[] =>
  entries({ [originKeys.nodeId]: nodeId, [originKeys.phase]: phase });

const entries = (record: Readonly<Record<string, string>>): MessageInitShape<typeof StringStringEntryProtoSchema>[] =>
  Object.entries(record).map(([key, value]) => ({ key, value }));

const utf8 = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
