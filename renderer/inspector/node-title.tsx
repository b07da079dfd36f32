import { ActionIcon, Menu, TextInput, Tooltip } from '@mantine/core';
import { IconDots, IconPencil } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { LayerDefinition } from '../../engine/layers/definition.ts';
import type { ProjectNode } from '../../engine/project/schema.ts';
import { Colours } from '../canvas/colours.tsx';
import { useCanvasView } from '../canvas/view.ts';
import { CommandItems } from '../commands/command-items.tsx';
import { nodeName } from '../document/document.ts';
import { executeEdit } from '../document/execute.ts';
import { LayerGlyph } from '../icons/layer-glyph.tsx';
import { engineText, t } from '../language/text.ts';
import classes from './inspector.module.css';

/** The selected node's glyph, name (to be changed in place) and layer. */
export function NodeTitle({ node, layer }: { readonly node: ProjectNode; readonly layer: LayerDefinition | undefined }) {
  const renaming = useCanvasView((view) => view.renaming === node.id);
  const setRenaming = (on: boolean) => useCanvasView.setState({ renaming: on ? node.id : undefined });
  return (
    <header className={classes.title}>
      <span
        className={classes.glyph}
        style={{ background: `color-mix(in srgb, var(--category-${layer?.category ?? 'module'}) 12%, transparent)` }}
      >
        <LayerGlyph type={node.type} category={layer?.category} size={20} />
      </span>
      <div className={classes.titleText}>
        {renaming ? (
          <NameField node={node} onDone={() => setRenaming(false)} />
        ) : (
          <h2 className={classes.name}>
            <span onDoubleClick={() => setRenaming(true)}>{nodeName(node)}</span>
            <Tooltip label={t('Rename (F2)')}>
              <ActionIcon size={20} aria-label={t('Rename')} onClick={() => setRenaming(true)}>
                <IconPencil size={13} stroke={1.7} />
              </ActionIcon>
            </Tooltip>
          </h2>
        )}
        <p className={classes.subtitle}>{layer === undefined ? t('{type} · unknown layer', { type: node.type }) : subtitle(layer)}</p>
      </div>
      <Menu position="bottom-end" width={210}>
        <Menu.Target>
          <ActionIcon aria-label={t('More actions')}>
            <IconDots size={16} stroke={1.7} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Colours inMenu />
          <CommandItems
            ids={[
              'node.add-after',
              'node.replace',
              'node.connect',
              'node.disconnect',
              'node.reset',
              undefined,
              'node.bypass',
              'node.mute',
              'edit.lock',
              undefined,
              'edit.duplicate',
              'edit.delete',
            ]}
          />
        </Menu.Dropdown>
      </Menu>
    </header>
  );
}

function NameField({ node, onDone }: { readonly node: ProjectNode; readonly onDone: () => void }) {
  const [name, setName] = useState(nodeName(node));
  useEffect(() => onDone, []); // eslint-disable-line react-hooks/exhaustive-deps -- leaving the node ends its renaming, once
  const finish = () => {
    const trimmed = name.trim();
    if (trimmed !== '' && trimmed !== nodeName(node)) executeEdit({ type: 'rename-node', node: node.id, name: trimmed });
    onDone();
  };
  return (
    <TextInput
      autoFocus
      aria-label={t('Name')}
      value={name}
      maxLength={256}
      onFocus={(event) => event.currentTarget.select()}
      onChange={(event) => setName(event.currentTarget.value)}
      onBlur={finish}
      onKeyDown={(event) => {
        if (event.key === 'Enter') finish();
        else if (event.key === 'Escape') onDone();
        event.stopPropagation();
      }}
    />
  );
}

function subtitle({ type, title }: LayerDefinition): string {
  const said = engineText(title);
  return type === said ? type : `${type} · ${said}`;
}
