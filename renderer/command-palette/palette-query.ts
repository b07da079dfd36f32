export type PaletteScope = 'all' | 'commands' | 'layers' | 'nodes' | 'training';

const prefixes: Readonly<Record<string, PaletteScope>> = { '>': 'commands', '+': 'layers', '@': 'nodes', '=': 'training' };

/** What is searched for, and where: `>und` looks among commands, `+conv` among layers, `@fc` among nodes, `=adam` among what belongs to training. */
export function parseQuery(query: string): { readonly scope: PaletteScope; readonly text: string } {
  const trimmed = query.trimStart();
  const scope = prefixes[trimmed.charAt(0)];
  return scope === undefined ? { scope: 'all', text: query.trim() } : { scope, text: trimmed.slice(1).trim() };
}

/** How well the words of a query fit a label and its other names: 0 where one of them fits nowhere. */
export function matchQuery(query: string, label: string, ...others: readonly string[]): number {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return Math.min(...words.map((word) => scoreOf(word, label.toLowerCase(), others)));
}

function scoreOf(word: string, label: string, others: readonly string[]): number {
  if (label.startsWith(word)) return 4;
  if (label.includes(` ${word}`)) return 3;
  if (label.includes(word)) return 2;
  return others.some((other) => other.toLowerCase().includes(word)) ? 1 : 0;
}
