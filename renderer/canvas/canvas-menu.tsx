import { Menu } from '@mantine/core';
import { CommandItems } from '../commands/command-items.tsx';

export interface MenuPlace {
  readonly kind: 'node' | 'wire' | 'pane';
  readonly x: number;
  readonly y: number;
}

const items: Readonly<Record<MenuPlace['kind'], readonly (string | undefined)[]>> = {
  node: [
    'node.rename',
    'node.add-after',
    'node.disconnect',
    'node.reset',
    undefined,
    'edit.cut',
    'edit.copy',
    'edit.duplicate',
    undefined,
    'edit.delete',
  ],
  wire: ['edit.delete'],
  pane: [
    'canvas.add-layer',
    'edit.paste',
    'edit.select-all',
    undefined,
    'canvas.fit',
    'canvas.arrange',
    undefined,
    'edit.undo',
    'edit.redo',
  ],
};

/** What can be done with what lies under the pointer; an entry without a command draws a line. */
export function CanvasMenu({ place, onClose }: { readonly place: MenuPlace | undefined; readonly onClose: () => void }) {
  if (place === undefined) return null;
  return (
    <Menu opened onChange={(opened) => !opened && onClose()} position="bottom-start" width={220} returnFocus>
      <Menu.Target>
        <div style={{ position: 'fixed', left: place.x, top: place.y }} />
      </Menu.Target>
      <Menu.Dropdown>
        <CommandItems ids={items[place.kind]} />
      </Menu.Dropdown>
    </Menu>
  );
}
