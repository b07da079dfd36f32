import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BytePairs, chunksOf } from './byte-pairs.ts';
import { learnMerges } from './learn-merges.ts';

function counted(...texts: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const chunk of texts.flatMap(chunksOf)) counts.set(chunk, (counts.get(chunk) ?? 0) + 1);
  return counts;
}

/** The same as `learnMerges`, counted anew for each pair. */
function plainMerges(chunks: ReadonlyMap<string, number>, most: number): readonly number[] {
  let words = [...chunks].map(([text, count]) => ({ pieces: [...new TextEncoder().encode(text)], count }));
  const merges: number[] = [];
  for (let next = 256; next < 256 + most; next += 1) {
    const counts = new Map<string, number>();
    for (const { pieces, count } of words)
      for (let i = 1; i < pieces.length; i += 1) {
        const pair = `${pieces[i - 1]} ${pieces[i]}`;
        counts.set(pair, (counts.get(pair) ?? 0) + count);
      }
    const [best] = [...counts]
      .map(([pair, count]) => ({ pair: pair.split(' ').map(Number), count }))
      .sort((a, b) => b.count - a.count || a.pair[0] - b.pair[0] || a.pair[1] - b.pair[1]);
    if (best === undefined || best.count < 2) break;
    const [left, right] = best.pair;
    merges.push(left, right);
    words = words.map(({ pieces, count }) => {
      const joined: number[] = [];
      for (let i = 0; i < pieces.length; i += 1) {
        const isPair = pieces[i] === left && pieces[i + 1] === right;
        joined.push(isPair ? next : pieces[i]);
        if (isPair) i += 1;
      }
      return { pieces: joined, count };
    });
  }
  return merges;
}

const letters = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', 'n', ' ', 'é', '床'), maxLength: 12 }), { maxLength: 8 });

describe('byte pairs', () => {
  it('are learnt as if all pairs were counted anew after each join', () => {
    fc.assert(
      fc.property(letters, fc.integer({ min: 0, max: 20 }), (texts, most) => {
        expect(learnMerges(counted(...texts), most)).toEqual(plainMerges(counted(...texts), most));
      }),
    );
  });

  it('give back every text, whatever they were learnt from', () => {
    const pairs = new BytePairs(learnMerges(counted('the whale, the whales and the sea', '床前明月光，床前'), 40));
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(pairs.decode(pairs.encode(text))).toBe(text);
      }),
    );
    expect(pairs.encode('')).toEqual([]);
  });

  it('join what is frequent to single pieces, and never over the end of a word', () => {
    const pairs = new BytePairs(learnMerges(counted('the the the the', 'a the'), 10));
    expect(pairs.encode(' the')).toHaveLength(1);
    expect(pairs.encode('the the')).toHaveLength(2);
    expect(chunksOf('It’s 1851:\n  the whale…')).toEqual(['It', '’', 's', ' 1851', ':', '\n ', ' the', ' whale', '…']);
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', 'é', 'e\u0301', ' ', '\n', '\t', '1', '.', '—', '床', '🐋', '\u2028') }),
        (text) => {
          expect(chunksOf(text).join('')).toBe(text);
        },
      ),
    );
  });
});
