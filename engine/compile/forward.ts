import { EngineError, invariant } from '../graph/errors.ts';
import type { TensorType, Value } from '../graph/types.ts';
import type { RandomRequest, WeightSpec } from '../layers/definition.ts';
import { limitsOf } from '../losses/definition.ts';
import { lossOf } from '../losses/registry.ts';
import type { Emitter } from '../ops/emitter.ts';
import { type CompiledProject, compileProject, type DatasetLookup } from './analyze.ts';
import { mixingInputs } from './mixing.ts';
import type { OutputValues } from './outputs.ts';
import { type GraphBatch, graphBatch } from './graph-batch.ts';
import type { DataInput, GraphSize, Mixing, StateSlot } from './program.ts';
import type { ResolvedNode } from './resolve.ts';
import type { Project } from '../project/schema.ts';
import { type Probe, probeZeros } from './state-gradients.ts';
import { weightName } from './weight-names.ts';
import { byPort } from './wiring.ts';

/** Parameter or running statistic while a graph is being emitted. */
interface StateValue extends Pick<WeightSpec, 'trainable' | 'kernel' | 'penalty' | 'maxNorm'> {
  readonly slot: Omit<StateSlot, 'output'>;
  readonly value: Value;
}

/** The forward pass as emitted operators. */
export interface ForwardPass {
  readonly dataInputs: readonly DataInput[];
  readonly randomInputs: readonly { readonly input: string; readonly request: RandomRequest }[];
  readonly state: readonly StateValue[];
  /** Next values of running statistics, by slot name. */
  readonly updates: ReadonlyMap<string, Value>;
  readonly outputs: readonly OutputValues[];
  /** What each layer on a path to a loss gives, by node, in order. */
  readonly results: ReadonlyMap<string, readonly Value[]>;
  /** Where training may look at what flows back through time; none in inference. */
  readonly probes: readonly Probe[];
  /** There where training mixes samples. */
  readonly mixing?: Mixing;
}

/** Compiles a project that must be free of blocking problems; else throws `EngineError('project-problems')` with the first. */
export function compileForTraining(project: Project, datasets: DatasetLookup): CompiledProject {
  const compiled = compileProject(project, datasets);
  const { analysis } = compiled;
  if (analysis.trainable) return compiled;
  const nodeId = analysis.diagnostics.find(({ message }) => message === analysis.blocker)?.nodeId;
  throw new EngineError('project-problems', analysis.blocker ?? 'The project has problems.', nodeId === undefined ? {} : { nodeId });
}

/** Emits what stands between a graph input and the layers that read a field; `undefined` where they read the input itself. */
export type InputSource = (e: Emitter, field: string) => { readonly input: Value; readonly fed: Value } | undefined;

/** A data input, and its value as the layers read it. */
interface DataValue {
  readonly declared: DataInput;
  readonly fed: Value;
}

export interface ForwardOptions {
  /** Nodes and edges of the graphs of a batch; not asked where `batch` is `'N'`. */
  readonly graph?: GraphSize;
  /** Of an exported graph. */
  readonly source?: InputSource;
}

/**
 * Emits every layer on a path to a loss, in order. `batch` is a number in training, `'N'` in an exported graph, whose fields may come
 * from a `source`.
 */
export function emitForward(
  e: Emitter,
  compiled: CompiledProject,
  mode: 'train' | 'inference',
  batch: number | 'N',
  { graph, source = () => undefined }: ForwardOptions = {},
): ForwardPass {
  const values = new Map<string, readonly Value[]>();
  const data = new Map<string, DataValue>();
  const randomInputs: { input: string; request: RandomRequest }[] = [];
  const slots = new Map<string, StateValue>();
  const updates = new Map<string, Value>();
  const probes: Probe[] = [];
  const outputs: OutputValues[] = [];
  const read: FieldReader = (role, field) => dataInput(e, compiled, data, { role, field, sizes, mode, source });
  const sizes = graphBatch(e, compiled.dataset, batch, graph, (field) => read('input', field));
  for (const id of compiled.analysis.order) {
    const resolved = compiled.nodes.get(id);
    const layer = compiled.analysis.layers.get(id);
    if (resolved === undefined || layer?.reachesLoss !== true) continue;
    const wires = compiled.incoming.get(id) ?? [];
    const sources = wires.map((wire) => sourceValue(wire.from.node, wire.from.port, compiled, values));
    const given =
      resolved.layer.type === 'Input'
        ? { inputs: [read('input', String(resolved.parameters.field))] }
        : byPort(resolved.layer, wires, sources);
    const owned = layer.weights.map((weight): StateValue => {
      // Running statistics belong to their place, also where the trained weights are another node's; a frozen table is none.
      const owner = weight.trainable || weight.vectors !== undefined ? (resolved.owner ?? id) : id;
      const known = slots.get(weightName(owner, weight));
      if (known !== undefined) return known;
      const made = stateValue(e, owner, weight);
      slots.set(made.slot.name, made);
      return made;
    });
    const weights = Object.fromEntries(layer.weights.map((weight, index) => [weight.name, owned[index].value]));
    const results = e.builder.withOrigin({ nodeId: id, phase: 'forward' }, () =>
      resolved.layer.lower({
        e,
        parameters: resolved.parameters,
        ...given,
        weights,
        mode,
        ...sizes.context(layer.inputs[0]),
        markPresent: (present) => sizes.mark(layer.outputs[0], present),
        random(request) {
          const value = e.builder.input(`random:${id}`, { dtype: 'float32', shape: request.shape });
          randomInputs.push({ input: value.name, request });
          return value;
        },
        ...(mode === 'train' && {
          probe(part, shape) {
            const zeros = probeZeros(e, shape);
            probes.push({ nodeId: id, part, zeros });
            return zeros;
          },
        }),
        updateState: (name, value) => updates.set(weightName(id, { name }), value),
      }),
    );
    values.set(id, results);
    if (resolved.layer.type === 'Output')
      outputs.push(outputValues(resolved, sizes.predictions(results[0]), compiled, { data, read, batch, mode }));
  }
  const targets = outputs.map(({ target }) => target);
  const mixing = mode === 'train' ? mixingInputs(e, compiled.project.training, targets) : undefined;
  return {
    dataInputs: [...[...data.values()].map(({ declared }) => declared), ...sizes.inputs],
    randomInputs,
    state: [...slots.values()],
    updates,
    outputs,
    results: values,
    probes,
    ...(mixing !== undefined && { mixing }),
  };
}

