import { expect, it } from 'vitest';
import { freeId, idFault, replacedBy, titleOfFile } from './names.ts';
import { iris } from '../../engine/data/iris.ts';

it('makes an id of the Latin letters and digits of a title', () => {
  const free = () => false;
  expect(freeId('Flüsse & Seen 2024', free)).toBe('flu-sse-seen-2024');
  expect(freeId('天气', free)).toBe('data');
  expect(freeId('x'.repeat(80), free)).toHaveLength(48);
});

it('numbers an id that is taken', () => {
  expect(freeId('Iris', (id) => ['iris', 'iris-2'].includes(id))).toBe('iris-3');
});

it('takes the endings off a file name', () => {
  expect(titleOfFile('penguins.csv.gz')).toBe('penguins');
  expect(titleOfFile('天气.csv')).toBe('天气');
  expect(titleOfFile('digits')).toBe('digits');
  expect(titleOfFile('.csv')).toBe('.csv');
});

it('says what stands against an id', () => {
  const isBundled = (id: string) => id === 'iris';
  expect(idFault('my-data', isBundled)).toBeUndefined();
  expect(idFault('My data', isBundled)).toContain('Small letters');
  expect(idFault('iris', isBundled)).toContain('comes with Netloom');
  expect(replacedBy('iris', [iris], isBundled)).toBeUndefined();
  expect(replacedBy('iris', [iris], () => false)?.title).toBe(iris.title);
});
