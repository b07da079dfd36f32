import { IconChevronRight } from '@tabler/icons-react';
import { Fragment } from 'react';
import { levelNames } from '../document/level.ts';
import { useDocument } from '../document/store.ts';
import { t } from '../language/text.ts';
import classes from './breadcrumbs.module.css';
import { openLevel } from './open-level.ts';
import { ShownCopy } from './shown-copy.tsx';

/** The way from the network to the module that is open; a click goes back to a level of it. */
export function Breadcrumbs() {
  const whole = useDocument((state) => state.whole);
  const level = useDocument((state) => state.level);
  if (level.length === 0) return null;
  const names = levelNames(whole, level);
  return (
    <nav className={classes.crumbs} aria-label={t('Open modules')}>
      {names.map((name, depth) => (
        <Fragment key={depth}>
          {depth > 0 && <IconChevronRight size={13} stroke={2} aria-hidden />}
          {depth === names.length - 1 ? (
            <span aria-current="location">{name}</span>
          ) : (
            <button type="button" onClick={() => openLevel(level.slice(0, depth), level[depth]?.node)}>
              {name}
            </button>
          )}
        </Fragment>
      ))}
      <ShownCopy />
      <small>{t('What you change here changes in every place of the module.')}</small>
    </nav>
  );
}
