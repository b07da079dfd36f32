/** Value of a design token (`--line`) as the page resolves it now: for canvases, which can't read variables. */
export function token(name: `--${string}`): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}
