import { IconArrowBarLeft, IconArrowBarRight } from '@tabler/icons-react';
import { currentNode, focusCanvas, focusNode } from '../canvas/canvas-focus.ts';
import type { Command } from '../commands/registry.ts';

const REGIONS = '[data-region], .dv-groupview';
const CONTROLS = 'button, input:not([type="hidden"]), select, textarea, a[href], [tabindex]';

/** Of each region that was left: what had the focus there. */
const left = new WeakMap<HTMLElement, HTMLElement>();

/** From one part of the window to the next: bars, panels, the canvas. Dialogs keep the focus. */
export const regionCommands: readonly Command[] = [
  {
    id: 'view.next-region',
    label: 'Go to the next part of the window',
    group: 'view',
    icon: IconArrowBarRight,
    shortcut: 'F6',
    inFields: true,
    keywords: ['focus', 'region', 'panel', 'pane'],
    when: canMove,
    run: () => moveOn(1),
  },
  {
    id: 'view.previous-region',
    label: 'Go to the part of the window before',
    group: 'view',
    icon: IconArrowBarLeft,
    shortcut: 'Shift+F6',
    inFields: true,
    keywords: ['focus', 'region', 'panel', 'pane'],
    when: canMove,
    run: () => moveOn(-1),
  },
];

interface Box {
  readonly top: number;
  readonly left: number;
}

/** Negative where the first comes before the second: from top to bottom, and from left to right. Edges that differ by a border lie alike. */
export function inReadingOrder(a: Box, b: Box): number {
  return Math.abs(a.top - b.top) > 4 ? a.top - b.top : a.left - b.left;
}

function canMove(): boolean {
  return ![...document.querySelectorAll('[aria-modal="true"]')].some(isSeen) && regions().length > 1;
}

function regions(): readonly HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(REGIONS)]
    .filter((region) => isSeen(region) && region.closest('[inert]') === null)
    .toSorted((a, b) => inReadingOrder(a.getBoundingClientRect(), b.getBoundingClientRect()));
}

function moveOn(by: 1 | -1): void {
  const all = regions();
  const active = document.activeElement;
  const from = all.findIndex((region) => region.contains(active));
  if (from >= 0 && active instanceof HTMLElement) left.set(all[from], active);
  const start = from >= 0 || by === 1 ? from : 0;
  for (let steps = 1; steps <= all.length; steps += 1) {
    const region = all[(start + by * steps + 2 * all.length) % all.length];
    enter(region);
    if (region.contains(document.activeElement)) return;
  }
}

/** What had the focus there, else the canvas, else the first control of what the region shows, else the region as a whole. */
function enter(region: HTMLElement): void {
  const former = left.get(region);
  if (former !== undefined && region.contains(former) && isReachable(former)) return former.focus();
  if (region.querySelector('[data-canvas]') !== null) return enterCanvas();
  const parts = [region.querySelector('.dv-content-container'), region];
  const control = parts.flatMap((part) => [...(part?.querySelectorAll<HTMLElement>(CONTROLS) ?? [])]).find(isReachable);
  if (control !== undefined) return control.focus();
  region.tabIndex = -1;
  region.focus();
}

function enterCanvas(): void {
  const node = currentNode();
  if (node === undefined) focusCanvas();
  else focusNode(node);
}

function isReachable(control: HTMLElement): boolean {
  return control.tabIndex >= 0 && !control.matches(':disabled') && isSeen(control);
}

function isSeen(element: Element): boolean {
  return element.checkVisibility({ visibilityProperty: true });
}
