import { type Project, projectSchema } from '../../project/schema.ts';

export interface ChainLayer {
  readonly id: string;
  readonly type: string;
  readonly parameters?: Readonly<Record<string, unknown>>;
}

/** A project whose layers follow one another. */
export function chain(layers: readonly ChainLayer[], training: Partial<Project['training']>): Project {
  return projectSchema.parse({
    format: 'netloom',
    version: 1,
    name: 'Chain',
    nodes: layers.map((layer, index) => ({ ...layer, position: { x: index * 250, y: 0 } })),
    wires: layers.slice(1).map(({ id }, index) => ({ from: { node: layers[index].id, port: 'out' }, to: { node: id, port: 'in' } })),
    training,
  });
}

/**
 * A small classifier of the 8×8 digits with every kind of state and a random mask. Without a bias before the normalisation:
 * its gradient is exactly zero, and all that would be compared is rounding.
 */
export function smallConvNet(training: Partial<Project['training']>): Project {
  return chain(
    [
      { id: 'input', type: 'Input', parameters: { dataset: 'digits', field: 'image' } },
      { id: 'conv', type: 'Conv2D', parameters: { filters: 4, kernelSize: [3, 3], padding: 'same', bias: false } },
      { id: 'norm', type: 'BatchNorm' },
      { id: 'pool', type: 'MaxPool2D', parameters: { poolSize: [2, 2], stride: [2, 2] } },
      { id: 'flatten', type: 'Flatten' },
      { id: 'hidden', type: 'Dense', parameters: { units: 12, activation: 'tanh' } },
      { id: 'dropout', type: 'Dropout', parameters: { rate: 0.2 } },
      { id: 'logits', type: 'Dense', parameters: { units: 10, activation: 'none' } },
      { id: 'output', type: 'Output', parameters: { target: 'digit', loss: 'crossEntropy', metrics: ['accuracy'] } },
    ],
    training,
  );
}

/** A classifier of the spirals that trains in a blink. */
export function smallDenseNet(training: Partial<Project['training']>): Project {
  return chain(
    [
      { id: 'input', type: 'Input', parameters: { dataset: 'spirals', field: 'point' } },
      { id: 'hidden', type: 'Dense', parameters: { units: 16, activation: 'tanh' } },
      { id: 'logits', type: 'Dense', parameters: { units: 2, activation: 'none' } },
      { id: 'output', type: 'Output', parameters: { target: 'label', loss: 'crossEntropy', metrics: ['accuracy'] } },
    ],
    training,
  );
}
