import { expect, it } from 'vitest';
import type { EpochRecord } from '../../engine/training/events.ts';
import { ToldRates } from './told-rates.ts';

const epoch = (number: number, learningRate: number): EpochRecord => ({
  epoch: number,
  step: number * 3,
  learningRate,
  train: { loss: 1 },
  seconds: 1,
  best: false,
});

it('knows the rate of every step of epochs over which it did not change', () => {
  expect(new ToldRates().upTo(6, [epoch(1, 0.1), epoch(2, 0.1)], 0.1).slice(1)).toEqual([0.1, 0.1, 0.1, 0.1, 0.1, 0.1]);
});

it('leaves out the steps of an epoch in which it changed unheard', () => {
  const rates = new ToldRates().upTo(9, [epoch(1, 0.1), epoch(2, 0.01), epoch(3, 0.01)], 0.1);
  expect(rates.slice(1)).toEqual([0.1, 0.1, 0.1, undefined, undefined, 0.01, 0.01, 0.01, 0.01]);
});

it('knows since which step a rate that was told counts', () => {
  const told = new ToldRates();
  told.tell(1, 2, 0.1);
  told.tell(3, 4, 0.1);
  told.tell(5, 6, 0.01);
  expect(told.lastChange).toEqual({ from: 0.1, rate: 0.01, step: 5 });
  expect(told.upTo(6, [epoch(1, 0.1), epoch(2, 0.01)], 0.1).slice(1)).toEqual([0.1, 0.1, 0.1, 0.1, 0.01, 0.01]);
});
