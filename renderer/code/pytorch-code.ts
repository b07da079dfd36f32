import { toErrorData } from '../../engine/graph/errors.ts';
import type { Project } from '../../engine/project/schema.ts';
import { type TorchFile, type TorchLine, writeTorch } from '../../engine/pytorch/write.ts';
import type { Level } from '../document/level.ts';
import { knownDatasets } from '../document/known-datasets.ts';

/** Why there is no code. */
export interface CodeFault {
  readonly message: string;
  /** The network has a problem, which is to be mended first; else it is of a kind that can't be written. */
  readonly isProblem: boolean;
  readonly nodeId: string | undefined;
}

export type PytorchCode = Pick<TorchFile, 'text' | 'lines'> | CodeFault;

/** The network as PyTorch code, or why it can't be. */
export function pytorchCode(project: Project): PytorchCode {
  try {
    return writeTorch(project, knownDatasets.shapesOf);
  } catch (error) {
    const { code, message, nodeId } = toErrorData(error);
    return { message, isProblem: code === 'project-problems', nodeId };
  }
}

/** The lines of nodes that are drawn on a level. */
export function linesOf(lines: readonly TorchLine[], level: Level, nodes: readonly string[]): readonly number[] {
  const drawing = level.at(-1)?.module ?? '';
  const chosen = new Set(nodes);
  return lines.filter((line) => line.drawing === drawing && line.nodes.some((node) => chosen.has(node))).map(({ line }) => line);
}

/** What a line is of: nodes of the drawing that is open, else of the place where the line's class is first used. */
export function nodesOf(
  lines: readonly TorchLine[],
  level: Level,
  at: number,
): { readonly nodes: readonly string[]; readonly open?: string } | undefined {
  const found = lines.find(({ line }) => line === at);
  if (found === undefined) return undefined;
  const { drawing, place, nodes } = found;
  return drawing === (level.at(-1)?.module ?? '') ? { nodes } : { nodes, open: `${place}${nodes[0]}` };
}
