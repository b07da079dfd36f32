import { Button } from '@mantine/core';
import { useId } from 'react';
import type { DatasetInfo } from '../../engine/data/dataset.ts';
import { preparedInfo } from '../../engine/preprocessing/prepared-info.ts';
import type { DataSettings } from '../../engine/project/schema.ts';
import { formatCount } from '../window/format.ts';
import { executeEdit } from '../document/execute.ts';
import { useDocument } from '../document/store.ts';
import { t, type Text } from '../language/text.ts';
import classes from './inspector.module.css';
import fields from '../parameters/parameters.module.css';
import { NumberField } from '../controls/number-field.tsx';
import { wholeNumberText } from '../parameters/parameter-fault.ts';
import { StepProblem } from './step-problem.tsx';

const numbers = [
  { name: 'length', label: 'Length', help: 'Steps that the network sees.', max: 100_000 },
  { name: 'horizon', label: 'Horizon', help: 'Steps ahead that it forecasts.', max: 10_000 },
  { name: 'stride', label: 'Stride', help: 'Steps from one window to the next.', max: 100_000 },
] as const satisfies readonly { readonly name: string; readonly label: Text; readonly help: Text; readonly max: number }[];

/** The windows that are cut of a series, the dataset's own or the project's; nothing for other data. */
export function WindowFields({ dataset }: { readonly dataset: DatasetInfo }) {
  const data = useDocument(({ project }) => project.data);
  const id = useId();
  if (dataset.window === undefined || dataset.steps === undefined) return null;
  const shown = data.window ?? dataset.window;
  const { info, problems } = preparedInfo(dataset, data);
  const problem = problems.find(({ code }) => code === 'bad-window');
  const set = (window: DataSettings['window'], typing?: string) => {
    const label = window === undefined ? 'Use the dataset’s windows' : 'Set the windows';
    executeEdit({ type: 'set-data', changes: { window }, label, ...(typing !== undefined && { typing }) });
  };
  const seal = () => useDocument.getState().seal();
  return (
    <section className={classes.section} aria-label={t('Windows')}>
      <h3>
        {t('Windows')}
        {data.window !== undefined && (
          <Button
            variant="subtle"
            size="compact-xs"
            fz={11}
            className={classes.reset}
            onClick={() => {
              set(undefined);
              seal();
            }}
          >
            {t('Use the dataset’s')}
          </Button>
        )}
      </h3>
      {numbers.map(({ name, label, help, max }) => (
        <div key={name} className={fields.row}>
          <label className={fields.label} htmlFor={`${id}-${name}`} title={t(help)}>
            {t(label)}
          </label>
          <NumberField
            id={`${id}-${name}`}
            value={shown[name]}
            faultOf={(value) => (Number.isInteger(value) && value >= 1 && value <= max ? undefined : wholeNumberText(1, max))}
            onChange={(value) => {
              const { length, horizon, stride } = shown;
              set({ length, horizon, stride, [name]: value }, `window:${name}`);
            }}
            onLeave={seal}
          />
        </div>
      ))}
      {problem === undefined ? (
        <p className={classes.unknown}>
          {t('{train} windows for training, {test} for testing', {
            train: formatCount(info.splits.train),
            test: formatCount(info.splits.test),
          })}
        </p>
      ) : (
        <StepProblem problem={problem} />
      )}
    </section>
  );
}
