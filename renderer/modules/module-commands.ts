import {
  IconBoxMultiple,
  IconChevronDown,
  IconCornerLeftUp,
  IconLogin2,
  IconPackage,
  IconPackageExport,
  IconPackages,
  IconUnlink,
} from '@tabler/icons-react';
import { notifications } from '@mantine/notifications';
import { isInstance, moduleIdOf } from '../../engine/modules/instance-layer.ts';
import type { Command } from '../commands/registry.ts';
import { findNode } from '../document/document.ts';
import { executeEdit } from '../document/execute.ts';
import { unusedModules, usersOf, withParts } from '../document/module-edits.ts';
import { useDocument } from '../document/store.ts';
import { t } from '../language/text.ts';
import { forgetModule, keepModule, useLibrary } from '../document/library.ts';
import { leaveModule, openInPlace, openModule } from '../canvas/open-level.ts';

const state = () => useDocument.getState();

/** The one selected node where it stands for a module of the project. */
function selectedInstance() {
  const { project, whole, selection } = state();
  const node = selection.nodes.length === 1 ? findNode(project, selection.nodes[0]) : undefined;
  const module = node !== undefined && isInstance(node) ? whole.modules?.find(({ id }) => id === moduleIdOf(node)) : undefined;
  return node === undefined || module === undefined ? undefined : { node, module };
}

/** What can be done with modules: parts of the network that are drawn apart. */
export const moduleCommands: readonly Command[] = [
  {
    id: 'module.collapse',
    label: 'Make a module of the selection',
    group: 'edit',
    icon: IconPackage,
    shortcut: 'mod+G',
    keywords: ['group', 'collapse', 'subgraph', 'block', 'function'],
    when: () => state().selection.nodes.length > 0,
    run: () => void executeEdit({ type: 'collapse', nodes: state().selection.nodes }),
  },
  {
    id: 'module.open',
    label: 'Open the module',
    group: 'edit',
    icon: IconLogin2,
    shortcut: 'mod+Enter',
    keywords: ['enter', 'inside', 'group'],
    when: () => selectedInstance() !== undefined,
    run: () => void openModule(selectedInstance()?.node.id),
  },
  {
    id: 'module.open-in-place',
    label: 'Open in place',
    group: 'edit',
    icon: IconChevronDown,
    shortcut: 'mod+Shift+Enter',
    keywords: ['expand', 'inline', 'inside', 'group', 'frame'],
    when: () => selectedInstance() !== undefined,
    run: () => void openInPlace(selectedInstance()?.node.id),
  },
  {
    id: 'module.leave',
    label: 'Leave the module',
    group: 'edit',
    icon: IconCornerLeftUp,
    shortcut: 'mod+Backspace',
    keywords: ['close', 'back', 'outside', 'group'],
    when: () => state().level.length > 0,
    run: leaveModule,
  },
  {
    id: 'module.unpack',
    label: 'Unpack the module',
    group: 'edit',
    icon: IconPackageExport,
    shortcut: 'mod+Shift+G',
    keywords: ['ungroup', 'expand', 'dissolve'],
    when: () => selectedInstance()?.node.type === 'Module',
    run: () => void executeEdit({ type: 'unpack', node: selectedInstance()?.node.id ?? '' }),
  },
  {
    id: 'module.detach',
    label: 'Give it a module of its own',
    group: 'edit',
    icon: IconUnlink,
    keywords: ['detach', 'copy', 'unlink', 'independent'],
    when: () => {
      const found = selectedInstance();
      return found !== undefined && usersOf(state().whole, found.module.id) > 1;
    },
    run: () => void executeEdit({ type: 'detach', node: selectedInstance()?.node.id ?? '' }),
  },
  {
    id: 'module.scan',
    label: 'Scan it over a sequence',
    group: 'edit',
    icon: IconBoxMultiple,
    keywords: ['recurrent', 'unroll', 'rnn', 'loop', 'step'],
    when: () => selectedInstance()?.node.type === 'Module',
    run: () => void executeEdit({ type: 'scan-module', node: selectedInstance()?.node.id ?? '' }),
  },
  {
    id: 'module.removeUnused',
    label: 'Delete unused modules',
    group: 'edit',
    keywords: ['clean', 'purge', 'unused'],
    when: () => unusedModules(state().whole).length > 0,
    run: () => void executeEdit({ type: 'remove-unused-modules' }),
  },
  {
    id: 'module.keep',
    label: 'Keep the module in my library',
    group: 'edit',
    icon: IconPackages,
    keywords: ['save', 'reuse', 'favourite'],
    when: () => selectedInstance() !== undefined,
    run: () => {
      const found = selectedInstance();
      if (found === undefined) return;
      keepModule(withParts(state().whole, found.module.id));
      notifications.show({
        message: t('“{module}” is in your library: the palette offers it in every project.', { module: found.module.name }),
        autoClose: 4000,
      });
    },
  },
  {
    id: 'module.forget',
    label: 'Take the module out of my library',
    group: 'edit',
    keywords: ['delete', 'forget', 'library'],
    when: () => useLibrary.getState().kept.some(({ modules: [kept] }) => kept?.name === selectedInstance()?.module.name),
    run: () => forgetModule(selectedInstance()?.module.name ?? ''),
  },
];
