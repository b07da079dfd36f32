import { expect, it } from 'vitest';
import { lookOf } from './look.ts';

const system = { dark: true, contrast: true, reducedMotion: false };
const chosen = { appearance: 'system', density: 'comfortable', motion: 'system' } as const;

it('looks as the system wants where that is left to it', () => {
  expect(lookOf(chosen, system)).toEqual({ scheme: 'dark', contrast: true, density: 'comfortable', reducedMotion: false });
  expect(lookOf(chosen, { dark: false, contrast: false, reducedMotion: true })).toMatchObject({
    scheme: 'light',
    contrast: false,
    reducedMotion: true,
  });
});

it('looks as chosen, whatever the system wants', () => {
  expect(lookOf({ ...chosen, appearance: 'light' }, system)).toMatchObject({ scheme: 'light', contrast: false });
  expect(lookOf({ ...chosen, appearance: 'contrast-dark' }, { ...system, dark: false, contrast: false })).toMatchObject({
    scheme: 'dark',
    contrast: true,
  });
  expect(lookOf({ ...chosen, density: 'compact', motion: 'reduced' }, system)).toMatchObject({ density: 'compact', reducedMotion: true });
});
