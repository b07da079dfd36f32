import { isUtf8 } from 'node:buffer';
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { EngineError } from '../engine/graph/errors.ts';
import type { Diagnostic } from '../engine/project/diagnostic.ts';
import { formatProject, notUtf8, parseProject } from '../engine/project/parse.ts';
import { projectSchema, type Project } from '../engine/project/schema.ts';
import { contentHash, isMissing } from './workspace.ts';

const MAX_BYTES = 64 * 2 ** 20;

/** A project file as it lies on disk. */
export interface ProjectText {
  readonly text: string;
  /** Hash of the content. */
  readonly revision: string;
  /** Milliseconds since 1970. */
  readonly changedAt: number;
}

/**
 * Throws `project-missing`, `not-a-project` for what is no file or is larger than 64 MiB, `project-unreadable`, and `not-json` for what is
 * no UTF-8: read and saved again, names in it would be lost. `whatever` reads that, too.
 */
export async function readProjectText(path: string, whatever = false): Promise<ProjectText> {
  try {
    const { mtimeMs, size, ...kind } = await describe(path);
    if (!kind.isFile) throw new EngineError('not-a-project', `${path} is not a file. Choose a .netloom file.`);
    if (size > MAX_BYTES)
      throw new EngineError('not-a-project', `${path} has ${Math.round(size / 2 ** 20)} MiB; a project file has at most 64.`);
    const bytes = await readFile(path);
    if (!whatever && !isUtf8(bytes)) throw new EngineError('not-json', `${basename(path)}: ${notUtf8}`);
    // Unlike `toString`, a decoder drops the mark that some editors put before the text.
    return { text: new TextDecoder().decode(bytes), revision: contentHash(bytes), changedAt: mtimeMs };
  } catch (error) {
    if (error instanceof EngineError) throw error;
    if (isMissing(error)) throw new EngineError('project-missing', `There is no file ${path}. It was moved or deleted.`, { cause: error });
    throw new EngineError('project-unreadable', `${path} can't be read. Look at its permissions.`, { cause: error });
  }
}

async function describe(path: string) {
  const found = await stat(path);
  return { mtimeMs: Math.round(found.mtimeMs), size: found.size, isFile: found.isFile() };
}

/** The project of a file's text with what there is to say about it. A text that is no project throws its first error. */
export function readProject(text: string, name: string): { readonly project: Project; readonly diagnostics: readonly Diagnostic[] } {
  const { project, diagnostics } = parseProject(text);
  if (project) return { project, diagnostics };
  const fault = diagnostics.find(({ severity }) => severity === 'error');
  throw new EngineError(fault?.code ?? 'not-a-project', `${name}: ${fault?.message ?? 'This is not a Netloom project.'}`, {
    ...(fault?.nodeId !== undefined && { nodeId: fault.nodeId }),
  });
}

/**
 * The text of a project file. Throws `invalid-project` for what the schema refuses and for numbers that JSON cannot hold:
 * written all the same, they would come back as nothing.
 */
export function projectText(project: Project): string {
  const checked = projectSchema.safeParse(project);
  if (!checked.success) {
    const [issue] = checked.error.issues;
    throw new EngineError('invalid-project', `The project was not saved: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}.`);
  }
  for (const node of checked.data.nodes) refuseLostNumbers(node.parameters, node.id);
  const text = formatProject(checked.data);
  if (Buffer.byteLength(text) > MAX_BYTES) throw new EngineError('invalid-project', 'The project was not saved: it has more than 64 MiB.');
  return text;
}

function refuseLostNumbers(value: unknown, nodeId: string): void {
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new EngineError('invalid-project', `The project was not saved: a parameter of ${nodeId} is ${value}. Give it a number.`, {
      nodeId,
    });
  }
  if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) refuseLostNumbers(inner, nodeId);
}
