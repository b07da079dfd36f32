import { z } from 'zod';
import { augmentations } from '../../engine/augmentations/registry.ts';
import type { ParameterSchema } from '../../engine/layers/parameters.ts';
import { layers } from '../../engine/layers/registry.ts';
import { moduleFields, scanFields } from '../../engine/modules/instance-layer.ts';
import { ModuleInput, ModuleOutput } from '../../engine/modules/port-layers.ts';
import { optimizers } from '../../engine/optimizers/registry.ts';
import { projectSchema } from '../../engine/project/schema.ts';
import { schedules } from '../../engine/schedules/registry.ts';
import { engineText, t, type WindowText } from '../language/text.ts';

/** A JSON schema as far as it is put together here. */
export interface JsonSchema {
  readonly [keyword: string]: unknown;
}

/** The schema of a project file, with the parameters of every layer, optimiser, schedule and augmentation, for completion and validation. */
export function projectJsonSchema(): JsonSchema {
  const schema = jsonSchemaOf(projectSchema);
  const nodes = at(schema, 'properties', 'nodes');
  const modules = at(schema, 'properties', 'modules');
  const module = at(modules, 'items');
  const drawn = at(module, 'properties', 'nodes');
  const training = at(schema, 'properties', 'training');
  const optimizer = at(training, 'properties', 'optimizer');
  const schedule = at(training, 'properties', 'schedule');
  const augmentation = at(training, 'properties', 'augmentation');
  const chosen = {
    optimizer: withKinds(optimizer, optimizers),
    schedule: withKinds(schedule, schedules),
    augmentation: { ...augmentation, items: withKinds(at(augmentation, 'items'), augmentations) },
  };
  return {
    ...schema,
    properties: {
      ...at(schema, 'properties'),
      nodes: { ...nodes, items: withKinds(at(nodes, 'items'), [...layers, ...instances]) },
      modules: {
        ...modules,
        items: {
          ...module,
          properties: {
            ...at(module, 'properties'),
            nodes: { ...drawn, items: withKinds(at(drawn, 'items'), [...inModules, ...instances, ModuleInput, ModuleOutput]) },
          },
        },
      },
      training: { ...training, properties: { ...at(training, 'properties'), ...chosen } },
    },
  };
}

interface Kind {
  readonly type: string;
  /** What it is: the engine's title, or the window's. */
  readonly title?: string;
  readonly said?: WindowText;
  readonly parameters: ParameterSchema;
  /** It has parameters besides, which its module exposes. */
  readonly open?: boolean;
}

/** Nodes that stand for a module. */
const instances: readonly Kind[] = [
  { type: 'Module', said: 'A module in its place', parameters: moduleFields, open: true },
  { type: 'Scan', said: 'A module, step by step', parameters: scanFields, open: true },
];

/** Layers that a module may hold: data and losses are the network's. */
const inModules: readonly Kind[] = layers.filter(({ type }) => type !== 'Input' && type !== 'Output');

/** The object's schema with the types that exist, and for each type its parameters. */
function withKinds(schema: JsonSchema, kinds: readonly Kind[]): JsonSchema {
  return {
    ...schema,
    properties: {
      ...at(schema, 'properties'),
      type: { type: 'string', enum: kinds.map(({ type }) => type), enumDescriptions: kinds.map(descriptionOf) },
    },
    allOf: kinds.map(({ type, parameters, open }) => ({
      if: { properties: { type: { const: type } }, required: ['type'] },
      then: { properties: { parameters: parametersJsonSchema(parameters, open) } },
    })),
  };
}

function descriptionOf({ type, title = type, said }: Kind): string {
  return said === undefined ? engineText(title) : t(said);
}

function parametersJsonSchema(parameters: ParameterSchema, open = false): JsonSchema {
  const properties = Object.entries(parameters).map(([name, field]) => [
    name,
    {
      ...jsonSchemaOf(field.schema),
      title: engineText(field.label),
      description: field.help && engineText(field.help),
      default: field.default,
    },
  ]);
  return { type: 'object', additionalProperties: open, properties: Object.fromEntries(properties) };
}

function jsonSchemaOf(schema: z.ZodType): JsonSchema {
  return { ...z.toJSONSchema(schema, { target: 'draft-7', io: 'input', unrepresentable: 'any' }) };
}

/** The part of a schema under these keywords; an empty one where it isn't there. */
function at(schema: JsonSchema, ...path: readonly string[]): JsonSchema {
  return path.reduce<JsonSchema>((part, key) => {
    const next = part[key];
    return isSchema(next) ? next : {};
  }, schema);
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
