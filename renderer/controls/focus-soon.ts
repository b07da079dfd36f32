const CLOSING_MS = 200;
const FRAMES = 60;

/** Brings the first control inside of the element into view and gives it the focus, as soon as there is one and dialogs have closed. */
export function focusSoon(selector: string): void {
  setTimeout(() => tryFocus(selector, FRAMES), CLOSING_MS);
}

function tryFocus(selector: string, frames: number): void {
  const found = [...document.querySelectorAll(selector)].find((element) => element.checkVisibility({ visibilityProperty: true }));
  const control = found?.querySelector<HTMLElement>('input:not([type="hidden"]), button, select, textarea');
  if (control) {
    control.scrollIntoView({ block: 'center' });
    control.focus({ preventScroll: true });
  } else if (frames > 0) {
    requestAnimationFrame(() => tryFocus(selector, frames - 1));
  }
}
