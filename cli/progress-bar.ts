import type { RunProgress } from '../engine/training/events.ts';
import type { Streams } from './output.ts';

const WIDTH = 24;

/** One line on a terminal's standard error that is written over as training goes on; nothing elsewhere. */
export class ProgressBar {
  readonly #stream: Streams['stderr'] | undefined;
  #shown = false;

  constructor({ stderr }: Streams) {
    this.#stream = stderr.isTTY ? stderr : undefined;
  }

  show(progress: RunProgress, loss: number | undefined): void {
    const columns = this.#stream?.columns ?? 80;
    this.#stream?.write(`\r\u001b[K${progressLine(progress, loss).slice(0, columns - 1)}`);
    this.#shown = true;
  }

  /** Makes room for a line of text. */
  clear(): void {
    if (this.#shown) this.#stream?.write('\r\u001b[K');
    this.#shown = false;
  }
}

/** One line on a terminal's standard error with a count that grows; nothing elsewhere. */
export class CountLine {
  readonly #stream: Streams['stderr'] | undefined;
  #shown = false;
  #percent = -1;

  constructor({ stderr }: Streams) {
    this.#stream = stderr.isTTY ? stderr : undefined;
  }

  show(what: string, count: number, total: number | undefined): void {
    const percent = total === undefined ? count : Math.floor((100 * count) / Math.max(1, total));
    if (percent === this.#percent) return;
    this.#percent = percent;
    this.#shown = true;
    this.#stream?.write(`\r\u001b[K${count} ${total === undefined ? '' : `of ${total} `}${what}`);
  }

  clear(): void {
    if (this.#shown) this.#stream?.write('\r\u001b[K');
    this.#shown = false;
  }
}

export function progressLine({ epoch, epochs, step, stepsPerEpoch, secondsLeft }: RunProgress, loss: number | undefined): string {
  const share = Math.min(step / (epochs * stepsPerEpoch), 1);
  const filled = Math.round(share * WIDTH);
  const left = secondsLeft === undefined ? '' : `  ${duration(secondsLeft)} left`;
  const shown = loss === undefined ? '' : `  loss ${loss.toFixed(4)}`;
  return `${'█'.repeat(filled)}${'░'.repeat(WIDTH - filled)} ${String(Math.floor(share * 100)).padStart(3)} %  epoch ${epoch}/${epochs}${shown}${left}`;
}

function duration(seconds: number): string {
  const whole = Math.ceil(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
