import { DEFAULT_THEME } from '@mantine/core';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { cssVariables } from './theme.ts';

const tokens = readFileSync('renderer/theme/tokens.css', 'utf8');
const { light, dark } = cssVariables(DEFAULT_THEME);

it('leaves no grey of the dark window to the library', () => {
  const shades = DEFAULT_THEME.colors.dark.map((_, shade) => `--mantine-color-dark-${shade}`);
  expect(shades.filter((shade) => !(shade in dark))).toEqual([]);
});

it.each(Object.entries({ light, dark }))('takes the colours of the %s window from the tokens alone', (_, variables) => {
  const named = Object.values(variables).map((value) => /^var\((--[\w-]+)\)$/.exec(value ?? '')?.[1] ?? `no token: ${value}`);
  expect(named.filter((name) => !tokens.includes(`${name}:`))).toEqual([]);
});
