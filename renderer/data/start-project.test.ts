import { expect, it } from 'vitest';
import { births } from '../../engine/data/births.ts';
import { emojiPhotographs } from '../../engine/data/emoji-photographs.ts';
import { mnist } from '../../engine/data/mnist.ts';
import { projectOn } from './start-project.ts';

it('reads the dataset and compares with its target, with a loss that suits', () => {
  const { name, nodes } = projectOn(births);
  expect(name).toBe('US births');
  expect(nodes.map(({ type, parameters }) => [type, parameters])).toEqual([
    ['Input', { dataset: 'births', field: 'days' }],
    ['Output', expect.objectContaining({ target: 'births', loss: 'meanSquaredError' })],
  ]);
});

it('has an Input for each input of a sample', () => {
  const [image, digit] = mnist.fields;
  const two = { ...mnist, fields: [image, { ...image, name: 'other' }, digit] };
  expect(projectOn(two).nodes.map(({ parameters }) => parameters.field)).toEqual(['image', 'other', undefined]);
});

it('measures how far the regions of a mask overlap', () => {
  const output = projectOn(emojiPhotographs.info).nodes.at(-1);
  expect(output?.parameters).toEqual({ target: 'mask', metrics: ['intersectionOverUnion'] });
});
