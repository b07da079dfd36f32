import { create } from 'zustand';
import { persist } from 'zustand/middleware';

interface Keymap {
  /** By a command's id: its shortcuts in place of those it comes with; none where the list is empty. */
  readonly chosen: Readonly<Record<string, readonly string[]>>;
}

/** The shortcuts that people chose themselves, on this machine. */
export const useKeymap = create<Keymap>()(persist((): Keymap => ({ chosen: {} }), { name: 'netloom.keymap' }));

/** Gives a command this shortcut alone; those that had it lose it. `others` are all commands with their shortcuts as they are now. */
export function rebind(
  id: string,
  shortcut: string,
  others: readonly { readonly id: string; readonly shortcuts: readonly string[] }[],
): void {
  const same = shortcut.toLowerCase();
  const robbed = others.filter((other) => other.id !== id && other.shortcuts.some((own) => own.toLowerCase() === same));
  const left = robbed.map((other) => [other.id, other.shortcuts.filter((own) => own.toLowerCase() !== same)] as const);
  useKeymap.setState(({ chosen }) => ({ chosen: { ...chosen, ...Object.fromEntries(left), [id]: [shortcut] } }));
}

/** Leaves the command without a shortcut. */
export function unbind(id: string): void {
  useKeymap.setState(({ chosen }) => ({ chosen: { ...chosen, [id]: [] } }));
}

/** Gives a command, or all of them, the shortcuts back that they come with. */
export function resetKeys(id?: string): void {
  useKeymap.setState(({ chosen }) => ({
    chosen: id === undefined ? {} : Object.fromEntries(Object.entries(chosen).filter(([key]) => key !== id)),
  }));
}

/** True where people chose the command's keys themselves. */
export function isRebound(id: string): boolean {
  return id in useKeymap.getState().chosen;
}
