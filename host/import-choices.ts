import { z } from 'zod';
import { columnUses, importTasks } from '../engine/conversion/definition.ts';
import { encodings, separators, type TableSettings } from '../engine/importers/table-settings.ts';
import type { PreviewTaskRequest } from '../engine/runtime/engine-api.ts';
import type { ImportChoices } from './api.ts';

const name = z.string().max(1000);
const names = z.array(name).max(100_000).readonly();

const settings: z.ZodType<TableSettings> = z.strictObject({
  encoding: z.enum(encodings).optional(),
  separator: z.enum(separators).optional(),
  header: z.boolean().optional(),
  decimal: z.enum(['.', ',']).optional(),
  raggedRows: z.enum(['refuse', 'skip', 'fill']).optional(),
  duplicateColumns: z.enum(['refuse', 'number']).optional(),
  missing: names.optional(),
  passages: z.enum(['lines', 'paragraphs']).optional(),
  columns: names.optional(),
});

const split = z.union([
  z.strictObject({ kind: z.literal('source') }),
  z.strictObject({ kind: z.enum(['hash', 'stratified', 'order']), test: z.number().positive().lt(1) }),
  z.strictObject({ kind: z.literal('column'), column: name }),
]);

const steps = z.int().min(1).max(1_000_000);

/** What a window may say of data that it imports. */
export const importChoices: z.ZodType<ImportChoices> = z.strictObject({
  id: z.string().max(200),
  title: z.string().max(200).optional(),
  license: z.string().max(2000).optional(),
  target: name.optional(),
  task: z.enum(importTasks).optional(),
  columns: z.record(name, z.enum(columnUses)).optional(),
  size: z.int().min(1).max(1024).optional(),
  channels: z.union([z.literal(1), z.literal(3)]).optional(),
  classNames: z.record(name, name).optional(),
  split: split.optional(),
  directed: z.boolean().optional(),
  window: z.strictObject({ length: steps, horizon: steps, stride: steps, step: name, time: name.optional() }).optional(),
  reader: name.optional(),
  settings: settings.optional(),
  replace: z.boolean().optional(),
});

/** What the engine is asked for. */
export function importRequestOf(paths: readonly string[], choices: ImportChoices): PreviewTaskRequest {
  const { reader, settings: tableSettings, replace, ...options } = choices;
  return {
    paths,
    options,
    ...(reader !== undefined && { reader }),
    ...(tableSettings !== undefined && { settings: tableSettings }),
    ...(replace !== undefined && { replace }),
  };
}
