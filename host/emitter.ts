/** Listeners by event name; a listener that throws doesn't keep the others from hearing. */
export class Emitter<Events extends { [Name in keyof Events]: (...values: never[]) => void }> {
  readonly #listeners: { [Name in keyof Events]?: Set<Events[Name]> } = {};
  readonly #onFault: (error: unknown) => void;

  constructor(onFault: (error: unknown) => void) {
    this.#onFault = onFault;
  }

  /** Returns the function that ends the subscription. */
  on<Name extends keyof Events>(name: Name, listener: Events[Name]): () => void {
    const listeners = (this.#listeners[name] ??= new Set<Events[Name]>());
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  emit<Name extends keyof Events>(name: Name, ...values: Parameters<Events[Name]>): void {
    for (const listener of this.#listeners[name] ?? []) {
      try {
        listener(...values);
      } catch (error) {
        this.#onFault(error);
      }
    }
  }
}
