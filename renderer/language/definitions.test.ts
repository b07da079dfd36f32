import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { augmentations } from '../../engine/augmentations/registry.ts';
import { virtualFields } from '../../engine/data/graph-fields.ts';
import { photographs } from '../../engine/data/photographs.ts';
import { datasets } from '../../engine/data/registry.ts';
import { readers } from '../../engine/importers/registry.ts';
import { type LayerDefinition, outputPortsOf } from '../../engine/layers/definition.ts';
import type { Field } from '../../engine/layers/parameters.ts';
import { layers } from '../../engine/layers/registry.ts';
import { losses } from '../../engine/losses/registry.ts';
import { metrics } from '../../engine/metrics/registry.ts';
import { layerOfNode, moduleFields, scanFields } from '../../engine/modules/instance-layer.ts';
import { ModuleInput, ModuleOutput } from '../../engine/modules/port-layers.ts';
import { optimizers } from '../../engine/optimizers/registry.ts';
import { preprocessings } from '../../engine/preprocessing/registry.ts';
import { schedules } from '../../engine/schedules/registry.ts';
import { definitionTexts } from './zh/engine/definitions.ts';

const files = import.meta.glob<Record<string, Readonly<Record<string, string>>>>(
  ['./zh/engine/*.ts', '!./zh/engine/{definitions,texts,words,messages*,translate*}.ts'],
  { eager: true },
);
const entries = Object.entries(definitionTexts);

/** Properties that people read. */
const texts = new Set(
  ['title', 'summary', 'explanation', 'description', 'defined', 'label', 'help', 'axes', 'splitKey', 'noise', 'license'].concat(
    'step',
    'name',
  ),
);
/** Properties that are read by programs, as formulas or as names; those in which data tells of itself. */
const others = new Set(
  ['type', 'id', 'kind', 'value', 'default', 'category', 'formula', 'source', 'synonyms', 'accepts', 'display', 'link', 'family', 'task']
    .concat('format', 'statistic', 'weightDecay', 'scale', 'takes', 'forms', 'extensions', 'settings')
    .concat('attribution', 'group', 'datasetId', 'metric', 'preview'),
);
/** What holds no texts of the definition. */
const skipped = new Set(['schema', 'examples', 'identity']);

/** Written alike in both languages: names of people’s methods, letters, abbreviations. */
const alike: ReadonlySet<string> = new Set(
  ['AdaGrad', 'AdaMax', 'Adadelta', 'Adam', 'AdamW', 'AMSGrad', 'Lion', 'NAdam', 'Nesterov', 'RMSProp', 'SGD']
    .concat('CELU', 'ELU', 'GELU', 'GELU (tanh)', 'GRU', 'HardSigmoid', 'HardSwish', 'LSTM', 'LeakyReLU', 'LogSoftmax', 'Mish', 'PReLU')
    .concat('ReLU', 'SELU', 'SiLU', 'Sigmoid', 'Softmax', 'Softplus', 'Softsign', 'Tanh', 'sigmoid', 'tanh', 'GraphSAGE', 'Mixup')
    .concat('Dice', 'PR-AUC', 'ROC-AUC', 'R²', 'NaN', '0', 'a', 'b', 'α', 'β₁', 'β₂', 'ε', 'λ max', 'ρ', 'ψ')
    .concat('IDX', 'Parquet', 'RGB ↔ BGR', 'MNIST', 'Fashion-MNIST', 'Emoji-32', 'XOR', 'SMILES', '七言绝句')
    .concat('CC BY-SA 3.0', 'MIT', 'CC BY 4.0, Apache 2.0, MIT', 'CC BY 4.0', 'CC0 1.0', 'BSD 3-Clause', 'PDDL 1.0, CC0 1.0'),
);

