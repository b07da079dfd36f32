const PREFIX = 'netloom.window.';

/** This window, as others know it; a reload is another one. */
export const WINDOW: string = crypto.randomUUID();

/** Shows other windows that this one is there: the browser gives the lock back when the page goes, however it goes. */
export function beAlive(): void {
  void locks()?.request(`${PREFIX}${WINDOW}`, () => new Promise(() => {}));
}

/** The windows of this browser that are open. */
export async function livingWindows(): Promise<ReadonlySet<string>> {
  const { held = [] } = (await locks()?.query()) ?? {};
  return new Set([WINDOW, ...held.map(({ name = '' }) => name.slice(PREFIX.length))]);
}

/** There where the page's origin is trusted, as loopback and the desktop's own are. */
function locks(): LockManager | null | undefined {
  return navigator.locks;
}
