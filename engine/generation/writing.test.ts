import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { learnMerges } from '../preprocessing/learn-merges.ts';
import { type TokenisedAs, tokeniserOf } from '../preprocessing/tokeniser.ts';
import { Writing } from './writing.ts';

const as: TokenisedAs = { unit: 'character', ignoreCase: false, ends: false, vocabulary: 100 };
const characters = tokeniserOf(as, { vocabulary: ['a', '床', '👋🏽', ' '] });
const words = tokeniserOf({ ...as, unit: 'word' }, { vocabulary: ['the', 'whale', ',', '(', '床'] });
const bytes = tokeniserOf({ ...as, unit: 'byte' }, {});

describe('Writing', () => {
  it('tells each character as it comes', () => {
    const writing = new Writing(characters, 'a', characters.encode('a'));
    expect([3, 2, 4, 5].map((token) => writing.add(token))).toEqual(['床', 'a', '👋🏽', ' ']);
    expect(writing.end()).toBe('');
  });

  it('puts spaces between words, and none where signs do without', () => {
    const tokens = words.encode('the whale, (the');
    const writing = new Writing(words, 'the', words.encode('the'));
    expect(tokens.map((token) => writing.add(token)).join('')).toBe(' the whale, (the');
  });

  it('doubles no space that ends the prompt', () => {
    const [the, whale] = words.encode('the whale');
    expect(new Writing(words, 'the', [the]).add(whale)).toBe(' whale');
    expect(new Writing(words, 'the ', [the]).add(whale)).toBe('whale');
    expect(new Writing(words, '', [1]).add(whale)).toBe(' whale');
  });

  it('holds the bytes of a sign back until it is complete', () => {
    const text = 'é床👋 a';
    const writing = new Writing(bytes, '', [10]);
    const pieces = bytes.encode(text).map((token) => writing.add(token));
    expect(pieces).toEqual(['', 'é', '', '', '床', '', '', '', '👋', ' ', 'a']);
  });

  it('tells the whole text in the end, whatever its bytes or pairs of bytes are', () => {
    const counted = new Map([
      ['床前', 9],
      ['的床', 5],
      [' the', 7],
      ['then', 6],
    ]);
    const pairs = tokeniserOf({ ...as, unit: 'bytePair', vocabulary: 300 }, { merges: learnMerges(counted, 20) });
    const text = fc.array(fc.constantFrom('床', '前', '的', ' the', 'n', 'é', '👋🏽', '\n', '\u{10FFFF}')).map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.constantFrom(bytes, pairs), text, text, (tokeniser, prompt, more) => {
        const writing = new Writing(tokeniser, prompt, tokeniser.encode(prompt));
        expect(
          tokeniser
            .encode(more)
            .map((token) => writing.add(token))
            .join('') + writing.end(),
        ).toBe(more);
      }),
      { seed: 4 },
    );
  });

  it('gives up on bytes that never become a sign, and goes on after them', () => {
    const [continued] = bytes.encode('é').slice(1);
    const writing = new Writing(bytes, '', [10]);
    const told = [continued, continued, continued, continued, ...bytes.encode('ok')].map((token) => writing.add(token)).join('');
    expect(told).toBe('\uFFFD\uFFFD\uFFFD\uFFFDok');
  });

  it('tells half a sign as such where the text ends within it', () => {
    const writing = new Writing(bytes, '', [10]);
    expect(writing.add(bytes.encode('床')[0])).toBe('');
    expect(writing.end()).toBe('\uFFFD');
    expect(writing.end()).toBe('');
  });
});
