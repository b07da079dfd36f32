import { resolveNodes } from '../../engine/compile/resolve.ts';
import { catalogOf } from '../../engine/data/registry.ts';
import { EngineError } from '../../engine/graph/errors.ts';
import { gradcheck } from '../../engine/gradcheck/gradcheck.ts';
import { openDataset } from '../../engine/runtime/datasets.ts';
import type { Project } from '../../engine/project/schema.ts';
import { type CommandContext, datasetFolders } from '../context.ts';
import { exitCodes } from '../exit.ts';
import { projectArgument } from '../project-argument.ts';

/** Compares every layer's gradient with central differences in float64. Ends with 1 where one is wrong. */
export async function checkGradients(context: CommandContext, argument: string): Promise<number> {
  const project = await projectArgument(context, argument);
  const dataset = await openDataset(datasetOf(project), datasetFolders(context));
  const { shapesOf } = catalogOf([dataset.info]);
  const { tensors, parameters, checked, kinks, maxRelError, ok } = gradcheck(project, shapesOf, dataset, {
    onTensor: ({ name, checked: entries, maxRelError: error, kinks: onKinks }) => {
      const text = `${name}: ${entries} entries, relative error ${error.toExponential(1)}${onKinks > 0 ? `, ${onKinks} on kinks` : ''}`;
      context.output.tell({ event: 'tensor', name, checked: entries, kinks: onKinks, maxRelError: error }, text);
    },
  });
  const worst = tensors.find((tensor) => !tensor.ok);
  context.output.tell(
    { event: 'gradcheck', parameters, checked, kinks, maxRelError, ok },
    `${ok ? 'Gradients agree' : `Wrong gradient of ${worst?.name ?? '?'}`}: ${checked} of ${parameters} entries, relative error ${maxRelError.toExponential(1)}, ${kinks} on kinks.`,
  );
  return ok ? exitCodes.fine : exitCodes.failed;
}

function datasetOf(project: Project): string {
  const chosen = [...resolveNodes(project).nodes.values()].find(({ layer }) => layer.type === 'Input')?.parameters['dataset'];
  if (typeof chosen === 'string') return chosen;
  throw new EngineError('project-problems', 'The network has no Input layer with a dataset. Add one.');
}
