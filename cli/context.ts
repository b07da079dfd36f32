import type { DatasetFolders } from '../engine/runtime/datasets.ts';
import type { EngineClient } from '../engine/runtime/engine-api.ts';
import { defaultThreads } from '../host/host.ts';
import { createProgramEngine, type Program } from '../host/program.ts';
import { ownDatasetsIn, workspaceHome } from '../host/workspace.ts';
import { InputError } from './exit.ts';
import type { Output } from './output.ts';

/** What every command works with. */
export interface CommandContext {
  readonly program: Program;
  readonly output: Output;
  /** Aborted by Ctrl-C. */
  readonly interrupted: AbortSignal;
}

/** Runs `action` with an engine process that ends with it. */
export async function withEngine<T>({ program }: CommandContext, action: (engine: EngineClient) => Promise<T>): Promise<T> {
  const engine = createProgramEngine(program);
  try {
    return await action(engine);
  } finally {
    await engine.dispose();
  }
}

/** Where the program's datasets and one's own lie. Throws `bad-workspace` for a NETLOOM_HOME that is no path. */
export function datasetFolders({ program }: CommandContext): DatasetFolders {
  return { bundled: program.resources.datasets, own: ownDatasetsIn(workspaceHome()) };
}

export function threadsOf(option: number | undefined): number {
  return option ?? defaultThreads();
}

/** A parser of whole numbers for an option. */
export function wholeNumber(option: string, least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= least && value <= most) return value;
    throw new InputError('bad-option', `${option} takes a whole number from ${least} to ${most}, not "${text}".`);
  };
}

/** A parser of numbers for an option. */
export function numberBetween(option: string, least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() !== '' && value >= least && value <= most) return value;
    throw new InputError('bad-option', `${option} takes a number from ${least} to ${most}, not "${text}".`);
  };
}

export function oneOf<Choice extends string>(option: string, choices: readonly Choice[]): (text: string) => Choice {
  return (text) => {
    const found = choices.find((choice) => choice === text);
    if (found !== undefined) return found;
    throw new InputError('bad-option', `${option} takes ${choices.join(', ')}, not "${text}".`);
  };
}
