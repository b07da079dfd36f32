import type { Analysis } from '../../engine/compile/analysis.ts';
import type { TensorType } from '../../engine/graph/types.ts';
import { isInstance, moduleIdOf } from '../../engine/modules/instance-layer.ts';
import type { Project, ProjectModule, ProjectNode } from '../../engine/project/schema.ts';
import { nodeName } from './document.ts';
import { layerWithin } from './inner-layers.ts';
import type { Level } from './level.ts';

/** A place of the whole network in which a module stands. */
export interface ModuleCopy {
  /** Where the ids of its layers begin in the whole network. */
  readonly prefix: string;
  /** The way to it: `Encoder / block`. */
  readonly name: string;
  /** What comes to its inputs, as far as that is known. */
  readonly inputs: readonly TensorType[];
  /** Something comes to it, or nothing has to. */
  readonly fed: boolean;
}

/** Whose shapes a level shows. */
export interface Shown {
  /** Undefined where the module stands nowhere in the network. */
  readonly prefix: string | undefined;
  /** It is the copy that was opened. */
  readonly own: boolean;
  /** Something comes to it. */
  readonly fed: boolean;
}

/** More copies than these nobody chooses from; more nodes than these aren't looked through for them. */
const [MOST_COPIES, MOST_VISITS] = [64, 20_000];

const known = new WeakMap<Analysis, Map<string, readonly ModuleCopy[]>>();

/** The copies of a module in the whole network, in the order of its drawing; of a repeated one the first of the chain. */
export function copiesOf(analysis: Analysis, project: Project, module: string): readonly ModuleCopy[] {
  const former = known.get(analysis)?.get(module);
  if (former !== undefined) return former;
  const drawing = project.modules?.find(({ id }) => id === module);
  const copies = drawing === undefined ? [] : new Search(analysis, project, drawing).copies();
  known.set(analysis, (known.get(analysis) ?? new Map<string, readonly ModuleCopy[]>()).set(module, copies));
  return copies;
}

class Search {
  private readonly analysis: Analysis;
  private readonly modules: ReadonlyMap<string, ProjectModule>;
  private readonly network: readonly ProjectNode[];
  private readonly wanted: ProjectModule;
  private readonly found: ModuleCopy[] = [];
  private visits = 0;

  constructor(analysis: Analysis, { nodes, modules = [] }: Project, wanted: ProjectModule) {
    this.analysis = analysis;
    this.modules = new Map(modules.map((module) => [module.id, module]));
    this.network = nodes;
    this.wanted = wanted;
  }

  copies(): readonly ModuleCopy[] {
    this.within(this.network, '', [], []);
    return this.found;
  }

  private within(nodes: readonly ProjectNode[], prefix: string, names: readonly string[], open: readonly string[]): void {
    for (const node of nodes) {
      if (this.found.length >= MOST_COPIES || (this.visits += 1) > MOST_VISITS) return;
      const module = isInstance(node) ? this.modules.get(moduleIdOf(node)) : undefined;
      if (module === undefined || open.includes(module.id)) continue;
      const inner = innerPrefix(this.analysis, prefix, node.id);
      const way = [...names, nodeName(node)];
      if (module === this.wanted) this.found.push(copyAt(this.analysis, module, inner, way.join(' / ')));
      else this.within(module.nodes, inner, way, [...open, module.id]);
    }
  }
}

function copyAt(analysis: Analysis, module: ProjectModule, prefix: string, name: string): ModuleCopy {
  const instance = analysis.instances?.get(prefix.slice(0, -1).replace(/\[1\]$/, ''));
  const ports = module.nodes.filter(({ type }) => type === 'ModuleInput');
  const inputs = ports.flatMap(({ id }) => instance?.ports.get(id) ?? layerWithin(analysis, prefix, id)?.outputs[0] ?? []);
  return { prefix, name, inputs, fed: inputs.length > 0 || ports.length === 0 };
}

function innerPrefix(analysis: Analysis, prefix: string, node: string): string {
  const id = `${prefix}${node}`;
  return analysis.instances?.get(id)?.prefixes[0] ?? `${id}/`;
}

const shownOf = new WeakMap<Level, { readonly analysis: Analysis; readonly project: Project; readonly shown: Shown }>();
const network: Shown = { prefix: '', own: true, fed: true };

/** The copy of an open module whose shapes are shown: the chosen one, else the one that was opened, else, where nothing comes to that, another. */
export function shownCopy(analysis: Analysis, project: Project, level: Level): Shown {
  const open = level.at(-1);
  if (open === undefined) return network;
  const former = shownOf.get(level);
  if (former?.analysis === analysis && former.project === project) return former.shown;
  const outer = prefixOf(analysis, project, level.slice(0, -1));
  const own = open.node === undefined || outer === undefined ? undefined : innerPrefix(analysis, outer, open.node);
  const shown = chosenCopy(copiesOf(analysis, project, open.module), own, open.shown);
  shownOf.set(level, { analysis, project, shown });
  return shown;
}

function chosenCopy(copies: readonly ModuleCopy[], own: string | undefined, chosen: string | undefined): Shown {
  const wanted = copies.find(({ prefix }) => prefix === chosen);
  const opened = copies.find(({ prefix }) => prefix === own);
  const copy = wanted ?? (opened?.fed === true ? opened : (copies.find(({ fed }) => fed) ?? opened ?? copies[0]));
  // A copy deeper than those that were looked through is shown as it is.
  if (copy === undefined || (opened === undefined && own !== undefined && wanted === undefined))
    return { prefix: own, own: true, fed: own !== undefined };
  return { prefix: copy.prefix, own: copy.prefix === own, fed: copy.fed };
}

/** Where the ids of a level's nodes begin in the whole network; `undefined` where the module stands nowhere in it. */
export function prefixOf(analysis: Analysis, project: Project, level: Level): string | undefined {
  return level.length === 0 ? '' : shownCopy(analysis, project, level).prefix;
}
