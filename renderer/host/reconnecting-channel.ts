import { EngineError } from '../../engine/graph/errors.ts';
import { t } from '../language/text.ts';
import type { Channel } from '../../host/protocol.ts';
import type { Transport } from './transport.ts';

export type ConnectionState = 'connecting' | 'connected' | 'lost';

export interface ReconnectingOptions {
  /** Rejects with the code `connection-refused` where trying again is of no use. */
  readonly open: () => Promise<Transport>;
  readonly onState: (state: ConnectionState, reason?: EngineError) => void;
  /** Milliseconds before the attempt of this number, from 1. */
  readonly delay?: (attempt: number) => number;
}

/** A channel over transports that come and go. What is posted while there is none is sent when the next one is open. */
export class ReconnectingChannel implements Channel {
  readonly #options: ReconnectingOptions;
  readonly #queue: Uint8Array<ArrayBuffer>[] = [];
  #transport: Transport | undefined;
  #refusal: EngineError | undefined;
  #receive: (message: Uint8Array) => void = () => {};

  constructor(options: ReconnectingOptions) {
    this.#options = options;
  }

  post(message: Uint8Array<ArrayBuffer>): void {
    if (this.#refusal) throw this.#refusal;
    if (this.#transport) this.#transport.post(message);
    else this.#queue.push(message);
  }

  listen(receive: (message: Uint8Array) => void): void {
    this.#receive = receive;
  }

  /** Keeps a transport open until one is refused. */
  async run(): Promise<void> {
    this.#options.onState('connecting');
    for (let attempt = 1; ; attempt += 1) {
      try {
        const transport = await this.#options.open();
        attempt = 0;
        await this.#follow(transport);
      } catch (error) {
        if (isRefusal(error)) return this.#giveUp(error);
      }
      await new Promise((resolve) => setTimeout(resolve, (this.#options.delay ?? backoff)(attempt + 1)));
    }
  }

  async #follow(transport: Transport): Promise<void> {
    transport.listen((message) => this.#receive(message));
    this.#transport = transport;
    for (const message of this.#queue.splice(0)) transport.post(message);
    this.#options.onState('connected');
    await transport.closed;
    this.#transport = undefined;
    this.#options.onState('lost', new EngineError('connection-lost', t('The connection to Netloom was lost. It is being made again.')));
  }

  #giveUp(reason: EngineError): void {
    this.#refusal = reason;
    this.#queue.splice(0);
    this.#options.onState('lost', reason);
  }
}

/** 0.25 s, doubled with each attempt, at most 5 s. */
function backoff(attempt: number): number {
  return Math.min(250 * 2 ** (attempt - 1), 5000);
}

function isRefusal(error: unknown): error is EngineError {
  return error instanceof EngineError && error.code === 'connection-refused';
}
