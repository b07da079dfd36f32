import { useEffect } from 'react';
import { allCommands, isAvailable, shortcutsOf, type Command } from './registry.ts';
import { matchesShortcut } from './shortcut.ts';

/** Runs commands by their shortcuts; mounted once in the window. Fields and the code editor keep the keys that they use themselves. */
export function useShortcuts(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      const command = commandFor(event);
      if (command === undefined) return;
      event.preventDefault();
      void command.run();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}

function commandFor(event: KeyboardEvent): Command | undefined {
  const typing = isTextField(event.target);
  return allCommands().find(
    (command) =>
      (!typing || command.inFields === true) &&
      shortcutsOf(command).some((shortcut) => matchesShortcut(event, shortcut)) &&
      isAvailable(command),
  );
}

/** True for elements in which keys write text. */
export function isTextField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.closest('.monaco-editor, [role="dialog"], [role="menu"], [role="listbox"]') !== null) return true;
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'range', 'button'].includes(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}
