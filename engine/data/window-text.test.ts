import { expect, it } from 'vitest';
import { windowText } from './window-text.ts';

it('tells length, horizon and stride of windows', () => {
  expect(windowText({ length: 22, horizon: 1, stride: 1, step: 'year' })).toBe(
    '22 years seen, the next to forecast; they begin a year apart',
  );
  expect(windowText({ length: 28, horizon: 3, stride: 7, step: 'day' })).toBe(
    '28 days seen, the next 3 to forecast; they begin 7 days apart',
  );
});
