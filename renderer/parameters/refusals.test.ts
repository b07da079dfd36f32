import { describe, expect, it } from 'vitest';
import { projectSchema } from '../../engine/project/schema.ts';
import { analyzeProject } from '../document/knowledge.ts';
import { refusalsOf, type Refusals } from './refusals.ts';

const position = { x: 0, y: 0 };

/** The options of the Output's parameter that don't fit a network on a dataset. */
function refused(dataset: string, field: string, output: Record<string, unknown>, parameter: 'loss' | 'metrics'): Refusals {
  const project = projectSchema.parse({
    format: 'netloom',
    version: 1,
    name: 'refusals',
    nodes: [
      { id: 'input', type: 'Input', position, parameters: { dataset, field } },
      { id: 'out', type: 'Output', position, parameters: output },
    ],
    wires: [{ from: { node: 'input', port: 'out' }, to: { node: 'out', port: 'in' } }],
  });
  return refusalsOf(project, project.nodes[1], analyzeProject(project).layers.get('out'))?.[parameter] ?? {};
}

describe('refused options', () => {
  it('are losses of numbers for a target of classes, and those of classes for an image', () => {
    const forClasses = refused('mnist', 'image', { target: 'digit', loss: 'crossEntropy' }, 'loss');
    expect(forClasses).not.toHaveProperty('focal');
    expect(forClasses).not.toHaveProperty('triplet');
    expect(forClasses.meanAbsoluteError).toBe('Mean absolute error needs numbers as its target, this one is a class.');
    expect(forClasses.binaryCrossEntropy).toBe('Binary cross-entropy tells two classes apart, the target has 10.');
    const forPixels = refused('mnist', 'image', { target: 'image', loss: 'meanSquaredError', metrics: [] }, 'loss');
    expect(forPixels).not.toHaveProperty('binaryCrossEntropy');
    expect(forPixels.crossEntropy).toContain('needs a class as its target');
  });

  it('are metrics that fit neither target nor loss', () => {
    const metrics = (loss: string) => refused('mnist', 'image', { target: 'digit', loss, metrics: [] }, 'metrics');
    expect(metrics('crossEntropy')).not.toHaveProperty('accuracy');
    expect(metrics('crossEntropy')).toHaveProperty('meanAbsoluteError');
    expect(Object.keys(metrics('triplet'))).toContain('accuracy');
  });

  it('are none where nothing is known of the target', () => {
    expect(refused('mnist', 'image', { target: 'nothing', loss: 'crossEntropy' }, 'loss')).toEqual({});
  });
});
