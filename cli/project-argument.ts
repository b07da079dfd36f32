import { basename, resolve } from 'node:path';
import { EngineError } from '../engine/graph/errors.ts';
import type { Diagnostic } from '../engine/project/diagnostic.ts';
import { parseProject } from '../engine/project/parse.ts';
import type { Project } from '../engine/project/schema.ts';
import { readProject, readProjectText } from '../host/project-file.ts';
import { loadTemplates } from '../host/templates.ts';
import type { CommandContext } from './context.ts';
import { InputError, readingInput } from './exit.ts';

/** The project that P names: a template's id or a file. Throws `InputError` with the first problem of the file's form. */
export async function projectArgument(context: CommandContext, argument: string): Promise<Project> {
  return (await templateOf(context, argument)) ?? readingInput(async () => soundProject(await fileText(argument), basename(argument)));
}

/** What had to be mended for it to be read is not what the file says: nothing is computed with it. */
function soundProject(text: string, name: string): Project {
  const { project, diagnostics } = readProject(text, name);
  const fault = diagnostics.find(({ severity }) => severity === 'error');
  if (fault) throw new EngineError(fault.code, `${name}: ${fault.message}`);
  return project;
}

/** As `projectArgument`, with what is wrong as data. */
export async function checkedArgument(
  context: CommandContext,
  argument: string,
): Promise<{ readonly project?: Project; readonly diagnostics: readonly Diagnostic[] }> {
  const template = await templateOf(context, argument);
  return template ? { project: template, diagnostics: [] } : parseProject(await fileText(argument));
}

async function templateOf({ program }: CommandContext, id: string): Promise<Project | undefined> {
  if (!/^[a-z0-9-]+$/.test(id)) return undefined;
  return (await loadTemplates(program.resources.templates)).find((template) => template.id === id)?.project;
}

async function fileText(argument: string): Promise<string> {
  return readingInput(async () => {
    try {
      return (await readProjectText(resolve(argument))).text;
    } catch (error) {
      if (/[./\\]/.test(argument)) throw error;
      throw new InputError(
        'unknown-project',
        `There is neither a template nor a file "${argument}". \`netloom templates\` lists the templates.`,
      );
    }
  });
}
