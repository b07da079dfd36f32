import { isInstance, moduleIdOf } from '../../engine/modules/instance-layer.ts';
import type { Project, ProjectNode } from '../../engine/project/schema.ts';
import { findNode, nodeName } from './document.ts';
import { moduleDrawing } from './module-drawing.ts';

/** A module that is open on the canvas, the way to it from the network. */
export interface OpenModule {
  /** The node that was opened, by its id in the drawing before; absent for a module that was opened by itself. */
  readonly node?: string;
  readonly module: string;
  /** It stands open in the drawing around it, which stays in view. */
  readonly inPlace?: true;
  /** Where the ids begin of the copy whose shapes are shown, if one was chosen. */
  readonly shown?: string;
}

/** Modules opened one within the other; none where the network itself is on the canvas. */
export type Level = readonly OpenModule[];

/** The level as far as it is still there. */
export function existingLevel(whole: Project, level: Level): Level {
  const kept: OpenModule[] = [];
  for (const open of level) {
    const drawing = drawnAt(whole, kept);
    const node = open.node === undefined ? undefined : findNode(drawing, open.node);
    const leads = open.node === undefined || (node !== undefined && isInstance(node) && moduleIdOf(node) === open.module);
    if (!leads || moduleDrawing(whole, open.module) === undefined) break;
    kept.push(open);
  }
  return kept.length === level.length ? level : kept;
}

/** What is drawn on a level. */
export function drawnAt(whole: Project, level: Level): Project {
  const open = level.at(-1);
  return open === undefined ? whole : (moduleDrawing(whole, open.module) ?? whole);
}

/** The names of what is open, the network's first. */
export function levelNames(whole: Project, level: Level): readonly string[] {
  return [
    whole.name,
    ...level.map(({ node, module }, depth) => {
      const name = whole.modules?.find(({ id }) => id === module)?.name ?? module;
      const own = node === undefined ? undefined : findNode(drawnAt(whole, level.slice(0, depth)), node);
      return own === undefined || own.name === undefined || own.name === '' || own.name === name ? name : `${nodeName(own)} · ${name}`;
    }),
  ];
}

/** The level in which a node of the whole network is drawn, and its id there: what has to be opened to see it. */
export function placeOf(whole: Project, id: string): { readonly level: Level; readonly node: string } {
  const level: OpenModule[] = [];
  let rest = id;
  for (;;) {
    const drawing = drawnAt(whole, level);
    if (findNode(drawing, rest) !== undefined) return { level, node: rest };
    const slash = [...rest.matchAll(/\//g)].map(({ index }) => index).find((at) => instanceAt(drawing, rest.slice(0, at)) !== undefined);
    const instance = slash === undefined ? undefined : instanceAt(drawing, rest.slice(0, slash));
    if (slash === undefined || instance === undefined || moduleDrawing(whole, moduleIdOf(instance)) === undefined)
      return { level, node: rest };
    level.push({ node: instance.id, module: moduleIdOf(instance) });
    rest = rest.slice(slash + 1);
  }
}

function instanceAt(drawing: Project, id: string): ProjectNode | undefined {
  const node = findNode(drawing, id) ?? findNode(drawing, id.replace(/\[\d+\]$/, ''));
  return node !== undefined && isInstance(node) ? node : undefined;
}
