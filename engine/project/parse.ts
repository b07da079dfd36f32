import { z } from 'zod';
import type { Diagnostic } from './diagnostic.ts';
import { PROJECT_VERSION, type Project, projectSchema } from './schema.ts';
import { withUniqueIds } from './unique-ids.ts';

export interface ParsedProject {
  /** Absent where the text is no project of this version. */
  readonly project?: Project;
  readonly diagnostics: readonly Diagnostic[];
}

/** Far more than any parameter needs, and far less than what exhausts the stack of those who read it. */
export const MOST_NESTED = 100;

export const notUtf8 = 'The file is no text in UTF-8. Open a .netloom file; a text in another encoding has to be saved as UTF-8 first.';

const LONGEST_SHOWN = 60;

const marker = z.looseObject({ format: z.literal('netloom'), version: z.int().min(1) });

/**
 * Reads the text of a project file. Faults of its form are diagnostics; unknown layers and wires are left to `analyze`. Ids that collide
 * are told and mended, so that nothing of the drawing is lost.
 */
export function parseProject(text: string): ParsedProject {
  if (text.trim() === '') return refuse('not-json', 'The file is empty. Open another file, or a former version of this one.');
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    if (/[\0\uFFFD]/.test(text.slice(0, 1000))) return refuse('not-json', notUtf8);
    return refuse(
      'not-json',
      `The file is no JSON: ${error instanceof Error ? error.message : String(error)}. Open a .netloom file, or mend its text.`,
    );
  }
  if (isDeeperThan(json, MOST_NESTED)) {
    return refuse(
      'too-deep',
      `The file is JSON nested more than ${MOST_NESTED} deep; no Netloom project is. Open another file, or mend its text.`,
    );
  }
  const marked = marker.safeParse(json);
  if (!marked.success) {
    return refuse(
      'not-a-project',
      `The file is JSON, but no Netloom project: expected "format": "netloom" and a whole "version", came ${beginning(json)}. Open a .netloom file.`,
    );
  }
  if (marked.data.version > PROJECT_VERSION) {
    return refuse(
      'newer-version',
      `The project has version ${marked.data.version}, this program reads up to ${PROJECT_VERSION}. Open it with a newer Netloom; the file is unchanged.`,
    );
  }
  const parsed = projectSchema.safeParse(json);
  if (parsed.success) return withUniqueIds(parsed.data);
  return { diagnostics: parsed.error.issues.slice(0, 50).map((issue) => fromIssue(issue, json)) };
}

/** The text of a project file: two spaces, keys in the schema's order, a newline at the end. */
export function formatProject(project: Project): string {
  return `${JSON.stringify(project, null, 2)}\n`;
}

/** Whether JSON is nested deeper than `most`. Without recursion, which the deepest texts would exhaust. */
export function isDeeperThan(json: unknown, most: number): boolean {
  let level = [json];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > most) return true;
    level = level.flatMap((value) => (typeof value === 'object' && value !== null ? (Object.values(value) as unknown[]) : []));
  }
  return false;
}

/** What tells a project from other JSON where there is some of it, else how the JSON begins. */
function beginning(json: unknown): string {
  const marks = z.object({ format: z.unknown().optional(), version: z.unknown().optional() }).safeParse(json);
  const marked = marks.success && marks.data.format === 'netloom';
  const text = JSON.stringify(marked ? marks.data : json);
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
}

function refuse(code: string, message: string): ParsedProject {
  return { diagnostics: [{ code, severity: 'error', message }] };
}

function fromIssue(issue: z.core.$ZodIssue, json: unknown): Diagnostic {
  const path = issue.path.map(String).join('.');
  const nodeId = nodeAt(json, issue.path);
  return {
    code: 'invalid-field',
    severity: 'error',
    message: `${path === '' ? 'The project' : `“${path}”`}: ${issue.message}. Mend it in the file's text.`,
    ...(nodeId !== undefined && { nodeId }),
  };
}

const nodesOnly = z.object({ nodes: z.array(z.unknown()) });
const idOnly = z.object({ id: z.string() });

/** Id of the node that a path like ['nodes', 3, 'parameters'] lies in. */
function nodeAt(json: unknown, path: readonly PropertyKey[]): string | undefined {
  const index = path[1];
  if (path[0] !== 'nodes' || typeof index !== 'number') return undefined;
  const nodes = nodesOnly.safeParse(json);
  const node = nodes.success ? idOnly.safeParse(nodes.data.nodes[index]) : undefined;
  return node?.success ? node.data.id : undefined;
}
