import { layerOf } from '../../../engine/layers/registry.ts';
import { metrics } from '../../../engine/metrics/registry.ts';
import type { Project } from '../../../engine/project/schema.ts';
import { engineText, t } from '../../language/text.ts';

/** The values that an epoch can be judged by: the loss, each output's own where there are several, and the metrics that they ask for. */
export function monitorOptions(project: Project): readonly { readonly value: string; readonly label: string }[] {
  const outputs = project.nodes.flatMap((node) => {
    const schema = layerOf(node.type)?.parameters;
    if (schema === undefined || !('metrics' in schema)) return [];
    const chosen = node.parameters.metrics ?? schema.metrics.default;
    return [{ node, chosen: Array.isArray(chosen) ? chosen.map(String) : [] }];
  });
  const several = outputs.length > 1;
  return [
    { value: 'loss', label: t('Loss') },
    ...outputs.flatMap(({ node, chosen }) =>
      [...(several ? ['loss'] : []), ...chosen].map((id) => {
        const title = id === 'loss' ? t('Loss') : engineText(metrics.find((metric) => metric.id === id)?.title ?? id);
        return several
          ? { value: `${node.id}.${id}`, label: t('{metric}, {output}', { metric: title, output: node.name ?? node.id }) }
          : { value: id, label: title };
      }),
    ),
  ];
}
