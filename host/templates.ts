import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { EngineError } from '../engine/graph/errors.ts';
import type { TemplateInfo } from './api.ts';
import { readProject } from './project-file.ts';
import { PROJECT_EXTENSION } from './workspace.ts';

const catalogueSchema = z.array(
  z.strictObject({
    id: z.string(),
    title: z.string(),
    description: z.string(),
    group: z.enum(['vision', 'signals', 'language', 'graphs', 'basics', 'experiments']),
    datasetId: z.string(),
    measured: z.strictObject({ metric: z.string(), value: z.number(), seconds: z.number() }).optional(),
  }),
);

/** The templates that ship with the program, in the order in which they are offered. Throws `bad-templates` where the folder is damaged. */
export async function loadTemplates(folder: string): Promise<readonly TemplateInfo[]> {
  try {
    const catalogue = catalogueSchema.parse(JSON.parse(await readFile(join(folder, 'templates.json'), 'utf8')));
    return await Promise.all(
      catalogue.map(async ({ measured, ...entry }) => {
        const name = `${entry.id}${PROJECT_EXTENSION}`;
        const { project } = readProject(await readFile(join(folder, name), 'utf8'), name);
        return { ...entry, project, ...(measured && { measured }) };
      }),
    );
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new EngineError('bad-templates', `The templates in ${folder} can't be read: ${why}. Install Netloom again.`, { cause });
  }
}
