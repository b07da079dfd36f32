import { isInstance, moduleIdOf } from '../../engine/modules/instance-layer.ts';
import { showNodes } from './view.ts';
import { findNode } from '../document/document.ts';
import { type Level, placeOf } from '../document/level.ts';
import { useDocument } from '../document/store.ts';

/** Puts a level on the canvas, all of it in view, with a node selected; where what is in view stays the same drawing, it stays where it is. */
export function openLevel(level: Level, selected?: string): void {
  const { level: former, openLevel: open } = useDocument.getState();
  open(level, selected === undefined ? {} : { nodes: [selected] });
  if (isSamePicture(former, level)) return;
  requestAnimationFrame(() => requestAnimationFrame(() => showNodes()));
}

/** One of the levels is reached from the other through modules that stand open in place. */
function isSamePicture(former: Level, level: Level): boolean {
  const [shorter, longer] = former.length < level.length ? [former, level] : [level, former];
  const isWithin = shorter.every(({ node, module }, depth) => longer[depth].node === node && longer[depth].module === module);
  return isWithin && longer.slice(shorter.length).every(({ inPlace }) => inPlace === true);
}

/** Opens the module that a node on the canvas stands for; false where it stands for none. */
export function openModule(id: string | undefined): boolean {
  return open(id, useDocument.getState().level.at(-1)?.inPlace === true);
}

/** Opens it where it stands: as a frame in the drawing, which makes room. */
export function openInPlace(id: string | undefined): boolean {
  return open(id, true);
}

function open(id: string | undefined, inPlace: boolean): boolean {
  const { project, whole, level } = useDocument.getState();
  const node = id === undefined ? undefined : findNode(project, id);
  if (node === undefined || !isInstance(node)) return false;
  const module = moduleIdOf(node);
  if (whole.modules?.some((known) => known.id === module) !== true) return false;
  openLevel([...level, { node: node.id, module, ...(inPlace && { inPlace }) }]);
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
