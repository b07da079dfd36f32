import type { Entry } from './body.ts';
import type { TorchHelper } from './definition.ts';

export const shareParameters: TorchHelper = {
  name: 'share_parameters',
  code: `
def share_parameters(module: nn.Module, source: nn.Module) -> None:
    """Gives a module the trained parameters of another one; all else stays its own."""
    for name, parameter in list(module.named_parameters(remove_duplicate=False)):
        if parameter.requires_grad:
            path, _, entry = name.rpartition(".")
            setattr(module.get_submodule(path), entry, source.get_parameter(name))
`,
};

/** A part of the network that uses the parameters of another one: `self.second`, `self.first`. */
export interface SharedPart {
  readonly part: string;
  readonly source: string;
}

const keyOf = ({ path, from, by }: Entry): string => JSON.stringify([path.split('.').at(-1), from, by]);

/** The largest parts all of whose trained entries are filled with the same weights as those of a part before it. */
export function sharedParts(entries: readonly Entry[]): readonly SharedPart[] {
  const trained = entries.filter(({ isRunning, from }) => isRunning !== true && from.length > 0);
  const first = new Map<string, string>();
  const sources = new Map<string, string>();
  for (const entry of trained) {
    const source = first.get(keyOf(entry));
    if (source === undefined) first.set(keyOf(entry), entry.path);
    else if (parentOf(source) !== parentOf(entry.path)) sources.set(entry.path, source);
  }
  const parts = new Map<string, string>();
  for (const [path, source] of sources) {
    if ([...parts.keys()].some((part) => path.startsWith(`${part}.`))) continue;
    const [part, of] = largest(path, source, trained, sources);
    parts.set(part, of);
  }
  return [...parts].map(([part, source]) => ({ part: expressionOf(part), source: expressionOf(source) }));
}

const parentOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('.')));

/** Goes up from two entries as long as everything below is shared alike. */
function largest(path: string, source: string, trained: readonly Entry[], sources: ReadonlyMap<string, string>): [string, string] {
  let found: [string, string] = [parentOf(path), parentOf(source)];
  for (;;) {
    const [part, of] = [parentOf(found[0]), parentOf(found[1])];
    const isSame = found[0].slice(part.length) === found[1].slice(of.length);
    const below = trained.filter((entry) => entry.path.startsWith(`${part}.`));
    const isShared = below.every((entry) => sources.get(entry.path) === `${of}${entry.path.slice(part.length)}`);
    if (part === '' || of === '' || !isSame || !isShared) return found;
    found = [part, of];
  }
}

/** `self.blocks[1].conv` of the path `blocks.1.conv`. */
function expressionOf(path: string): string {
  return path.split('.').reduce((code, name) => (/^\d+$/u.test(name) ? `${code}[${name}]` : `${code}.${name}`), 'self');
}
