import { describe, expect, it } from 'vitest';
import { bitsPerCharacter, bitsPerToken, perplexity } from './log-loss.ts';
import { fittingMetrics } from './fit.ts';
import type { Batch, Reading } from './reading.ts';
import { Tally } from './tally.ts';

/** Four tokens, of which 0 is padding and 1 stands for two characters, at three steps of two samples. */
const reading: Reading = { link: 'softmax', classes: 4, ignored: 0, width: 12, columns: 4, classesLast: true };
const characters = Float64Array.of(0, 2, 1, 1);

function told(batch: Batch, read: Reading): readonly number[] {
  const tally = new Tally(read, ['surprise', 'writing']);
  tally.add(batch);
  return [bitsPerToken, bitsPerCharacter, perplexity].map(({ value }) => value(tally));
}

describe('what it costs to write tokens down', () => {
  const ignorant: Batch = { samples: 2, predictions: new Float32Array(24).fill(3), targets: BigInt64Array.of(1n, 2n, 0n, 3n, 1n, 0n) };

  it('is log₂ V bits a token for one who knows nothing, whose perplexity is V', () => {
    const [bits, perCharacter, size] = told(ignorant, { ...reading, characters });
    expect(bits).toBeCloseTo(2, 12);
    expect(perCharacter).toBeCloseTo((2 * 4) / 6, 12);
    expect(size).toBeCloseTo(4, 12);
  });

  it('follows the scores of each step, which lie along the last axis', () => {
    const predictions = new Float32Array(24);
    // ln 3 lifts a token from a probability of ¼ to ½.
    [1, 6, 15, 17].forEach((at) => (predictions[at] = Math.log(3)));
    const [bits, , size] = told({ ...ignorant, predictions }, { ...reading, characters });
    expect(bits).toBeCloseTo(1, 6);
    expect(size).toBeCloseTo(2, 6);
  });

  it('has no value for characters where tokens don’t tell them', () => {
    expect(told(ignorant, reading)[1]).toBeNaN();
  });

  it('is offered for tokens alone', () => {
    const loss = { title: 'Cross-entropy', link: 'softmax' } as const;
    const ids = (tokens: object) => fittingMetrics({ loss, target: { shape: [3], classes: 4, ...tokens } }).map(({ id }) => id);
    expect(ids({ tokens: 4 })).toEqual(expect.arrayContaining(['bitsPerToken', 'bitsPerCharacter', 'perplexity', 'accuracy']));
    expect(ids({})).not.toEqual(expect.arrayContaining(['perplexity']));
  });
});
