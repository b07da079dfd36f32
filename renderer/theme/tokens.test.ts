import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync('renderer/theme/tokens.css', 'utf8');

/** The looks, each with the blocks that make it, the later ones above the earlier. */
const looks = {
  light: [':root'],
  dark: [':root', `:root[data-mantine-color-scheme='dark']`],
  'high contrast, light': [':root', `:root[data-contrast='more']`],
  'high contrast, dark': [
    ':root',
    `:root[data-mantine-color-scheme='dark']`,
    `:root[data-contrast='more']`,
    `:root[data-contrast='more'][data-mantine-color-scheme='dark']`,
  ],
} as const;

const surfaces = ['chrome', 'panel', 'sunken', 'canvas', 'raised', 'hover', 'active'];

describe.each(Object.entries(looks))('the colours of the %s window', (look, blocks) => {
  const tokens = new Map(blocks.flatMap(declarations));
  const colour = (name: string): string => {
    const value = tokens.get(name) ?? '';
    const other = /^var\(--([\w-]+)\)$/.exec(value)?.[1];
    return other === undefined ? value : colour(other);
  };
  const between = (name: string, surface: string) => contrast(colour(name), colour(surface));
  const high = look.startsWith('high');

  it('tell texts from every surface', () => {
    const least = high ? 7 : 4.5;
    const faint = ['text-1', 'text-2', 'text-3'].flatMap((text) =>
      surfaces.filter((surface) => isRead(text, surface) && between(text, surface) < least).map((surface) => `${text} on ${surface}`),
    );
    expect(faint).toEqual([]);
    const coloured = ['accent-text', 'ok', 'warn', 'error'].filter((text) => between(text, 'panel') < least);
    expect(coloured).toEqual([]);
    const soft = ['accent-text on accent-soft', 'ok on ok-soft', 'warn on warn-soft', 'error on error-soft', 'on-accent on accent'];
    expect(soft.filter((pair) => contrast(...pairOf(pair).map(colour)) < least)).toEqual([]);
  });

  it('tell ports, wires, glyphs, marks and the focus from the canvas', () => {
    const marks = [...tokens.keys()].filter((name) => /^(type|category|series)-/.test(name) || name === 'focus' || name === 'selection');
    expect(marks.length).toBeGreaterThan(20);
    expect(marks.filter((name) => between(name, 'canvas') < (high ? 7 : 2.9))).toEqual([]);
  });
});

/** The faintest text stands on what is hovered over or chosen for a moment only, or larger. */
function isRead(text: string, surface: string): boolean {
  return text !== 'text-3' || surface !== 'active';
}

function pairOf(pair: string): [string, string] {
  const [text, surface] = pair.split(' on ');
  return [text, surface];
}

/** Names and values of the tokens that the first block of a selector declares. */
function declarations(selector: string): [string, string][] {
  const start = css.indexOf(`${selector} {`);
  if (start < 0) throw new Error(`tokens.css has no block ${selector}.`);
  const block = css.slice(start, css.indexOf('}', start));
  return [...block.matchAll(/--([\w-]+):\s*([^;]+);/g)].map(([, name, value]) => [name, value]);
}

/** The ratio of WCAG 2.2 between two colours `#rrggbb`. */
function contrast(...colours: readonly string[]): number {
  const [a, b] = colours.map(luminance).sort((first, second) => second - first);
  return (a + 0.05) / (b + 0.05);
}

function luminance(colour: string): number {
  if (!/^#[0-9a-f]{6}$/.test(colour)) throw new Error(`${colour} is no colour #rrggbb.`);
  const [red, green, blue] = [1, 3, 5].map((place) => {
    const share = parseInt(colour.slice(place, place + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
