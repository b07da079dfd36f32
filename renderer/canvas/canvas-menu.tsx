import { Menu } from '@mantine/core';
import { AlignRow } from '../commands/align-row.tsx';
import { CommandItems } from '../commands/command-items.tsx';
import { useDocument } from '../document/store.ts';
import { t } from '../language/text.ts';
import { Colours } from './colours.tsx';

export interface MenuPlace {
  readonly kind: 'node' | 'wire' | 'comment' | 'pane';
  readonly x: number;
  readonly y: number;
}

const items: Readonly<Record<MenuPlace['kind'], readonly (string | undefined)[]>> = {
  node: [
    'node.rename',
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
    'canvas.frame',
    'module.collapse',
    'module.open',
    'module.open-in-place',
    'module.unpack',
    'module.scan',
    undefined,
    'edit.cut',
    'edit.copy',
    'edit.duplicate',
    undefined,
    'edit.delete',
    'edit.delete-plain',
  ],
  wire: ['wire.bend', 'wire.straighten', undefined, 'edit.delete'],
  comment: ['comment.write', 'edit.lock', undefined, 'edit.cut', 'edit.copy', 'edit.duplicate', undefined, 'edit.delete'],
  pane: [
    'canvas.add-layer',
    'canvas.comment',
    'module.leave',
    'edit.paste',
    'edit.select-all',
    undefined,
    'canvas.fit',
    'canvas.arrange',
    'canvas.arrange-down',
    undefined,
    'edit.undo',
    'edit.redo',
  ],
};

/** What can be done with what lies under the pointer; an entry without a command draws a line. */
export function CanvasMenu({ place, onClose }: { readonly place: MenuPlace | undefined; readonly onClose: () => void }) {
  const several = useDocument(({ selection }) => selection.nodes.length + selection.comments.length > 1);
  if (place === undefined) return null;
  return (
    <Menu opened onChange={(opened) => !opened && onClose()} position="bottom-start" width={256} returnFocus>
      <Menu.Target>
        <div role="button" aria-label={t('More actions')} style={{ position: 'fixed', left: place.x, top: place.y }} />
      </Menu.Target>
      <Menu.Dropdown>
        {(place.kind === 'node' || place.kind === 'comment') && <Colours inMenu onChoose={onClose} />}
        <CommandItems ids={items[place.kind]} />
        {place.kind === 'node' && several && <AlignRow inMenu onChoose={onClose} />}
      </Menu.Dropdown>
    </Menu>
  );
}
