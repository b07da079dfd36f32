import { isInstance, moduleIdOf } from '../../engine/modules/instance-layer.ts';
import { showNodes } from './view.ts';
import { findNode } from '../document/document.ts';
import { type Level, placeOf } from '../document/level.ts';
import { useDocument } from '../document/store.ts';

/** Puts a level on the canvas, all of it in view, with a node selected. */
export function openLevel(level: Level, selected?: string): void {
  useDocument.getState().openLevel(level, selected === undefined ? {} : { nodes: [selected] });
  requestAnimationFrame(() => requestAnimationFrame(() => showNodes()));
}

/** Opens the module that a node on the canvas stands for; false where it stands for none. */
export function openModule(id: string | undefined): boolean {
  const { project, whole, level } = useDocument.getState();
  const node = id === undefined ? undefined : findNode(project, id);
  if (node === undefined || !isInstance(node)) return false;
  const module = moduleIdOf(node);
  if (whole.modules?.some((known) => known.id === module) !== true) return false;
  openLevel([...level, { node: node.id, module }]);
  return true;
}

/** Goes back to where the open module is used. */
export function leaveModule(): void {
  const { level } = useDocument.getState();
  openLevel(level.slice(0, -1), level.at(-1)?.node);
}

/** Opens the drawing in which a node of the whole network is; gives its id there. */
export function openAt(id: string): string {
  const { whole, level } = useDocument.getState();
  const place = placeOf(whole, id);
  const same =
    place.level.length === level.length && place.level.every(({ node, module }, k) => level[k].node === node && level[k].module === module);
  if (!same) useDocument.getState().openLevel(place.level);
  return place.node;
}
