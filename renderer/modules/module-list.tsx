import { Button } from '@mantine/core';
import { runCommand } from '../commands/registry.ts';
import { portsText, unusedModules, usersOf } from '../document/module-edits.ts';
import { useDocument } from '../document/store.ts';
import { t } from '../language/text.ts';
import classes from './modules.module.css';
import { openLevel } from '../canvas/open-level.ts';

/** The project's modules, where they are used; those that nothing needs can be taken out. */
export function ModuleList() {
  const whole = useDocument((state) => state.whole);
  const { modules = [] } = whole;
  if (modules.length === 0) return null;
  const unused = unusedModules(whole);
  return (
    <section className={classes.section} aria-label={t('Modules of the project')}>
      <h3>{t('Modules')}</h3>
      <ul className={classes.list}>
        {modules.map((module) => (
          <li key={module.id}>
            <button type="button" onClick={() => openLevel([{ module: module.id }])} title={t('Open {module}', { module: module.name })}>
              {module.name}
            </button>
            <span>{portsText(module)}</span>
            <small>{unused.includes(module) ? t('unused') : `× ${usersOf(whole, module.id)}`}</small>
          </li>
        ))}
      </ul>
      {unused.length > 0 && (
        <Button size="compact-xs" variant="default" onClick={() => runCommand('module.removeUnused')}>
          {t('Delete {count, plural, one {the unused one} other {# unused ones}}', { count: unused.length })}
        </Button>
      )}
    </section>
  );
}
