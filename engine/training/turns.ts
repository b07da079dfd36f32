import type { RunControl } from './control.ts';
import type { Reporter } from './reporter.ts';
import type { Stopwatch } from './stopwatch.ts';

export interface TurnsOptions {
  readonly commands: RunControl;
  readonly reporter: Reporter;
  readonly stopwatch: Stopwatch;
  /** Lets messages arrive. */
  readonly yieldToMessages: () => Promise<void>;
  /** Does what was asked for beside pausing and stopping. */
  readonly obey: () => Promise<void>;
}

/** What happens between two steps: commands arrive and are obeyed, and a paused run waits. */
export class Turns {
  private readonly options: TurnsOptions;

  constructor(options: TurnsOptions) {
    this.options = options;
  }

  /** Resolves when work may go on; false where the run is to stop. */
  async next(): Promise<boolean> {
    const { commands, yieldToMessages, obey } = this.options;
    await yieldToMessages();
    await obey();
    if (commands.mayWork || commands.stopping) return !commands.stopping;
    return this.pause();
  }

  private async pause(): Promise<boolean> {
    const { commands, reporter, stopwatch, obey } = this.options;
    stopwatch.pause();
    reporter.state('paused');
    while (!commands.mayWork && !commands.stopping) {
      await commands.nextCommand();
      await obey();
    }
    stopwatch.start();
    if (!commands.paused && !commands.stopping) reporter.state('running');
    return !commands.stopping;
  }
}
