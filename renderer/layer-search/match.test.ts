import { expect, it } from 'vitest';
import { matchScore } from './match.ts';

const named = (name: string, ...synonyms: string[]) => ({ names: [name], synonyms });

it.each(['cross entropy', 'Cross-Entropy', 'crossentropy', 'CROSS_entropy'])('takes %s for cross-entropy', (query) => {
  expect(matchScore(query, named('Cross-entropy'))).toBe(matchScore('Cross-entropy', named('Cross-entropy')));
});

it('ranks exact names, exact synonyms, beginnings and insides in this order', () => {
  const scores = [named('gap'), named('Pool', 'gap'), named('Gapped'), named('Stopgap'), named('Pool', 'gapped'), named('Pool', 'stopgap')];
  const found = scores.map((each) => matchScore('gap', each));
  expect(found).toEqual(found.toSorted((a, b) => b - a));
  expect(new Set(found).size).toBe(scores.length);
});

it('looks for two letters at the beginnings of words alone, for ideographs anywhere', () => {
  expect(matchScore('l2', named('MaxPool2D'))).toBe(0);
  expect(matchScore('l2', named('L2 penalty'))).toBeGreaterThan(0);
  expect(matchScore('卷积', named('Conv1D', '一维卷积'))).toBeGreaterThan(0);
});

it('finds signs by what is typed for them', () => {
  expect(matchScore('1x1', named('1×1 convolution'))).toBeGreaterThan(0);
  expect(matchScore('r2', named('R²'))).toBe(matchScore('R²', named('R²')));
  expect(matchScore(' ', named('R²'))).toBe(0);
});
