import { expect, it } from 'vitest';
import { births } from '../../engine/data/births.ts';
import { emojiPhotographs } from '../../engine/data/emoji-photographs.ts';
import type { DatasetInfo } from '../../engine/data/dataset.ts';
import { jueju } from '../../engine/data/jueju.ts';
import { karate } from '../../engine/data/karate.ts';
import { mnist } from '../../engine/data/mnist.ts';
import { molecules } from '../../engine/data/molecules.ts';
import { knowDatasets } from '../document/known-datasets.ts';
import { projectOn, untrainableReason } from './start-project.ts';

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

it('has an Input for each part of a graph', () => {
  const fieldsOf = (dataset: DatasetInfo) => projectOn(dataset).nodes.map(({ parameters }) => parameters.field ?? parameters.target);
  expect(fieldsOf(molecules)).toEqual(['atoms', 'bonds', 'membership', 'polarity']);
  expect(fieldsOf(karate)).toEqual(['member', 'edges', 'club']);
  expect(untrainableReason(karate)).toBeUndefined();
});

it('measures how far the regions of a mask overlap', () => {
  const output = projectOn(emojiPhotographs.info).nodes.at(-1);
  expect(output?.parameters).toEqual({ target: 'mask', metrics: ['intersectionOverUnion'] });
});

it('reconstructs the input where there is no target', () => {
  const drawings = { ...mnist, id: 'drawings', fields: [mnist.fields[0]] };
  knowDatasets([drawings]);
  const { nodes } = projectOn(drawings);
  expect(nodes.at(-1)?.parameters).toMatchObject({ target: 'image', loss: 'meanSquaredError' });
});

it('goes on with texts that have no labels', () => {
  const { nodes } = projectOn(jueju);
  expect(nodes.map(({ type, parameters }) => [type, parameters])).toEqual([
    ['Input', { dataset: 'jueju', field: 'poem' }],
    ['Output', { target: 'next', metrics: ['bitsPerCharacter'], ignore: true, ignoreIndex: 0 }],
  ]);
  expect(untrainableReason(jueju)).toBeUndefined();
});

it('says why there is nothing to train on', () => {
  expect(untrainableReason({ task: 'classification', fields: jueju.fields })).toMatch(/nothing to compare/);
  expect(untrainableReason(mnist)).toBeUndefined();
  expect(untrainableReason({ ...mnist, fields: [mnist.fields[0]] })).toBeUndefined();
});
