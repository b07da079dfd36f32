import { describe, expect, it } from 'vitest';
import { layerOf } from '../../engine/layers/registry.ts';
import { projectSchema } from '../../engine/project/schema.ts';
import { analyzeProject } from '../document/knowledge.ts';
import { offeredFields } from './offered-fields.ts';

const position = { x: 0, y: 0 };

/** The options of the Output's parameter in a network on MNIST or on Auto MPG. */
function offered(dataset: string, field: string, output: Record<string, unknown>, parameter: 'loss' | 'metrics'): readonly string[] {
  const project = projectSchema.parse({
    format: 'netloom',
    version: 1,
    name: 'offers',
    nodes: [
      { id: 'input', type: 'Input', position, parameters: { dataset, field } },
      { id: 'out', type: 'Output', position, parameters: output },
    ],
    wires: [{ from: { node: 'input', port: 'out' }, to: { node: 'out', port: 'in' } }],
  });
  const schema = layerOf('Output')?.parameters ?? {};
  const narrowed = offeredFields(schema, analyzeProject(project).layers.get('out')?.offers ?? {}, output)[parameter];
  return 'options' in narrowed ? narrowed.options.map(({ value }) => value) : [];
}

describe('offered fields', () => {
  it('are losses of classes for a target of classes, and those of numbers for an image', () => {
    const ofClasses = offered('mnist', 'image', { target: 'digit', loss: 'crossEntropy' }, 'loss');
    expect(ofClasses).toContain('focal');
    expect(ofClasses).toContain('triplet');
    expect(ofClasses).not.toContain('meanSquaredError');
    expect(ofClasses).not.toContain('binaryCrossEntropy');
    const ofPixels = offered('mnist', 'image', { target: 'image', loss: 'meanSquaredError', metrics: [] }, 'loss');
    expect(ofPixels).toContain('binaryCrossEntropy');
    expect(ofPixels).not.toContain('crossEntropy');
  });

  it('are metrics that fit target and loss, and what is chosen all the same', () => {
    const metrics = (loss: string, chosen: readonly string[]) =>
      offered('mnist', 'image', { target: 'digit', loss, metrics: chosen }, 'metrics');
    expect(metrics('crossEntropy', ['accuracy'])).toContain('accuracy');
    expect(metrics('crossEntropy', ['accuracy'])).not.toContain('meanAbsoluteError');
    expect(metrics('crossEntropy', ['meanAbsoluteError'])).toContain('meanAbsoluteError');
    expect(metrics('triplet', [])).toEqual([]);
  });

  it('are all where nothing is known of the target', () => {
    expect(offered('mnist', 'image', { target: 'nothing', loss: 'crossEntropy' }, 'loss')).toContain('meanSquaredError');
  });
});