describe('the Chinese of definitions', () => {
  const said = new Set([...definitions().flatMap((definition) => saidBy(definition)), ...ofOwnData(), ...ofTemplates()]);

  it('lacks no text', () => {
    expect([...said].filter((text) => !Object.hasOwn(definitionTexts, text) && !alike.has(text))).toEqual([]);
  });

  it('has nothing that no definition says', () => {
    expect(entries.map(([english]) => english).filter((english) => !said.has(english))).toEqual([]);
    expect([...alike].filter((text) => !said.has(text) || Object.hasOwn(definitionTexts, text))).toEqual([]);
  });

  it('stands in one file each', () => {
    const keys = Object.values(files).flatMap((file) => Object.values(file).flatMap((area) => Object.keys(area)));
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
    expect(keys.toSorted()).toEqual(Object.keys(definitionTexts).toSorted());
  });

  it('has the parameters of the English', () => {
    expect(entries.filter(([english, chinese]) => parametersIn(english) !== parametersIn(chinese))).toEqual([]);
  });

  it('names options as it labels them', () => {
    const told = [
      ...definitionTexts['“nearest” repeats each element, “linear” draws straight lines between neighbours.'].matchAll(/“(.+?)”/g),
    ];
    expect(told.map(([, label]) => label)).toEqual([definitionTexts['nearest'], definitionTexts['linear']]);
  });

  it('is set as Chinese is', () => {
    const faults = entries.filter(
      ([english, chinese]) =>
        !/\p{Script=Han}/u.test(chinese) ||
        /\p{Script=Han}[A-Za-z0-9]|[A-Za-z0-9]\p{Script=Han}/u.test(chinese) ||
        /\p{Script=Han}[,;:?!()]|[,;:?!()]\p{Script=Han}/u.test(chinese) ||
        / [，。：；（）“”、]|[，。：；（）、] |[您你]/.test(chinese) ||
        english.endsWith('.') !== chinese.endsWith('。'),
    );
    expect(faults).toEqual([]);
  });

  it('tells apart the definitions of a registry', () => {
    for (const registry of [layers, losses, metrics, optimizers, schedules, augmentations, preprocessings, readers, datasets]) {
      const titles = registry.map(({ title }) => definitionTexts[title] ?? title);
      expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([]);
    }
  });
});

function definitions(): readonly unknown[] {
  const modules = ['Module', 'Scan'].map((type) => layerOfNode({ type, parameters: {} }, new Map()));
  return [
    ...[...layers, ModuleInput, ModuleOutput].map((layer) => ({ ...layer, outputs: allOutputs(layer) })),
    ...[...modules, moduleFields, scanFields],
    ...[losses, metrics, optimizers, schedules, augmentations, preprocessings, readers].flat(),
    ...[...datasets, photographs].flatMap(({ fields, window, ...info }) => [
      { ...info, step: window?.step, fields: fields.map(({ label }) => ({ label })) },
      virtualFields({ fields, graph: info.graph }).map(({ label }) => ({ label })),
    ]),
    virtualFields({ fields: [], graph: { edges: 0, directed: false, weighted: true } }).map(({ label }) => ({ label })),
  ];
}

/** The output ports with each option of each choice; parts beyond the second are counted on. */
function allOutputs(layer: LayerDefinition) {
  return Object.entries(layer.parameters)
    .flatMap(([name, field]) => valuesOf(field).map((value) => outputPortsOf(layer, { [name]: value })))
    .concat([outputPortsOf(layer)])
    .flat();
}

function valuesOf(field: Field): readonly unknown[] {
  return field.kind === 'bool' ? [true, false] : field.kind === 'choice' ? field.options.map(({ value }) => value) : [];
}

/** All texts of a definition; strings of properties that nobody has sorted fail the test. */
function saidBy(value: unknown, key = '', holder = ''): string[] {
  if (typeof value === 'string') {
    if (key === 'name' && holder !== 'presets') return [];
    if (value === '' || others.has(key)) return [];
    expect(texts, `"${key}": "${value}" is text or none`).toContain(key);
    return [value];
  }
  if (typeof value !== 'object' || value === null || skipped.has(key)) return [];
  if (Array.isArray(value)) return value.flatMap((item: unknown) => saidBy(item, key, holder));
  return Object.entries(value).flatMap(([name, item]) => {
    // What a preset sets, and the default of a field, are values.
    if ((holder === 'presets' || key === 'presets') && name === 'parameters') return [];
    return saidBy(item, name, key);
  });
}

/** Names of fields of data that people import. */
function ofOwnData(): readonly string[] {
  const folder = 'engine/conversion';
  const sources = readdirSync(folder).map((name) => join(folder, name));
  return [...sources.filter((path) => /(?<!\.test)\.ts$/.test(path)), 'engine/data/links.ts'].flatMap((path) =>
    [...readFileSync(path, 'utf8').matchAll(/(?:label|splitKey): '([^']+)'|license \?\? '([^']+)'/g)].map(
      ([, label, license]) => label ?? license,
    ),
  );
}

/** Titles and descriptions in the gallery; names of projects, and what they tell beyond the description. */
function ofTemplates(): readonly string[] {
  const listed = saidBy(JSON.parse(readFileSync('templates/templates.json', 'utf8')) as unknown);
  const projects = readdirSync('templates').filter((name) => name.endsWith('.netloom'));
  return [
    ...listed,
    ...projects.flatMap((file) => {
      const { name, description } = JSON.parse(readFileSync(join('templates', file), 'utf8')) as { name: string; description: string };
      const more = description.split('\n\n').slice(1).join('\n\n');
      return more === '' ? [name] : [name, more];
    }),
  ];
}

function parametersIn(text: string): string {
  return [...text.matchAll(/\{\w+\}/g)]
    .map(([parameter]) => parameter)
    .toSorted()
    .join();
}
