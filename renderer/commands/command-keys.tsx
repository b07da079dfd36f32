import { Kbd } from '@mantine/core';
import { shortcutsOf, useCommands } from './registry.ts';
import { shortcutKeys } from './shortcut.ts';

/** The keys of a command as they are now; nothing where it has none. */
export function CommandKeys({ id }: { readonly id: string }) {
  const command = useCommands().get(id);
  const shortcut = command && shortcutsOf(command)[0];
  return shortcut === undefined ? null : <Kbd>{shortcutKeys(shortcut).join(' ')}</Kbd>;
}
