import { afterEach, expect, it } from 'vitest';
import { useLanguage } from './languages.ts';
import { engineLines, engineWord, speak, t } from './text.ts';

afterEach(() => speak('en'));

it('says a text, its values and lists of them in the window’s language', async () => {
  const moved = { text: 'Move {items}', values: { items: { list: ['conv1', 'pool1'] } } } as const;
  expect([t('Cancel'), t(moved)]).toEqual(['Cancel', 'Move conv1 and pool1']);
  await speak('zh');
  expect([t('Cancel'), t(moved)]).toEqual(['取消', '移动 conv1和pool1']);
});

it('begins a title within a sentence small, but for abbreviations', () => {
  expect(engineWord('Filters')).toBe('filters');
  expect(engineWord('L2 penalty')).toBe('L2 penalty');
});

it('speaks the language that was asked for last, however long the other takes to load', async () => {
  const slow = speak('zh');
  await speak('en');
  await slow;
  expect(t('Cancel')).toBe('Cancel');
  expect(useLanguage.getState().language).toBe('en');
});

it('keeps a number of the engine’s texts and its percent sign in one line', () => {
  expect(engineLines('sets the smallest 90 % to 0, a % sign alone')).toBe('sets the smallest 90\u00a0% to 0, a % sign alone');
});
