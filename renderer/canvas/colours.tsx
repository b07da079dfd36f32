import { Tooltip } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { markColours } from '../../engine/project/schema.ts';
import { runCommand } from '../commands/registry.ts';
import { t } from '../language/text.ts';
import classes from './colours.module.css';

/** The colours that the selection can be marked with, and none. */
export function Colours({ inMenu, onChoose }: { readonly inMenu?: true; readonly onChoose?: () => void }) {
  const role = inMenu && 'menuitem';
  const choose = (colour: string) => {
    runCommand(`mark.${colour}`);
    onChoose?.();
  };
  return (
    <div className={classes.row} role="group" aria-label={t('Colour')}>
      {markColours.map((colour) => (
        <Tooltip key={colour} label={t(colour)}>
          <button
            type="button"
            role={role}
            className={classes.swatch}
            data-marked={colour}
            aria-label={t(colour)}
            onClick={() => choose(colour)}
          />
        </Tooltip>
      ))}
      <Tooltip label={t('no colour')}>
        <button type="button" role={role} className={classes.none} aria-label={t('no colour')} onClick={() => choose('none')}>
          <IconX size={11} stroke={2} aria-hidden />
        </button>
      </Tooltip>
    </div>
  );
}
