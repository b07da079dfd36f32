import { describe, expect, it } from 'vitest';
import { type TokenisedAs, tokeniserOf, UNKNOWN } from '../preprocessing/tokeniser.ts';
import { excludedTokens, promptTokens } from './prompt.ts';

const as: TokenisedAs = { unit: 'character', ignoreCase: false, ends: false, vocabulary: 8 };
const plain = tokeniserOf(as, { vocabulary: ['e', 't', '\n'] });
const marked = tokeniserOf({ ...as, ends: true }, { vocabulary: ['e', 't', '\n'] });
const words = tokeniserOf({ ...as, unit: 'word' }, { vocabulary: ['the', 'whale'] });

describe('promptTokens', () => {
  it('begins with the sign for the begin of a text where there is one', () => {
    expect(promptTokens('tee', marked).tokens).toEqual([2, 5, 4, 4]);
    expect(promptTokens('', marked).tokens).toEqual([2]);
    expect(promptTokens('tee', plain).tokens).toEqual([3, 2, 2]);
  });

  it('writes on from a line break where neither prompt nor sign is there, or from the most frequent token', () => {
    expect(promptTokens('', plain).tokens).toEqual([4]);
    expect(promptTokens('', words).tokens).toEqual([2]);
    expect(promptTokens(' ', words).tokens).toEqual([2]);
  });

  it('names what is not in the vocabulary, each once', () => {
    expect(promptTokens('t☃e ☃ é', plain)).toEqual({ tokens: [3, 1, 2, 1, 1, 1, 1], unknown: ['☃', 'é'] });
    expect(promptTokens('the grey whale, the sea', words).unknown).toEqual(['grey', 'whale,', 'sea']);
    expect(promptTokens('any 文', tokeniserOf({ ...as, unit: 'byte' }, {})).unknown).toEqual([]);
  });
});

describe('excludedTokens', () => {
  it('are padding, the unknown, the begin and numbers beyond the vocabulary, but not the end', () => {
    expect(excludedTokens(plain)).toEqual([0, UNKNOWN, 5, 6, 7]);
    expect(excludedTokens(marked)).toEqual([0, UNKNOWN, 2, 7]);
  });
});
