import { create } from 'zustand';
import { persist } from 'zustand/middleware';

interface Settings {
  /** Threads that a run uses; undefined leaves it to the host. */
  readonly threads: number | undefined;
}

/** Choices of this machine, not of a project. */
export const useSettings = create<Settings>()(persist((): Settings => ({ threads: undefined }), { name: 'netloom.settings' }));
