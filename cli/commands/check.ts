import type { Analysis } from '../../engine/compile/analysis.ts';
import { analyze } from '../../engine/compile/analyze.ts';
import { formatShape } from '../../engine/graph/shape.ts';
import type { Diagnostic } from '../../engine/project/diagnostic.ts';
import { catalogFor } from '../../engine/runtime/datasets.ts';
import { type CommandContext, datasetFolders } from '../context.ts';
import { exitCodes, readingInput } from '../exit.ts';
import { table } from '../output.ts';
import { checkedArgument } from '../project-argument.ts';

/** Shapes, costs and every problem of a project. Ends with 2 where one of them is an error. */
export async function check(context: CommandContext, argument: string): Promise<number> {
  const { project, diagnostics } = await checkedArgument(context, argument);
  const catalog = project && (await readingInput(() => catalogFor(project, datasetFolders(context))));
  const analysis = project && catalog && analyze(project, catalog.shapesOf, catalog.ids);
  const problems = [...diagnostics, ...(analysis?.diagnostics ?? [])];
  const layers = analysis ? layersOf(analysis, new Map(project.nodes.map(({ id, type }) => [id, type]))) : [];
  const trainable = analysis?.trainable ?? false;
  const { parameters, flops } = analysis?.totals ?? { parameters: 0, flops: 0 };
  context.output.list({ event: 'checked', trainable, exportable: analysis?.exportable ?? false, parameters, flops, layers, problems }, [
    ...table(layers.map((layer) => [layer.id, layer.type, layer.shape ? formatShape(layer.shape) : '?', `${layer.parameters} parameters`])),
    ...problems.map(problemLine),
    `${trainable ? 'Trainable' : 'Not trainable'}: ${parameters} parameters, ${flops} FLOPs a sample.`,
  ]);
  return trainable && problems.every(({ severity }) => severity !== 'error') ? exitCodes.fine : exitCodes.badInput;
}

function layersOf(analysis: Analysis, types: ReadonlyMap<string, string>) {
  const faulty = new Set(
    analysis.diagnostics.flatMap(({ severity, nodeId }) => (severity === 'error' && nodeId !== undefined ? [nodeId] : [])),
  );
  return analysis.order.map((id) => {
    const layer = analysis.layers.get(id);
    // An Output has no output of its own: what arrives is what it gives.
    const type = layer?.outputs[0] ?? (faulty.has(id) ? undefined : layer?.inputs[0]);
    return { id, type: types.get(id) ?? '', shape: type?.shape ?? null, parameters: layer?.parameterCount ?? 0 };
  });
}

function problemLine({ severity, code, nodeId, message }: Diagnostic): string {
  return `${severity} ${code}${nodeId === undefined ? '' : ` [${nodeId}]`}: ${message}`;
}
