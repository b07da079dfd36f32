import { differentiate } from '../engine/autodiff/differentiate.ts';
import { ints } from '../engine/graph/attributes.ts';
import type { Graph, Value } from '../engine/graph/types.ts';
import { crossEntropy } from '../engine/losses/cross-entropy.ts';
import type { Emitter } from '../engine/ops/emitter.ts';
import { createEmitter } from '../engine/ops/registry.ts';
import { optimizerOf } from '../engine/optimizers/registry.ts';

/** [name, dims] of each parameter of the network below. */
const parameters: readonly (readonly [string, readonly number[]])[] = [
  ['conv1.kernel', [32, 1, 3, 3]],
  ['conv1.bias', [32]],
  ['conv2.kernel', [64, 32, 3, 3]],
  ['conv2.bias', [64]],
  ['dense1.kernel', [64 * 7 * 7, 128]],
  ['dense1.bias', [128]],
  ['dense2.kernel', [128, 10]],
  ['dense2.bias', [10]],
];

/**
 * One training step of a small convolutional network on images [batch, 1, 28, 28]: two 3×3 convolutions with ReLU and
 * 2×2 max-pooling (32, 64 channels), two dense layers (128, 10), cross-entropy, an optimiser update of each parameter.
 */
export function mnistStep(batch: number, optimizer: string): Graph {
  const e = createEmitter('mnist-cnn step');
  const weights = new Map(parameters.map(([name, shape]) => [name, e.builder.input(name, { dtype: 'float32', shape })]));
  const image = e.builder.input('image', { dtype: 'float32', shape: [batch, 1, 28, 28] });
  const label = e.builder.input('label', { dtype: 'int64', shape: [batch] });
  const loss = e.builder.withOrigin({ nodeId: 'loss', phase: 'loss' }, () => crossEntropy.lower(e, logits(e, image, weights), label, {}));
  const trained = [...weights.values()];
  const gradients = differentiate(e, loss, trained);
  update(e, trained, gradients, optimizer);
  e.builder.output('loss', loss);
  return e.builder.build();
}

function logits(e: Emitter, image: Value, weights: ReadonlyMap<string, Value>): Value {
  const weight = (name: string): Value | undefined => weights.get(name);
  const layer = <T>(nodeId: string, emit: () => T): T => e.builder.withOrigin({ nodeId, phase: 'forward' }, emit);
  const block = (x: Value, name: string): Value => {
    const convolved = layer(name, () =>
      e.op('Conv', [x, weight(`${name}.kernel`), weight(`${name}.bias`)], { kernel_shape: ints([3, 3]), pads: ints([1, 1, 1, 1]) }),
    );
    const active = layer(name, () => e.op('Relu', [convolved]));
    return layer(`${name}.pool`, () => e.op('MaxPool', [active], { kernel_shape: ints([2, 2]), strides: ints([2, 2]) }));
  };
  const dense = (x: Value, name: string): Value => layer(name, () => e.op('Gemm', [x, weight(`${name}.kernel`), weight(`${name}.bias`)]));
  const features = block(block(image, 'conv1'), 'conv2');
  const flat = e.reshape(features, [e.dim(features, 0), -1]);
  return dense(e.op('Relu', [dense(flat, 'dense1')]), 'dense2');
}

function update(e: Emitter, trained: readonly Value[], gradients: readonly (Value | undefined)[], type: string): void {
  const optimizer = optimizerOf(type);
  const settings = Object.fromEntries(Object.entries(optimizer.parameters).map(([name, { default: value }]) => [name, value]));
  const names = Object.keys(optimizer.scalars(settings, 0.001, 1));
  const scalars = Object.fromEntries(names.map((name) => [name, e.builder.input(name, { dtype: 'float32', shape: [] })]));
  for (const [index, parameter] of trained.entries()) {
    const gradient = gradients[index];
    if (gradient === undefined) continue;
    e.builder.withOrigin({ nodeId: parameter.name, phase: 'optimizer' }, () => {
      const slots = Object.keys(optimizer.state(settings));
      const state = Object.fromEntries(slots.map((slot) => [slot, e.builder.input(`${parameter.name}:${slot}`, parameter.type)]));
      const next = optimizer.step({ e, parameters: settings, parameter, gradient, state, scalars });
      e.builder.output(`${parameter.name}:next`, next.parameter);
      for (const slot of slots) e.builder.output(`${parameter.name}:${slot}:next`, next.state[slot]);
    });
  }
}
