import { compileMessages } from './messages-compile.ts';
import { conversionMessages } from './messages-conversion.ts';
import { importerMessages } from './messages-importers.ts';
import { layerMessages } from './messages-layers.ts';
import { preprocessingMessages } from './messages-preprocessing.ts';

/** What the engine and the host say of a project, data and runs: problems, fixes, errors, notes. */
export const messages: Readonly<Record<string, string>> = {
  ...compileMessages,
  ...conversionMessages,
  ...importerMessages,
  ...layerMessages,
  ...preprocessingMessages,
};
