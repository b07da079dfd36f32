import { useSyncExternalStore } from 'react';
import { type Appearance, type Density, type Motion, useSettings } from '../window/settings.ts';

/** How the window looks now: what was chosen, and where that is left to the system, what the system wants. */
export interface Look {
  readonly scheme: 'light' | 'dark';
  readonly contrast: boolean;
  readonly density: Density;
  readonly reducedMotion: boolean;
}

interface SystemWishes {
  readonly dark: boolean;
  readonly contrast: boolean;
  readonly reducedMotion: boolean;
}

const queries = {
  dark: '(prefers-color-scheme: dark)',
  contrast: '(prefers-contrast: more)',
  reducedMotion: '(prefers-reduced-motion: reduce)',
} as const satisfies Readonly<Record<keyof SystemWishes, string>>;

export function lookOf(
  chosen: { readonly appearance: Appearance; readonly density: Density; readonly motion: Motion },
  system: SystemWishes,
): Look {
  const { appearance, density, motion } = chosen;
  const bySystem = appearance === 'system';
  return {
    scheme: (bySystem ? system.dark : appearance === 'dark' || appearance === 'contrast-dark') ? 'dark' : 'light',
    contrast: bySystem ? system.contrast : appearance === 'contrast-light' || appearance === 'contrast-dark',
    density,
    reducedMotion: motion === 'reduced' || system.reducedMotion,
  };
}

let current: Look = { scheme: 'light', contrast: false, density: 'comfortable', reducedMotion: false };

/** The look of the window, set on its root for the tokens; drawn anew when it changes. */
export function useLook(): Look {
  return useSyncExternalStore(follow, () => current);
}

/** True where things should appear in their place at once. */
export function reducedMotion(): boolean {
  return current.reducedMotion;
}

/** Sets the look on the page's root, where the tokens read it: before the first drawing, and at each change. */
export function applyLook(): void {
  const next = lookOf(useSettings.getState(), systemWishes());
  const changed = (Object.keys(next) as (keyof Look)[]).some((key) => next[key] !== current[key]);
  if (changed) current = next;
  const { dataset } = document.documentElement;
  dataset.mantineColorScheme = next.scheme;
  dataset.contrast = next.contrast ? 'more' : 'normal';
  dataset.density = next.density;
  dataset.motion = next.reducedMotion ? 'reduced' : 'full';
}

function systemWishes(): SystemWishes {
  const wants = (query: string) => window.matchMedia(query).matches;
  return { dark: wants(queries.dark), contrast: wants(queries.contrast), reducedMotion: wants(queries.reducedMotion) };
}

function follow(listener: () => void): () => void {
  const onChange = () => {
    applyLook();
    listener();
  };
  const lists = Object.values(queries).map((query) => window.matchMedia(query));
  lists.forEach((list) => list.addEventListener('change', onChange));
  const leave = useSettings.subscribe(onChange);
  return () => {
    lists.forEach((list) => list.removeEventListener('change', onChange));
    leave();
  };
}
