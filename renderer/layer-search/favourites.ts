import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import type { LayerChoice } from './layer-choice.ts';

interface Favourites {
  /** Ids of what can be added, in the order in which they were chosen. */
  readonly ids: readonly string[];
}

/** What people keep at hand in the palette, on this machine. */
export const useFavourites = create<Favourites>()(persist((): Favourites => ({ ids: [] }), { name: 'netloom.favourites' }));

export function toggleFavourite(id: string): void {
  useFavourites.setState(({ ids }) => ({ ids: ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id] }));
}

/** The favourites among the choices, in the order in which they became so. */
export function favouritesOf<T extends Pick<LayerChoice, 'id'>>(choices: readonly T[], ids: readonly string[]): readonly T[] {
  return ids.flatMap((id) => choices.find((choice) => choice.id === id) ?? []);
}
