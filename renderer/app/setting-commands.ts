import { IconKeyframes, IconLanguage, IconSpacingVertical } from '@tabler/icons-react';
import type { Command } from '../commands/registry.ts';
import { LANGUAGES, useLanguage } from '../language/languages.ts';
import { speak, t } from '../language/text.ts';
import { appearances, densities, motions } from '../window/choices.ts';
import { attempt } from '../window/failures.ts';
import { useSettings } from '../window/settings.ts';

/** Language and look. */
export const settingCommands: readonly Command[] = [
  ...LANGUAGES.map(
    ({ id, name }): Command => ({
      id: `view.language.${id}`,
      label: { text: 'Language: {name}', values: { name } },
      group: 'view',
      icon: IconLanguage,
      keywords: ['language', 'translation', '语言', 'chinese', 'english'],
      checked: () => useLanguage.getState().language === id,
      run: () => void attempt(t('The language could not be loaded'), () => speak(id)),
    }),
  ),
  ...appearances.map(
    ({ value, command, Icon }): Command => ({
      id: `view.appearance.${value}`,
      label: command,
      group: 'view',
      icon: Icon,
      keywords: ['theme', 'colour', 'color', 'mode', 'contrast'],
      checked: () => useSettings.getState().appearance === value,
      run: () => void useSettings.setState({ appearance: value }),
    }),
  ),
  ...densities.map(
    ({ value, command }): Command => ({
      id: `view.density.${value}`,
      label: command,
      group: 'view',
      icon: IconSpacingVertical,
      keywords: ['spacing', 'size', 'tight'],
      checked: () => useSettings.getState().density === value,
      run: () => void useSettings.setState({ density: value }),
    }),
  ),
  ...motions.map(
    ({ value, command }): Command => ({
      id: `view.motion.${value}`,
      label: command,
      group: 'view',
      icon: IconKeyframes,
      keywords: ['animation'],
      checked: () => useSettings.getState().motion === value,
      run: () => void useSettings.setState({ motion: value }),
    }),
  ),
];
