/** So many asks are under way at once: a dataset is read whole for its first samples, and opening a project shall not wait for all of them. */
const AT_ONCE = 2;

const waiting: (() => Promise<void>)[] = [];
let running = 0;

/** What `ask` gives, asked for when earlier asks have left a place; undefined, and nothing asked for, where it isn't wanted any more by then. */
export function askInTurn<T>(ask: () => Promise<T>, isWanted: () => boolean): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    waiting.push(() => (isWanted() ? ask() : Promise.resolve(undefined)).then(resolve, reject));
    queueMicrotask(fill);
  });
}

function fill(): void {
  while (running < AT_ONCE) {
    const next = waiting.shift();
    if (next === undefined) return;
    running += 1;
    void next().finally(() => {
      running -= 1;
      fill();
    });
  }
}
