import { expect, it } from 'vitest';
import { filesOfInput, nameOfFiles } from './picked-files.ts';

it('passes over hidden files', () => {
  expect(filesOfInput([new File([], '.DS_Store'), new File([], '天气.csv')]).map(({ path }) => path)).toEqual(['天气.csv']);
});

it('calls files by their folder, or by the first of several', () => {
  expect(nameOfFiles([{ path: 'cats/1.png' }, { path: 'cats/2.png' }])).toBe('cats');
  expect(nameOfFiles([{ path: 'a.csv' }, { path: 'b.csv' }, { path: 'c.csv' }])).toBe('a.csv and 2 more');
});
