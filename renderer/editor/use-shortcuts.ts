import { useEffect } from 'react';
import { alignCommands } from './align-commands.ts';
import { canvasCommands } from './canvas-commands.ts';
import { useClipboardEvents } from './clipboard-commands.ts';
import { moduleCommands } from '../modules/module-commands.ts';
import { editorCommands } from './editor-commands.ts';
import { markCommands } from './mark-commands.ts';
import { allCommands, isAvailable, registerCommands, shortcutsOf, type Command } from '../commands/registry.ts';
import { isRebound } from '../commands/keymap.ts';
import { regionCommands } from './region-commands.ts';
import { matchesShortcut } from '../commands/shortcut.ts';
import { isTextField } from '../commands/text-field.ts';
import { isCanvasActive } from '../canvas/canvas-focus.ts';
import { walkCommands } from './walk-commands.ts';

/** Their keys, arrows and Enter with others, mean something else to the canvas. */
const beforeCanvas: readonly Command[] = [...walkCommands, ...moduleCommands];

/**
 * Registers the editor's commands and runs all commands by their shortcuts; mounted once in the window. Fields and the
 * code editor keep the keys that they use themselves.
 */
export function useShortcuts(): void {
  useClipboardEvents();
  useEffect(
    () =>
      registerCommands([
        ...canvasCommands,
        ...walkCommands,
        ...editorCommands,
        ...markCommands,
        ...alignCommands,
        ...moduleCommands,
        ...regionCommands,
      ]),
    [],
  );
  useEffect(() => {
    // Before the canvas has its own way with the arrow keys and Enter.
    const onCanvasKey = (event: KeyboardEvent) => {
      const command = event.isComposing || !isCanvasActive() ? undefined : beforeCanvas.find((each) => answers(each, event));
      if (command === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      void command.run();
    };
    window.addEventListener('keydown', onCanvasKey, true);
    return () => window.removeEventListener('keydown', onCanvasKey, true);
  }, []);
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
  return allCommands().find((command) => isListenedTo(command) && (!typing || command.inFields === true) && answers(command, event));
}

/** The browser's own events do what is copied and pasted by the usual keys; other keys for it are listened to. */
function isListenedTo({ id, native }: Command): boolean {
  return native !== true || isRebound(id);
}

function answers(command: Command, event: KeyboardEvent): boolean {
  return shortcutsOf(command).some((shortcut) => matchesShortcut(event, shortcut)) && isAvailable(command);
}
