import { isInstance, moduleIdOf, type Modules } from './instance-layer.ts';

/** The ids of modules that contain themselves, in some depth: nobody could draw them to the end. */
export function selfContaining(modules: Modules): ReadonlySet<string> {
  const parts = new Map([...modules].map(([id, { nodes }]) => [id, partsOf(nodes)]));
  return new Set([...modules.keys()].filter((id) => reaches(parts, id)));
}

/** Whether a module would contain itself if an instance of `part` stood in it. */
export function wouldContainItself(modules: Modules, module: string, part: string): boolean {
  const parts = new Map([...modules].map(([id, { nodes }]) => [id, partsOf(nodes)]));
  parts.set(module, [...(parts.get(module) ?? []), part]);
  return reaches(parts, module);
}

function partsOf(nodes: readonly { readonly type: string; readonly parameters: Readonly<Record<string, unknown>> }[]): readonly string[] {
  return nodes.filter(isInstance).map(moduleIdOf);
}

function reaches(parts: ReadonlyMap<string, readonly string[]>, start: string): boolean {
  const seen = new Set<string>();
  const open = [...(parts.get(start) ?? [])];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (id === start) return true;
    if (seen.has(id)) continue;
    seen.add(id);
    open.push(...(parts.get(id) ?? []));
  }
  return false;
}
