import { ActionIcon, Tooltip } from '@mantine/core';
import { useStore } from '@xyflow/react';
import { Fragment } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { labelWithKeys, runCommand, useCommands } from '../commands/registry.ts';
import { t } from '../language/text.ts';
import { useLayerOverlay } from '../train/layer-overlay.ts';
import classes from './canvas.module.css';
import { useCanvasView } from './view.ts';

const groups = [
  ['canvas.select-tool', 'canvas.pan-tool'],
  ['canvas.zoom-out', 'canvas.zoom-in', 'canvas.fit'],
  ['canvas.arrange', 'canvas.snap', 'canvas.comment', 'canvas.minimap', 'canvas.layer-overlay'],
] as const;

/** Tools, zoom and aids at the canvas's foot; every button is a command. */
export function CanvasToolbar() {
  const view = useCanvasView(useShallow(({ tool, snap, minimap }) => ({ tool, snap, minimap })));
  const overlay = useLayerOverlay(({ metric }) => metric !== undefined);
  const zoom = useStore(({ transform }) => transform[2]);
  const pressed: Readonly<Record<string, boolean>> = {
    'canvas.select-tool': view.tool === 'select',
    'canvas.pan-tool': view.tool === 'pan',
    'canvas.snap': view.snap,
    'canvas.minimap': view.minimap,
    'canvas.layer-overlay': overlay,
  };
  return (
    <div className={classes.toolbar} role="toolbar" aria-label={t('Canvas')}>
      {groups.map((group) => (
        <div key={group[0]} className={classes.toolGroup}>
          {group.map((id) => (
            <Fragment key={id}>
              {id === 'canvas.zoom-in' && <span className={classes.zoom}>{Math.round(zoom * 100)}%</span>}
              <ToolButton id={id} pressed={pressed[id]} />
            </Fragment>
          ))}
        </div>
      ))}
    </div>
  );
}

function ToolButton({ id, pressed }: { readonly id: string; readonly pressed: boolean | undefined }) {
  const command = useCommands().get(id);
  if (command?.icon === undefined) return null;
  const Icon = command.icon;
  return (
    <Tooltip label={labelWithKeys(command)}>
      <ActionIcon
        size={26}
        aria-label={t(command.label)}
        aria-pressed={pressed}
        data-pressed={pressed || undefined}
        onClick={() => runCommand(id)}
      >
        <Icon size={16} stroke={1.7} />
      </ActionIcon>
    </Tooltip>
  );
}
