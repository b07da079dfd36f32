import { Button } from '@mantine/core';
import { layerIn } from '../document/node-layer.ts';
import type { ProjectNode } from '../../engine/project/schema.ts';
import { formatCount, formatUnit } from '../window/format.ts';
import { Colours } from '../canvas/colours.tsx';
import { AlignRow } from '../commands/align-row.tsx';
import { isAvailable, runCommand, useCommands } from '../commands/registry.ts';
import { nodeName } from '../document/document.ts';
import { useDocument } from '../document/store.ts';
import { LayerGlyph } from '../icons/layer-glyph.tsx';
import { t, type Text } from '../language/text.ts';
import classes from './inspector.module.css';

/** Several selected layers: which ones, what they cost together, what can be done with all of them. */
export function SelectionInspector({ nodes }: { readonly nodes: readonly ProjectNode[] }) {
  const layers = useDocument((state) => state.analysis.layers);
  const project = useDocument((state) => state.project);
  const sum = (of: 'parameterCount' | 'flops') => nodes.reduce((total, { id }) => total + (layers.get(id)?.[of] ?? 0), 0);
  return (
    <>
      <section className={classes.section}>
        <h3>{t('{count} layers are selected', { count: nodes.length })}</h3>
        <ul className={classes.members}>
          {nodes.map((node) => (
            <li key={node.id}>
              <button type="button" className={classes.member} onClick={() => useDocument.getState().select({ nodes: [node.id] })}>
                <LayerGlyph type={node.type} category={layerIn(project, node)?.category} />
                <span>{nodeName(node)}</span>
                <span>{node.type}</span>
              </button>
            </li>
          ))}
        </ul>
        <p className={classes.explanation}>
          {t('Together {parameters} parameters, {flops} per sample.', {
            parameters: formatCount(sum('parameterCount')),
            flops: formatUnit(sum('flops'), FLOPS),
          })}
        </p>
      </section>
      <section className={classes.section}>
        <AlignRow />
        <Colours />
        <Actions />
      </section>
    </>
  );
}

const actions = [
  { id: 'edit.duplicate', label: 'Duplicate' },
  { id: 'node.bypass', label: 'Bypass' },
  { id: 'node.mute', label: 'Mute' },
  { id: 'node.wire', label: 'Wire together' },
  { id: 'node.disconnect', label: 'Remove their wires' },
  { id: 'edit.delete', label: 'Delete' },
] as const satisfies readonly { readonly id: string; readonly label: Text }[];

const FLOPS = 'FLOPs';

function Actions() {
  const commands = useCommands();
  return (
    <div className={classes.actions}>
      {actions.map(({ id, label }) => {
        const command = commands.get(id);
        if (command === undefined || !isAvailable(command)) return null;
        const Icon = command.icon;
        return (
          <Button key={id} variant="default" px={10} leftSection={Icon && <Icon size={15} stroke={1.7} />} onClick={() => runCommand(id)}>
            {t(label)}
          </Button>
        );
      })}
    </div>
  );
}
