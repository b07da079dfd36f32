/** Taller than any browser's greatest element. */
const PROBE = 50_000_000;
const SAFE = 0.9;

let tallest: number | undefined;

/** How many rows of a height one scrolled page can have: browsers clamp the height of elements, each at another one. */
export function rowsPerPage(rowHeight: number): number {
  tallest ??= probe();
  return Math.max(1000, Math.floor((SAFE * tallest) / rowHeight));
}

function probe(): number {
  const element = document.createElement('div');
  element.style.cssText = `position:absolute;visibility:hidden;width:1px;height:${PROBE}px`;
  const frame = document.createElement('div');
  frame.style.cssText = 'position:absolute;overflow:hidden;width:1px;height:1px';
  frame.append(element);
  document.body.append(frame);
  const height = element.getBoundingClientRect().height;
  frame.remove();
  return height > 0 ? height : PROBE;
}
