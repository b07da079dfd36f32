import { z } from 'zod';
import { type ProjectModule, projectSchema } from '../../engine/project/schema.ts';
import { create } from 'zustand';
import { t } from '../language/text.ts';

/** A module that is kept for other projects, with the modules that stand in it; itself first. */
export interface KeptModule {
  readonly modules: readonly ProjectModule[];
}

const KEY = 'netloom.modules';
const keptSchema = z.array(z.strictObject({ modules: projectSchema.shape.modules.unwrap().min(1) })).max(1000);

/** The modules that this person keeps, on this machine. */
export const useLibrary = create<{ readonly kept: readonly KeptModule[] }>()(() => ({ kept: stored() }));

/** Keeps a module; one of the same name gives way. */
export function keepModule(modules: readonly ProjectModule[]): void {
  const [first] = modules;
  if (first === undefined) return;
  write([...useLibrary.getState().kept.filter(({ modules: [own] }) => own?.name !== first.name), { modules }]);
}

/** Calls a kept module something else, or says why not: it has to be called something, and not as another one is called already. */
export function renameKept(former: string, name: string): string | undefined {
  const { kept } = useLibrary.getState();
  const free = name.trim();
  if (free === former) return undefined;
  if (free === '') return t('A module needs a name.');
  if (kept.some(({ modules: [own] }) => own?.name === free))
    return t('The library has a module “{name}” already. Choose another name.', { name: free });
  write(
    kept.map((entry) => {
      const [own, ...parts] = entry.modules;
      return own?.name === former ? { modules: [{ ...own, name: free }, ...parts] } : entry;
    }),
  );
  return undefined;
}

export function forgetModule(name: string): void {
  write(useLibrary.getState().kept.filter(({ modules: [own] }) => own?.name !== name));
}

function write(kept: readonly KeptModule[]): void {
  useLibrary.setState({ kept });
  try {
    localStorage.setItem(KEY, JSON.stringify(kept));
  } catch {
    // Where nothing can be stored, the library lasts as long as the window.
  }
}

function stored(): readonly KeptModule[] {
  try {
    const parsed = keptSchema.safeParse(JSON.parse(localStorage.getItem(KEY) ?? '[]'));
    return parsed.success ? parsed.data : [];
  } catch {
    return [];
  }
}
