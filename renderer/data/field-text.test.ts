import { expect, it } from 'vitest';
import { diabetes } from '../../engine/data/diabetes.ts';
import { emojiPhotographs } from '../../engine/data/emoji-photographs.ts';
import { jueju } from '../../engine/data/jueju.ts';
import { mnist } from '../../engine/data/mnist.ts';
import { molecules } from '../../engine/data/molecules.ts';
import { fieldText } from './field-text.ts';

it('says of each kind of field what it holds', () => {
  const texts = [mnist, jueju, molecules, emojiPhotographs.info].flatMap(({ fields }) => fields.map(fieldText));
  expect(texts).toEqual([
    'Image, image of 1×28×28',
    'Digit, one of 10 classes: 0, 1, 2, 3, 4, 5, 6, 7, 8, 9',
    'Poem, text of 33 characters on average',
    expect.stringMatching(/^Atoms, nodes, 16 on average, 15 numbers each: C, N, O, /),
    'Bonds, edges, 17 on average',
    'SMILES, text of 33 characters on average',
    'Polarity, one of 2 classes: not polar, polar',
    'Polar surface area, a number in Å²',
    'Image, image of 3×64×64',
    expect.stringMatching(/^Mask, mask of 64×64 pixels, each one of 4 classes: /),
  ]);
});

it('counts one column as one, and calls a field without a label by its name', () => {
  const [table] = diabetes.fields;
  const one = { ...table, label: '', name: 'size', shape: [1], columns: [{ name: 'Length', unit: 'mm', scale: 1, offset: 0 }] };
  expect(fieldText(one)).toBe('size, 1 column: Length (mm)');
});
