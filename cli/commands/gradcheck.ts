import { gradcheck } from '../../engine/gradcheck/gradcheck.ts';
import { projectData } from '../../engine/runtime/project-data.ts';
import { type CommandContext, datasetFolders } from '../context.ts';
import { exitCodes } from '../exit.ts';
import { projectArgument } from '../project-argument.ts';

/** Compares every layer's gradient with central differences in float64. Ends with 1 where one is wrong. */
export async function checkGradients(context: CommandContext, argument: string): Promise<number> {
  const project = await projectArgument(context, argument);
  const { dataset, catalog } = await projectData(project, datasetFolders(context));
  const { tensors, parameters, checked, kinks, maxRelError, ok } = gradcheck(project, catalog.shapesOf, dataset, {
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
