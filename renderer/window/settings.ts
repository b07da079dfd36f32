import { create } from 'zustand';
import { persist } from 'zustand/middleware';

export type Appearance = 'system' | 'light' | 'dark' | 'contrast-light' | 'contrast-dark';
export type Density = 'comfortable' | 'compact';
export type Motion = 'system' | 'reduced';

interface Settings {
  readonly appearance: Appearance;
  readonly density: Density;
  readonly motion: Motion;
  /** Threads that a run uses; undefined leaves it to the host. */
  readonly threads: number | undefined;
}

/** Choices of this machine, not of a project. */
export const useSettings = create<Settings>()(
  persist((): Settings => ({ appearance: 'system', density: 'comfortable', motion: 'system', threads: undefined }), {
    name: 'netloom.settings',
  }),
);
