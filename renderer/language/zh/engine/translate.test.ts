import { describe, expect, it } from 'vitest';
import { translateEngineText } from './translate.ts';

describe('what the engine says', () => {
  it('stays English where it is not known', () => {
    expect(translateEngineText('A sentence that nobody says.')).toBe('A sentence that nobody says.');
    expect(translateEngineText('constructor')).toBe('constructor');
  });
});
