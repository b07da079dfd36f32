import { compileMessages } from './messages-compile.ts';
import { conversionMessages } from './messages-conversion.ts';
import { dataMessages } from './messages-data.ts';
import { importerMessages } from './messages-importers.ts';
import { layerMessages } from './messages-layers.ts';
import { preprocessingMessages } from './messages-preprocessing.ts';
import { projectMessages } from './messages-projects.ts';
import { runMessages } from './messages-runs.ts';

/** What the engine and the host say of a project, data and runs: problems, fixes, errors, notes. */
export const messages: Readonly<Record<string, string>> = {
  ...compileMessages,
  ...conversionMessages,
  ...dataMessages,
  ...importerMessages,
  ...layerMessages,
  ...preprocessingMessages,
  ...projectMessages,
  ...runMessages,
};
