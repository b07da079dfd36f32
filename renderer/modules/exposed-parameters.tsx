import { Checkbox } from '@mantine/core';
import type { LayerDefinition } from '../../engine/layers/definition.ts';
import { isInstance } from '../../engine/modules/instance-layer.ts';
import type { ProjectNode } from '../../engine/project/schema.ts';
import { executeEdit } from '../document/execute.ts';
import { isExposed } from '../document/module-edits.ts';
import { useDocument } from '../document/store.ts';
import { engineText, t } from '../language/text.ts';
import classes from './modules.module.css';

/** In an open module: which of a layer's parameters each place of the module sets for itself. */
export function ExposedParameters({ node, layer }: { readonly node: ProjectNode; readonly layer: LayerDefinition }) {
  const id = useDocument((state) => state.level.at(-1)?.module);
  const module = useDocument((state) => state.whole.modules?.find((candidate) => candidate.id === id));
  if (module === undefined || layer.category === 'module' || isInstance(node)) return null;
  const names = Object.entries(layer.parameters);
  return (
    <div className={classes.exposed} role="group" aria-label={t('Set by each place')}>
      <h4>{t('Set by each place of {module}', { module: module.name })}</h4>
      {names.map(([name, { label }]) => (
        <Checkbox
          key={name}
          size="xs"
          label={engineText(label)}
          checked={isExposed(module, node.id, name)}
          onChange={({ currentTarget }) =>
            executeEdit({ type: 'expose', module: module.id, node: node.id, parameter: name, exposed: currentTarget.checked })
          }
        />
      ))}
    </div>
  );
}
