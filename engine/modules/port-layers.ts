import { defineLayer } from '../layers/definition.ts';
import { field } from '../layers/parameters.ts';
import { inputPort, outputPort } from '../layers/ports.ts';

/** Where a module's input enters its drawing. What comes through it is what is wired to the module. */
export const ModuleInput = defineLayer({
  type: 'ModuleInput',
  version: 1,
  category: 'module',
  title: 'Module input',
  summary: 'what is wired to the module enters here',
  synonyms: ['port', 'argument', 'entry', '模块输入'],
  parameters: {
    optional: field.bool({ label: 'May stay unwired', help: 'What it feeds does without it where nothing is wired.', default: false }),
    constant: field.bool({
      label: 'Alike in every step',
      help: 'Where the module is scanned over a sequence: read whole in every step, and not step by step.',
      default: false,
    }),
    sizes: field.ints({
      label: 'Size of the state',
      help: 'Where it is the state of a scanned module: its axes after the batch. Left empty, it follows from the drawing or from the first state.',
      default: [],
      min: 1,
      advanced: true,
    }),
  },
  inputs: [],
  outputs: outputPort,
  infer: () => ({ problem: { code: 'module-port', message: 'It has no place in the network itself: draw it in a module.' } }),
  lower: ({ inputs }) => inputs,
  formula: 'x',
  explanation: 'What is wired to the module enters here. Its name is the name of the module’s input.',
  display: [],
  examples: [],
});

/** Where a module's output leaves its drawing. */
export const ModuleOutput = defineLayer({
  type: 'ModuleOutput',
  version: 1,
  category: 'module',
  title: 'Module output',
  summary: 'what leaves the module',
  synonyms: ['port', 'result', 'exit', '模块输出'],
  parameters: {},
  inputs: inputPort(),
  outputs: [],
  infer: () => ({ outputs: [] }),
  lower: () => [],
  formula: 'y',
  explanation: 'What is wired to it leaves the module. Its name is the name of the module’s output.',
  display: [],
  examples: [],
});
