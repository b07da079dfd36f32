import { IconContrast, IconContrastFilled, IconDeviceDesktop, IconMoon, IconSun } from '@tabler/icons-react';
import type { ComponentType } from 'react';
import type { WindowText } from '../language/text.ts';
import type { Appearance, Density, Motion } from './settings.ts';

interface Choice<T extends string> {
  readonly value: T;
  readonly label: WindowText;
  /** The command that chooses it. */
  readonly command: WindowText;
}

type AppearanceChoice = Choice<Appearance> & { readonly Icon: ComponentType<{ size?: number | string; stroke?: number | string }> };

export const appearances: readonly AppearanceChoice[] = [
  { value: 'system', label: 'As the system', command: 'Appearance: As the system', Icon: IconDeviceDesktop },
  { value: 'light', label: 'Light', command: 'Appearance: Light', Icon: IconSun },
  { value: 'dark', label: 'Dark', command: 'Appearance: Dark', Icon: IconMoon },
  { value: 'contrast-light', label: 'High contrast, light', command: 'Appearance: High contrast, light', Icon: IconContrast },
  { value: 'contrast-dark', label: 'High contrast, dark', command: 'Appearance: High contrast, dark', Icon: IconContrastFilled },
];

export const densities: readonly Choice<Density>[] = [
  { value: 'comfortable', label: 'Comfortable', command: 'Density: Comfortable' },
  { value: 'compact', label: 'Compact', command: 'Density: Compact' },
];

export const motions: readonly Choice<Motion>[] = [
  { value: 'system', label: 'As the system', command: 'Motion: As the system' },
  { value: 'reduced', label: 'Reduced', command: 'Motion: Reduced' },
];
