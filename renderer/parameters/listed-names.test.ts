import { expect, it } from 'vitest';
import { joinedNames, namesIn } from './listed-names.ts';

it('reads names with commas between them', () => {
  expect(namesIn('', ['a'])).toEqual([]);
  expect(namesIn(' 年龄, 收入,,年龄 ', ['年龄', '收入'])).toEqual(['年龄', '收入']);
  expect(namesIn('Area, m²', ['Area, m²', 'Area'])).toEqual(['Area, m²']);
});

it('lets a name that has a comma stand alone', () => {
  expect(joinedNames(['a', 'b'], ['a'])).toBe('a, b');
  expect(joinedNames(['a', 'Area, m²'], ['a'])).toBe('Area, m²');
  expect(joinedNames(['Area, m²', 'a'], ['Area, m²'])).toBe('a');
  expect(joinedNames([], ['a'])).toBe('');
});
