import { Button, Select, TextInput } from '@mantine/core';
import { isInstance, moduleIdOf } from '../../engine/modules/instance-layer.ts';
import type { ProjectNode } from '../../engine/project/schema.ts';
import { runCommand } from '../commands/registry.ts';
import { executeEdit } from '../document/execute.ts';
import { containmentProblem, portsText, usersOf } from '../document/module-edits.ts';
import { useDocument } from '../document/store.ts';
import { t } from '../language/text.ts';
import { ModulePorts } from './module-ports.tsx';
import classes from './modules.module.css';

/** Which module a node stands for, what it is called, and what can be done with it. */
export function ModuleSection({ node }: { readonly node: ProjectNode }) {
  const whole = useDocument((state) => state.whole);
  const open = useDocument((state) => state.level.at(-1)?.module);
  if (!isInstance(node)) return null;
  const modules = whole.modules ?? [];
  const module = modules.find(({ id }) => id === moduleIdOf(node));
  const users = module === undefined ? 0 : usersOf(whole, module.id);
  return (
    <section className={classes.section} aria-label={t('Module')}>
      <h3>{t('Module')}</h3>
      <Select
        size="xs"
        aria-label={t('Module')}
        placeholder={t(modules.length === 0 ? 'The project has no module yet' : 'Choose a module')}
        value={module?.id ?? null}
        data={modules.map(({ id, name }) => ({ value: id, label: name, disabled: containmentProblem(whole, open, id) !== undefined }))}
        onChange={(value) => value !== null && executeEdit({ type: 'set-parameter', node: node.id, parameter: 'module', value })}
      />
      {module !== undefined && (
        <>
          <TextInput
            size="xs"
            label={t('Name')}
            value={module.name}
            onChange={({ currentTarget }) => executeEdit({ type: 'rename-module', module: module.id, name: currentTarget.value })}
            onBlur={() => useDocument.getState().seal()}
          />
          <p className={classes.facts}>
            {t('{ports}. {count, plural, one {Used here alone.} other {Used in # places, which all follow its drawing.}}', {
              ports: portsText(module),
              count: users,
            })}
          </p>
          <ModulePorts module={module} />
          <div className={classes.actions}>
            <Button size="compact-xs" variant="default" onClick={() => runCommand('module.open')}>
              {t('Open')}
            </Button>
            {node.type === 'Module' && (
              <Button size="compact-xs" variant="default" onClick={() => runCommand('module.scan')}>
                {t('Scan')}
              </Button>
            )}
            {node.type === 'Module' && (
              <Button size="compact-xs" variant="default" onClick={() => runCommand('module.unpack')}>
                {t('Unpack')}
              </Button>
            )}
            <Button size="compact-xs" variant="default" disabled={users < 2} onClick={() => runCommand('module.detach')}>
              {t('Detach')}
            </Button>
            <Button size="compact-xs" variant="default" onClick={() => runCommand('module.keep')}>
              {t('Keep in library')}
            </Button>
          </div>
        </>
      )}
    </section>
  );
}
