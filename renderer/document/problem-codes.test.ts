import { expect, it } from 'vitest';
import { brokenData } from './testing/broken-data.ts';
import { broken } from './testing/broken-drawings.ts';
import { brokenLayers } from './testing/broken-layers.ts';
import { brokenModules } from './testing/broken-modules.ts';
import { brokenTraining } from './testing/broken-training.ts';

const sources = import.meta.glob<string>(
  ['../../engine/{layers,compile,modules,losses,preprocessing,project,augmentations,pruning}/**/*.ts', '!**/*.test.ts', '!**/testing/**'],
  { query: '?raw', import: 'default', eager: true },
);

/** Why no edit of the project mends them, or none that would surely be meant. */
const unmended: Readonly<Record<string, string>> = {
  module: 'never told: modules are computed by their layers',
  'module-port': 'never told: a module’s ports are not inferred',
  starved: 'a hint of what a muted layer leaves out, which is what was asked for',
  'newer-layer': 'only a newer program knows what the layer does',
  'invalid-field': 'told of a file before it is opened',
  'duplicate-id': 'mended when the file is read',
  'duplicate-wire': 'mended when the file is read',
  'duplicate-weight': 'two ids have to be chosen by a person',
  'too-large': 'which of many sizes is to shrink is a matter of the design',
  'too-many-layers': 'which modules are to be parted is a matter of the design',
  'tokens-unknown': 'only the data’s maker knows how many tokens there are',
  'no-dataset': 'follows from a missing Input or a lost dataset, which is told instead',
  'shared-shape': 'either the weights or what comes in is meant to be another',
  'scan-output': 'what leaves a step without samples has no form that could be guessed',
  'ragged-field': 'of datasets of one’s own alone; other fields are offered where there are such',
};

/** What datasets of one's own alone bring about; proven beside their definitions. */
const ofOwnData: Readonly<Record<string, string>> = {
  'missing-values': 'engine/preprocessing',
  'category-codes': 'engine/preprocessing',
  'not-categories': 'engine/preprocessing',
  'not-in-colour': 'engine/preprocessing',
  'not-numbers': 'engine/preprocessing',
  'number-count': 'engine/preprocessing',
  'small-vocabulary': 'engine/preprocessing',
  'unknown-column': 'engine/preprocessing',
  'vectors-width': 'engine/layers/embedding.ts',
  'class-axis': 'engine/compile/class-axis.test.ts',
  'class-left-in': 'engine/compile/left-out-class.test.ts',
  'augmentation-target': 'engine/augmentations',
  'sees-ahead': 'engine/compile/sees-ahead.test.ts',
};

const CODE = /\bcode: '([a-z]+(?:-[a-z]+)*)'|misfit\(\s*'([a-z-]+)'|'(unknown-(?:optimizer|schedule|augmentation))'/g;

const told = [
  ...new Set(
    Object.values(sources).flatMap((source) =>
      [...source.matchAll(CODE)].map(([, ...codes]) => codes.find((code) => code !== undefined) ?? ''),
    ),
  ),
].sort();
const mended = new Set([...broken, ...brokenLayers, ...brokenData, ...brokenModules, ...brokenTraining].map(({ code }) => code));

it('mends each problem that the engine can tell of, or says why no edit would', () => {
  expect(told.length).toBeGreaterThan(100);
  expect(told.filter((code) => !mended.has(code) && !(code in unmended) && !(code in ofOwnData))).toEqual([]);
});

it('keeps no reason for what is mended or told no more', () => {
  const known = new Set(told);
  expect([...Object.keys(unmended), ...Object.keys(ofOwnData)].filter((code) => mended.has(code) || !known.has(code))).toEqual([]);
});
