import { describe, expect, it } from 'vitest';
import type { DatasetField, DatasetInfo } from '../../../engine/data/dataset.ts';
import { fashionMnist } from '../../../engine/data/fashion-mnist.ts';
import { type Project, projectSchema } from '../../../engine/project/schema.ts';
import { previewedField, previewedMask } from './previewed-field.ts';

const image: DatasetField = { name: 'image', label: 'Image', role: 'input', semantics: 'image', dtype: 'float32', shape: [3, 8, 8] };
const sound: DatasetField = { ...image, name: 'sound', semantics: 'signal', shape: [1, 50] };
const facts: DatasetField = { ...image, name: 'facts', semantics: 'table', shape: [4] };
const mask: DatasetField = { ...image, name: 'mask', role: 'target', semantics: 'mask', dtype: 'int64', shape: [8, 8] };
const dataset: DatasetInfo = { ...fashionMnist, id: 'film', fields: [facts, image, sound, mask] };

function projectOf(fields: readonly string[], types: readonly string[]): Project {
  return projectSchema.parse({
    format: 'netloom',
    version: 1,
    name: 'film',
    nodes: fields.map((field) => ({ id: field, type: 'Input', position: { x: 0, y: 0 }, parameters: { dataset: 'film', field } })),
    wires: [],
    training: { augmentation: types.map((type) => ({ type })) },
  });
}

describe('what an augmentation is shown on', () => {
  it('is a field that an Input reads and that can be drawn', () => {
    expect(previewedField(projectOf(['facts', 'image', 'sound'], []), dataset)?.name).toBe('image');
    expect(previewedField(projectOf(['sound'], ['Rotation']), dataset)?.name).toBe('sound');
    expect(previewedField(projectOf(['facts'], ['GaussianNoise']), dataset)).toBeUndefined();
    expect(previewedField(projectOf(['image'], []), undefined)).toBeUndefined();
    expect(previewedField(projectOf(['image'], []), { ...dataset, id: 'other' })).toBeUndefined();
  });

  it('is one that all augmentations fit, where there is one', () => {
    expect(previewedField(projectOf(['image', 'sound'], ['TimeWarp', 'GaussianNoise']), dataset)?.name).toBe('sound');
    expect(previewedField(projectOf(['image', 'sound'], ['TimeWarp', 'Rotation']), dataset)?.name).toBe('image');
  });

  it('shows the classes of the pixels over an image of their size', () => {
    expect(previewedMask(dataset, image)?.name).toBe('mask');
    expect(previewedMask(dataset, { ...image, shape: [3, 9, 8] })).toBeUndefined();
    expect(previewedMask(dataset, sound)).toBeUndefined();
  });
});
