import { Switch } from '@mantine/core';
import { useId } from 'react';
import type { DatasetInfo } from '../../engine/data/dataset.ts';
import { isText } from '../../engine/preprocessing/continuation.ts';
import { preparedInfo } from '../../engine/preprocessing/prepared-info.ts';
import type { DataSettings } from '../../engine/project/schema.ts';
import { executeEdit } from '../document/execute.ts';
import { useDocument } from '../document/store.ts';
import { t } from '../language/text.ts';
import classes from './inspector.module.css';
import fields from '../parameters/parameters.module.css';
import { NumberField } from '../controls/number-field.tsx';
import { wholeNumberText } from '../parameters/parameter-fault.ts';

const MOST = 65_536;

/** Whether the texts of a field are gone on with, and how far apart their windows begin; nothing for other fields. */
export function ContinuationFields({ dataset, name }: { readonly dataset: DatasetInfo; readonly name: string }) {
  const data = useDocument(({ project }) => project.data);
  const id = useId();
  const isOffered = dataset.fields.some((field) => field.name === name && isText(field));
  if (!isOffered) return null;
  const { continuation } = preparedInfo(dataset, data).info;
  const isOn = continuation?.field === name;
  // Texts without labels have nothing else to teach.
  const isFixed = dataset.task === 'language-modelling';
  const set = (chosen: DataSettings['continuation'], typing?: string) => {
    const label = chosen === undefined ? 'Feed whole texts' : 'Go on with texts';
    executeEdit({ type: 'set-data', changes: { continuation: chosen }, label, ...(typing !== undefined && { typing }) });
  };
  const seal = () => useDocument.getState().seal();
  return (
    <section className={classes.section} aria-label={t('Texts to go on with')}>
      <h3>{t('Texts to go on with')}</h3>
      <div className={fields.row}>
        <label
          className={fields.label}
          htmlFor={`${id}-on`}
          title={t('Samples are windows of all tokens of the texts; an Output can tell the token after each.')}
        >
          {t('Tell the next token')}
        </label>
        <Switch
          id={`${id}-on`}
          size="xs"
          checked={isOn}
          disabled={isFixed && isOn}
          onChange={({ currentTarget }) => {
            set(currentTarget.checked ? { field: name } : undefined);
            seal();
          }}
        />
      </div>
      {isOn && (
        <>
          <div className={fields.row}>
            <label className={fields.label} htmlFor={`${id}-stride`} title={t('Tokens from the begin of one window to that of the next.')}>
              {t('Stride')}
            </label>
            <NumberField
              id={`${id}-stride`}
              value={continuation.stride}
              faultOf={(value) => (Number.isInteger(value) && value >= 1 && value <= MOST ? undefined : wholeNumberText(1, MOST))}
              onChange={(value) => set({ field: name, stride: value }, 'continuation:stride')}
              onLeave={seal}
            />
          </div>
          <p className={classes.unknown}>
            {t('The target is “{target}”. A window has as many tokens as the step Tokenise is long.', { target: continuation.target })}
          </p>
        </>
      )}
    </section>
  );
}
