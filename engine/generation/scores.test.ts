import { expect, it } from 'vitest';
import { scoresAt } from './scores.ts';

it('finds the classes of a place, whichever way they lie', () => {
  // Two classes at three places.
  const places = [
    [0.5, 0.5],
    [0.25, 0.75],
    [1, 0],
  ];
  const classesLast = places.flat();
  const classesFirst = [0, 1].flatMap((k) => places.map((place) => place[k]));
  places.forEach((probabilities, place) => {
    const expected = probabilities.map(Math.log);
    expect([...scoresAt(classesLast, { classes: 2, places: 3, classesFirst: false }, place)]).toEqual(expected);
    expect([...scoresAt(classesFirst, { classes: 2, places: 3, classesFirst: true }, place)]).toEqual(expected);
  });
});
