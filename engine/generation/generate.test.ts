import { describe, expect, it } from 'vitest';
import { type GeneratedToken, generate, type GenerationSettings, type TokenModel } from './generate.ts';

const A = 2;
const B = 3;
const END = 4;
const settings: GenerationSettings = { temperature: 1, length: 12, seed: 5, excluded: [0, 1] };

/** Looks back on three tokens, and keeps what it was asked. */
function chain(next: (tokens: readonly number[]) => readonly number[]): TokenModel & { readonly asked: (readonly number[])[] } {
  const asked: (readonly number[])[] = [];
  return {
    context: 3,
    asked,
    nextScores: async (tokens) => {
      asked.push([...tokens]);
      return Float64Array.from(next(tokens), Math.log);
    },
  };
}

const fair = () => chain(() => [0, 0, 0.5, 0.5, 0]);

async function written(...[model, prompt, ...rest]: Parameters<typeof generate>) {
  const steps: GeneratedToken[] = [];
  const running = generate(model, prompt, ...rest);
  for (;;) {
    const { done, value } = await running.next();
    if (done === true) return { tokens: steps.map(({ token }) => token), steps, end: value };
    steps.push(value);
  }
}

describe('generate', () => {
  it('writes as many tokens as asked for, each after what the model gave', async () => {
    const alternating = chain((tokens) => (tokens.at(-1) === A ? [0, 0, 0, 1, 0] : [0, 0, 1, 0, 0]));
    const { tokens, steps, end } = await written(alternating, [A], { ...settings, length: 4 });
    expect(tokens).toEqual([B, A, B, A]);
    expect(steps.map(({ probability }) => probability)).toEqual([1, 1, 1, 1]);
    expect(end).toBe('length');
  });

  it('looks back on no more than the context', async () => {
    const model = chain(() => [0, 0, 0, 1, 0]);
    await written(model, [A, B, A, A, A], { ...settings, length: 4 });
    expect(model.asked).toEqual([
      [A, A, A],
      [A, A, B],
      [A, B, B],
      [B, B, B],
    ]);
  });

  it('gives the same text for the same seed, and begins a longer one alike', async () => {
    const first = await written(fair(), [A], settings);
    expect((await written(fair(), [A], settings)).tokens).toEqual(first.tokens);
    expect((await written(fair(), [A], { ...settings, length: 5 })).tokens).toEqual(first.tokens.slice(0, 5));
    expect((await written(fair(), [A], { ...settings, seed: 6 })).tokens).not.toEqual(first.tokens);
    expect(new Set(first.tokens)).toEqual(new Set([A, B]));
  });

  it('never writes what is excluded, and tells what the network gave before it was left out', async () => {
    const { steps } = await written(
      chain(() => [0.4, 0.5, 0.1, 0, 0]),
      [A],
      { ...settings, length: 20 },
    );
    expect(steps.every(({ token }) => token === A)).toBe(true);
    expect(steps[0].probability).toBeCloseTo(0.1, 12);
  });

  it('stops at the token that ends a text, and leaves it out', async () => {
    const model = chain((tokens) => (tokens.at(-1) === B ? [0, 0, 0, 0, 1] : [0, 0, 0, 1, 0]));
    expect(await written(model, [A], { ...settings, end: END })).toMatchObject({ tokens: [B], end: 'end' });
  });

  it('stops where it may not go on', async () => {
    let left = 3;
    const { tokens, end } = await written(fair(), [A], settings, () => {
      left -= 1;
      return left >= 0;
    });
    expect(tokens).toHaveLength(3);
    expect(end).toBe('stopped');
  });

  it('writes nothing where nothing is asked for', async () => {
    const model = fair();
    expect(await written(model, [A], { ...settings, length: 0 })).toMatchObject({ tokens: [], end: 'length' });
    expect(model.asked).toEqual([]);
  });

  it('says so where the network gives no numbers', async () => {
    const broken = chain(() => [Number.NaN, Number.NaN, Number.NaN]);
    await expect(written(broken, [A], settings)).rejects.toMatchObject({ code: 'bad-scores' });
  });
});
