import { expect, it } from 'vitest';
import { ClassScores } from './class-scores.ts';
import { prAuc, rocAuc } from './ranking.ts';
import type { Batch, Reading } from './reading.ts';
import { Tally } from './tally.ts';

const reading: Reading = { link: 'softmax', classes: 3, width: 3, columns: 3 };
const batch = (samples: number): Batch => ({
  samples,
  predictions: Float32Array.from({ length: 3 * samples }, (_, i) => i % 7),
  targets: Uint8Array.from({ length: samples }, (_, i) => i % 3),
});

it('orders one class against the others', () => {
  const scores = new ClassScores({ link: 'identity', classes: 2, width: 1, columns: 1 });
  scores.add({ samples: 4, predictions: Float32Array.of(1, -2, 3, 0), targets: Uint8Array.of(1, 0, 1, 0) });
  expect(scores.against(1)).toEqual({ own: Float32Array.of(3, 1), others: Float32Array.of(0, -2) });
  expect(scores.against(0)?.own[0]).toBe(2);
});

it('tells scores apart whose probabilities are all rounded to 1', () => {
  const scores = new ClassScores(reading);
  scores.add({ samples: 2, predictions: Float32Array.of(80, 0, 0, 90, 0, 0), targets: Uint8Array.of(0, 0) });
  expect(scores.against(0)?.own[0]).toBeCloseTo(90 - Math.LN2, 4);
  expect(scores.against(0)?.own[1]).toBeCloseTo(80 - Math.LN2, 4);
});

it('grows with its samples, and gives up where they are too many', () => {
  const scores = new ClassScores(reading, 9000);
  for (let i = 0; i < 3; i += 1) scores.add(batch(1000));
  expect(scores.against(1)?.own).toHaveLength(999);
  expect(scores.against(1)?.others).toHaveLength(2001);
  scores.add(batch(1));
  expect(scores.against(1)).toBeUndefined();
  scores.add(batch(1));
  expect(scores.overflown).toBe(true);
});

it.each([Number.NaN, Number.POSITIVE_INFINITY])('has no area under a curve where a score is no number, as the odds of %d are', (score) => {
  const tally = new Tally(reading, ['scores']);
  tally.add(batch(30));
  tally.add({ samples: 1, predictions: Float32Array.of(score, score, 0), targets: Uint8Array.of(1) });
  expect(rocAuc.value(tally)).toBeNaN();
  expect(prAuc.value(tally)).toBeNaN();
});
