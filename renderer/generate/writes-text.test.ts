import { expect, it } from 'vitest';
import { jueju } from '../../engine/data/jueju.ts';
import { mnist } from '../../engine/data/mnist.ts';
import { projectSchema } from '../../engine/project/schema.ts';
import { writesText } from './writes-text.ts';

const project = (target: string, data: object = {}) =>
  projectSchema.parse({
    format: 'netloom',
    version: 1,
    name: 'x',
    nodes: [{ id: 'output', type: 'Output', position: { x: 0, y: 0 }, parameters: { target } }],
    wires: [],
    data,
  });

it('is true of a network whose target is the next token of a text', () => {
  expect(writesText(project('next'), jueju)).toBe(true);
  expect(writesText(project('poem'), jueju)).toBe(false);
  expect(writesText(project('next'), mnist)).toBe(false);
  expect(writesText(project('next'), undefined)).toBe(false);
});
