/** One connection to the host while it lasts. */
export interface Transport {
  post(message: Uint8Array<ArrayBuffer>): void;
  /** Called once, before any message can arrive. */
  listen(receive: (message: Uint8Array) => void): void;
  /** Resolves when the connection is gone. */
  readonly closed: Promise<void>;
}
