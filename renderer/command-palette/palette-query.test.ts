import { expect, it } from 'vitest';
import { matchQuery, parseQuery } from './palette-query.ts';

it.each([
  ['>undo', { scope: 'commands', text: 'undo' }],
  ['+ conv', { scope: 'layers', text: 'conv' }],
  ['=adam', { scope: 'training', text: 'adam' }],
  ['@', { scope: 'nodes', text: '' }],
  [' pool ', { scope: 'all', text: 'pool' }],
])('reads %s', (query, expected) => {
  expect(parseQuery(query)).toEqual(expected);
});

it('ranks the beginning of a label above its inside, and other names last', () => {
  expect(matchQuery('show', 'Show all')).toBeGreaterThan(matchQuery('all', 'Show all'));
  expect(matchQuery('tidy', 'Arrange the layers', 'layout', 'tidy')).toBe(1);
  expect(matchQuery('show zebra', 'Show all')).toBe(0);
});
