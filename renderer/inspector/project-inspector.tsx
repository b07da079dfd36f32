import { Textarea, TextInput } from '@mantine/core';
import { useId, useState } from 'react';
import { optimizerOf } from '../../engine/optimizers/registry.ts';
import { executeEdit } from '../document/execute.ts';
import { useDocument } from '../document/store.ts';
import { LibraryList } from '../modules/library-list.tsx';
import { ModuleList } from '../modules/module-list.tsx';
import { OpenModuleSection } from '../modules/open-module.tsx';
import { TrainingForm } from '../train/settings/training-form.tsx';
import { engineText, t } from '../language/text.ts';
import { Formula } from './formula.tsx';
import classes from './inspector.module.css';
import fields from '../parameters/parameters.module.css';

/** The project's name, description and how it is trained. */
export function ProjectInspector() {
  const id = useId();
  const description = useDocument(({ whole: project }) => project.description);
  return (
    <>
      <OpenModuleSection />
      <section className={classes.section}>
        <h3>{t('Project')}</h3>
        <div className={fields.row}>
          <label className={fields.label} htmlFor={`${id}-name`}>
            {t('Name')}
          </label>
          <ProjectName id={`${id}-name`} />
        </div>
        <div className={fields.row}>
          <label className={fields.label} htmlFor={`${id}-about`}>
            {t('About')}
          </label>
          <Textarea
            id={`${id}-about`}
            size="xs"
            placeholder={t('What the network is for')}
            classNames={{ input: classes.about }}
            maxLength={10_000}
            value={description}
            onChange={(event) => executeEdit({ type: 'describe', description: event.currentTarget.value })}
            onBlur={() => useDocument.getState().seal()}
          />
        </div>
      </section>
      <ModuleList />
      <LibraryList />
      <section className={classes.section}>
        <h3>{t('Training')}</h3>
        <TrainingForm />
        <UpdateRule />
      </section>
    </>
  );
}

function UpdateRule() {
  const optimizer = useDocument(({ whole: project }) => optimizerOf(project.training.optimizer.type));
  if (optimizer === undefined) return null;
  return (
    <>
      <h3 className={classes.subheading}>{t('Step of {optimizer}', { optimizer: engineText(optimizer.title) })}</h3>
      <Formula tex={optimizer.formula} />
    </>
  );
}

/** An empty name stays in the field and isn't given on. */
function ProjectName({ id }: { readonly id: string }) {
  const name = useDocument((state) => state.project.name);
  const [draft, setDraft] = useState<string>();
  return (
    <TextInput
      id={id}
      value={draft ?? name}
      maxLength={256}
      error={draft === '' ? t('A project needs a name.') : undefined}
      onChange={(event) => {
        const next = event.currentTarget.value;
        setDraft(next === '' ? '' : undefined);
        if (next !== '') executeEdit({ type: 'describe', name: next });
      }}
      onBlur={() => {
        setDraft(undefined);
        useDocument.getState().seal();
      }}
    />
  );
}
