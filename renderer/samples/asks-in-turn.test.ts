import { expect, it } from 'vitest';
import { askInTurn } from './asks-in-turn.ts';

interface Answer {
  readonly promise: Promise<string>;
  readonly resolve: (text: string) => void;
  readonly reject: (error: Error) => void;
}

function answer(): Answer {
  const settle: Pick<Answer, 'resolve' | 'reject'>[] = [];
  const promise = new Promise<string>((resolve, reject) => settle.push({ resolve, reject }));
  return { promise, ...settle[0] };
}

function asks(count: number, isWanted: (ask: number) => boolean = () => true) {
  const begun: number[] = [];
  const answers = Array.from({ length: count }, answer);
  const given = answers.map(({ promise }, ask) =>
    askInTurn(
      () => {
        begun.push(ask);
        return promise;
      },
      () => isWanted(ask),
    ),
  );
  return { begun, answers, given };
}

it('has two asks under way, and begins the next with each answer', async () => {
  const { begun, answers, given } = asks(4);
  await expect.poll(() => begun).toEqual([0, 1]);
  answers[1].resolve('b');
  expect(await given[1]).toBe('b');
  await expect.poll(() => begun).toEqual([0, 1, 2]);
  for (const { resolve } of answers) resolve('x');
  await Promise.all(given);
});

it('goes on after a failure', async () => {
  const { answers, given } = asks(3);
  answers[0].reject(new Error('The file is damaged.'));
  await expect(given[0]).rejects.toThrow('damaged');
  answers[1].resolve('b');
  answers[2].resolve('c');
  expect(await given[2]).toBe('c');
});

it('does not ask for what is no longer wanted when its turn comes', async () => {
  const wanted = new Set([0, 1, 2, 3]);
  const { begun, answers, given } = asks(4, (ask) => wanted.has(ask));
  wanted.delete(2);
  for (const { resolve } of answers) resolve('x');
  expect(await given[2]).toBeUndefined();
  expect(await given[3]).toBe('x');
  expect(begun).toEqual([0, 1, 3]);
});