function stateValue(e: Emitter, nodeId: string, weight: WeightSpec): StateValue {
  const type: TensorType = { dtype: 'float32', shape: weight.shape };
  const name = weightName(nodeId, weight);
  const value = e.builder.input(name, type);
  const kind = weight.trainable ? 'parameter' : 'running';
  return {
    slot: {
      ...{ name, kind, nodeId, type, initializer: weight.initializer, input: value.name },
      ...kernelOf(weight),
      ...(weight.vectors !== undefined && { vectors: weight.vectors }),
    },
    value,
    trainable: weight.trainable,
    ...(weight.kernel !== undefined && { kernel: weight.kernel }),
    ...(weight.penalty !== undefined && { penalty: weight.penalty }),
    ...(weight.maxNorm !== undefined && { maxNorm: weight.maxNorm }),
  };
}

/** What makes a weight a kernel: a matrix [inputs, outputs], or filters [outputs, inputs, …] where the layer says nothing else. */
function kernelOf({ trainable, kernel, shape, inputAxis }: WeightSpec): Pick<StateSlot, 'kernel'> {
  if (!trainable || kernel === false || shape.length < 2) return {};
  return { kernel: { inputAxis: inputAxis ?? (shape.length === 2 ? 0 : 1) } };
}

function sourceValue(node: string, port: string, compiled: CompiledProject, values: ReadonlyMap<string, readonly Value[]>): Value {
  const index = compiled.nodes.get(node)?.outputs.findIndex(({ name }) => name === port) ?? -1;
  const value = values.get(node)?.[index];
  invariant(value !== undefined, `${node}.${port} is emitted before it is used`);
  return value;
}

/**
 * Nodes that read the same field share a graph input. Where training samples are changed at random, a target has an input of its own:
 * an autoencoder's stays clean. So it has where the field enters as the nodes of a graph, of which a batch is a part.
 */
function dataKey({ project, dataset }: CompiledProject, mode: 'train' | 'inference', role: DataInput['role'], field: string): string {
  const changed = mode === 'train' && project.training.augmentation.length > 0;
  const apart = role === 'target' && (changed || dataset?.samples !== undefined);
  return apart ? `target ${field}` : field;
}

/** The value of a field as the layers read it. */
type FieldReader = (role: DataInput['role'], field: string) => Value;

interface FieldContext {
  readonly role: DataInput['role'];
  readonly field: string;
  readonly sizes: GraphBatch;
  readonly mode: 'train' | 'inference';
  readonly source: InputSource;
}

/** The graph input for a field of the project's dataset. */
function dataInput(
  e: Emitter,
  compiled: CompiledProject,
  data: Map<string, DataValue>,
  { role, field, sizes, mode, source }: FieldContext,
): Value {
  const key = dataKey(compiled, mode, role, field);
  const known = data.get(key);
  if (known !== undefined) return known.fed;
  const declared = compiled.dataset?.fields.find(({ name }) => name === field);
  invariant(compiled.dataset !== undefined && declared !== undefined, `field ${field} was checked`);
  const part = role === 'input' ? declared.part : undefined;
  const shape = sizes.shapeOf(part, declared.shape);
  const emitted = role === 'input' ? source(e, field) : undefined;
  const input = emitted?.input ?? e.builder.input(field, { dtype: declared.dtype, shape });
  const fed = emitted?.fed ?? input;
  const bound: DataInput = { input: input.name, dataset: compiled.dataset.id, field, role, type: input.type, ...(part && { part }) };
  data.set(key, { declared: bound, fed });
  return fed;
}

interface OutputContext {
  readonly data: ReadonlyMap<string, DataValue>;
  readonly read: FieldReader;
  readonly batch: number | 'N';
  readonly mode: 'train' | 'inference';
}

function outputValues(
  { node, parameters }: ResolvedNode,
  prediction: Value,
  compiled: CompiledProject,
  { data, read, batch, mode }: OutputContext,
): OutputValues {
  const field = String(parameters.target);
  const declared = compiled.dataset?.fields.find(({ name }) => name === field);
  invariant(compiled.dataset !== undefined && declared !== undefined, `target ${field} was checked`);
  const metrics = Array.isArray(parameters.metrics) ? parameters.metrics.map(String) : [];
  const isExport = mode === 'inference' && batch === 'N';
  if (!isExport) read('target', field);
  const target: DataInput = data.get(dataKey(compiled, mode, 'target', field))?.declared ?? {
    input: field,
    dataset: compiled.dataset.id,
    field,
    role: 'target',
    type: { dtype: declared.dtype, shape: [batch, ...declared.shape] },
  };
  const loss = lossOf(String(parameters.loss));
  const limits = limitsOf(loss, declared, parameters);
  const { classes } = declared;
  return {
    nodeId: node.id,
    prediction,
    target,
    ...(classes !== undefined && declared.shape.length === 0 && loss.embeds !== true && { classes }),
    ...(limits !== undefined && { limits }),
    loss: loss.id,
    metrics,
    parameters,
    weight: Number(parameters.weight),
  };
}
