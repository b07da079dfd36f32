import { afterEach, describe, expect, it } from 'vitest';
import { firstOf, listOf } from './lists.ts';
import { speak } from './text.ts';

afterEach(() => speak('en'));

describe('a list of names', () => {
  it('is parted as the language parts it', async () => {
    expect(listOf(['a', 'b', 'c'])).toBe('a, b, c');
    await speak('zh');
    expect(listOf(['a', 'b', 'c'])).toBe('a、b、c');
  });

  it('stops after the most that are wanted', async () => {
    expect(firstOf(['a', 'b', 'c'], 2)).toBe('a, b, …');
    expect(firstOf(['a', 'b'], 2)).toBe('a, b');
    expect(listOf([])).toBe('');
    await speak('zh');
    expect(firstOf(['a', 'b', 'c'], 2)).toBe('a、b、…');
  });
});
