/** A key with its modifiers. `mod` is Ctrl, and Command on a Mac. */
interface Chord {
  readonly key: string;
  readonly mod: boolean;
  readonly shift: boolean;
  readonly alt: boolean;
}

type KeyPress = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>;

const isMac = typeof navigator !== 'undefined' && /mac/i.test(navigator.platform);

const keyNames: Readonly<Record<string, string>> = {
  Delete: 'Del',
  Escape: 'Esc',
  Enter: '↵',
  ' ': 'Space',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
};

/** True where the pressed keys are those of the shortcut, `mod+Shift+Z`. */
export function matchesShortcut(event: KeyPress, shortcut: string): boolean {
  const chord = parse(shortcut);
  const mod = isMac ? event.metaKey : event.ctrlKey;
  const shiftFits = chord.shift === event.shiftKey || (isSymbol(chord.key) && !chord.shift);
  return event.key.toLowerCase() === chord.key.toLowerCase() && mod === chord.mod && event.altKey === chord.alt && shiftFits;
}

/** The shortcut that pressed keys are; undefined while only Ctrl, Shift or Alt are held. */
export function shortcutOf(event: KeyPress): string | undefined {
  if (['Control', 'Shift', 'Alt', 'Meta', 'AltGraph', 'Dead', 'Unidentified'].includes(event.key)) return undefined;
  const mod = isMac ? event.metaKey : event.ctrlKey;
  const key = event.key.length === 1 ? event.key.toUpperCase() : event.key;
  const shift = event.shiftKey && !isSymbol(key);
  return [...(mod ? ['mod'] : []), ...(event.altKey ? ['Alt'] : []), ...(shift ? ['Shift'] : []), key].join('+');
}

/** The keys as they are printed in menus: `['Ctrl', 'Shift', 'Z']`. */
export function shortcutKeys(shortcut: string): readonly string[] {
  const { key, mod, shift, alt } = parse(shortcut);
  const name = keyNames[key] ?? (key.length === 1 ? key.toUpperCase() : key);
  return [...(mod ? [isMac ? '⌘' : 'Ctrl'] : []), ...(alt ? ['Alt'] : []), ...(shift ? ['Shift'] : []), name];
}

function parse(shortcut: string): Chord {
  const plus = shortcut.endsWith('++') || shortcut === '+';
  const parts = (plus ? shortcut.slice(0, -1) : shortcut).split('+').filter((part) => part !== '');
  const key = plus ? '+' : (parts.pop() ?? '');
  const modifiers = new Set(parts.map((part) => part.toLowerCase()));
  return { key, mod: modifiers.has('mod'), shift: modifiers.has('shift'), alt: modifiers.has('alt') };
}

/** A key that some keyboards give with Shift only, such as + and ?. */
function isSymbol(key: string): boolean {
  return key.length === 1 && !/[a-z0-9 ]/i.test(key);
}
