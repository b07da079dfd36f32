import { useDocument } from '../document/store.ts';
import { t } from '../language/text.ts';
import { ModulePorts } from './module-ports.tsx';
import classes from './modules.module.css';

/** The module whose drawing is on the canvas, with its ports; nothing where the network itself is. */
export function OpenModuleSection() {
  const id = useDocument(({ level }) => level.at(-1)?.module);
  const module = useDocument(({ whole }) => whole.modules?.find((candidate) => candidate.id === id));
  if (module === undefined) return null;
  return (
    <section className={classes.section} aria-label={t('Module {module}', { module: module.name })}>
      <h3>{t('Module {module}', { module: module.name })}</h3>
      <ModulePorts module={module} />
    </section>
  );
}
