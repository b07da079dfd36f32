import { expect, it } from 'vitest';
import { favouritesOf, toggleFavourite, useFavourites } from './favourites.ts';
import { layerChoices } from './layer-choice.ts';

it('keeps favourites in the order in which they were chosen, and forgets those that are gone', () => {
  for (const id of ['ReLU', 'Dense', 'Conv2D', 'Dense', 'Unknown']) toggleFavourite(id);
  expect(favouritesOf(layerChoices, useFavourites.getState().ids).map(({ id }) => id)).toEqual(['ReLU', 'Conv2D']);
});
