import { TextInput } from '@mantine/core';
import type { ImportPreview } from '../../engine/conversion/import-preview.ts';
import { bundledCatalog } from '../../engine/data/registry.ts';
import { useHost } from '../host/host.ts';
import { t } from '../language/text.ts';
import { Row } from '../controls/row.tsx';
import { ClassNames } from './class-names.tsx';
import styles from './import.module.css';
import { choose, namesOf, useImport } from './import-store.ts';
import { idFault, replacedBy } from './names.ts';
import { SourceChoices } from './source-choices.tsx';
import { GraphChoices, PictureChoices, SplitChoices, TaskChoices, WindowChoices } from './task-choices.tsx';

/** Everything that is guessed of the data, to be corrected. */
export function ChoicesForm({ preview }: { readonly preview: ImportPreview }) {
  return (
    <>
      <Names />
      <SourceChoices preview={preview} />
      <TaskChoices preview={preview} />
      {preview.form === 'table' && <WindowChoices preview={preview} />}
      {preview.form === 'graph' && <GraphChoices preview={preview} />}
      {preview.form === 'images' && <PictureChoices preview={preview} />}
      <SplitChoices preview={preview} />
      <ClassNames preview={preview} />
    </>
  );
}

/** Title, id and licence. */
function Names() {
  const state = useImport();
  const datasets = useHost((host) => host.datasets);
  const { title, id } = namesOf(state);
  const isBundled = (other: string) => bundledCatalog.infoOf(other) !== undefined;
  const replaced = replacedBy(id, datasets, isBundled);
  const fault = idFault(id, isBundled);
  return (
    <section className={styles.group} aria-label={t('Dataset')}>
      <h3>{t('Dataset')}</h3>
      <Row label={t('Title')} help={t('What lists call the dataset.')}>
        {(field) => (
          <TextInput
            id={field}
            value={title}
            maxLength={200}
            error={title.trim() === '' ? t('A dataset needs a title.') : undefined}
            onChange={(event) => choose({ title: event.currentTarget.value })}
          />
        )}
      </Row>
      <Row label={t('Id')} help={t('What projects and the command line call the dataset.')}>
        {(field) => (
          <TextInput
            id={field}
            value={id}
            maxLength={64}
            error={fault && t(fault)}
            onChange={(event) => choose({ id: event.currentTarget.value })}
          />
        )}
      </Row>
      {replaced !== undefined && (
        <p className={styles.hint}>{t('Your dataset {title} has this id: importing asks to replace it.', { title: replaced.title })}</p>
      )}
      <Row label={t('Licence')} help={t('Under which terms the data may be used; it is shown with the dataset.')}>
        {(field) => (
          <TextInput
            id={field}
            value={state.chosen.license ?? ''}
            placeholder={t('not stated')}
            maxLength={500}
            onChange={(event) => choose({ license: event.currentTarget.value === '' ? undefined : event.currentTarget.value })}
          />
        )}
      </Row>
    </section>
  );
}
