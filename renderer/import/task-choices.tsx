import { Select, Switch, TextInput } from '@mantine/core';
import { importTasks, type SplitChoice } from '../../engine/conversion/definition.ts';
import type { ImportPreview } from '../../engine/conversion/import-preview.ts';
import { taskNames } from '../data/dataset-facts.ts';
import { NumberField } from '../controls/number-field.tsx';
import { t, type WindowText } from '../language/text.ts';
import { Row } from '../controls/row.tsx';
import { targetOf, targetsOf } from './guesses.ts';
import styles from './import.module.css';
import { choose, useImport } from './import-store.ts';

const nothing = () => {};

/** What is predicted, and as what. */
export function TaskChoices({ preview }: { readonly preview: ImportPreview }) {
  const chosen = useImport((state) => state.chosen);
  const targets = targetsOf(preview, chosen);
  const task = chosen.task ?? preview.info?.task;
  return (
    <section className={styles.group} aria-label={t('Task')}>
      <h3>{t('Task')}</h3>
      {targets.length > 0 && (
        <Row label={t('Predict')} help={t("What the network is to learn; all else that isn't left out is its input.")}>
          {(id) => (
            <Select
              id={id}
              searchable={targets.length > 12}
              limit={200}
              nothingFoundMessage={t('No such column')}
              placeholder={task === 'language-modelling' ? t('the text itself') : t('choose a column')}
              data={[...targets]}
              value={targetOf(preview, chosen) ?? null}
              onChange={(next) => next !== null && choose({ target: next, task: undefined, classNames: undefined })}
              comboboxProps={{ width: 'max-content', position: 'bottom-start' }}
            />
          )}
        </Row>
      )}
      <Row label={t('As')} help={t('A class out of several, a number, a class for each pixel, or the next character.')}>
        {(id) => (
          <Select
            id={id}
            placeholder={t('as guessed')}
            data={importTasks.map((value) => ({ value, label: t(taskNames[value]) }))}
            value={task ?? null}
            onChange={(next) => choose({ task: importTasks.find((value) => value === next) })}
            comboboxProps={{ width: 'max-content', position: 'bottom-start' }}
          />
        )}
      </Row>
    </section>
  );
}

const firstWindow = { length: 30, horizon: 1, stride: 1, step: 'step' };

const windowNumbers = [
  { name: 'length', label: 'Length', help: 'Steps that the network sees.', max: 100_000 },
  { name: 'horizon', label: 'Horizon', help: 'Steps ahead that it forecasts.', max: 10_000 },
  { name: 'stride', label: 'Stride', help: 'Steps from one window to the next.', max: 100_000 },
] as const;

/** Rows that are steps of a series, cut into windows. */
export function WindowChoices({ preview }: { readonly preview: ImportPreview }) {
  const window = useImport((state) => state.chosen.window);
  const columns = preview.columns?.map(({ name }) => name) ?? [];
  return (
    <section className={styles.group} aria-label={t('Series')}>
      <h3>{t('Series')}</h3>
      <Row label={t('In order')} help={t('The rows are steps of a series, of which windows are cut; the last ones are for testing.')}>
        {(id) => (
          <Switch
            id={id}
            label={t('rows are time steps')}
            checked={window !== undefined}
            onChange={(event) => choose({ window: event.currentTarget.checked ? firstWindow : undefined })}
          />
        )}
      </Row>
      {window !== undefined &&
        windowNumbers.map(({ name, label, help, max }) => (
          <Row key={name} label={t(label)} help={t(help)}>
            {(id) => (
              <NumberField
                id={id}
                value={window[name]}
                faultOf={(value) => wholeFault(value, max)}
                onChange={(value) => choose({ window: { ...window, [name]: value } })}
                onLeave={nothing}
              />
            )}
          </Row>
        ))}
      {window !== undefined && (
        <Row label={t('A step is a')} help={t('What a step is called: day, hour, frame.')}>
          {(id) => (
            <TextInput
              id={id}
              value={window.step}
              maxLength={32}
              error={window.step.trim() === '' ? t('A word, such as day.') : undefined}
              onChange={(event) => choose({ window: { ...window, step: event.currentTarget.value } })}
            />
          )}
        </Row>
      )}
      {window !== undefined && (
        <Row
          label={t('Time')}
          help={t('Column by which the steps are ordered. A column of dates that only falls turns the rows round by itself.')}
        >
          {(id) => (
            <Select
              id={id}
              clearable
              searchable={columns.length > 12}
              limit={200}
              placeholder={t('the order of the rows')}
              data={columns}
              value={window.time ?? null}
              onChange={(next) => {
                const { time: _, ...rest } = window;
                choose({ window: next === null ? rest : { ...rest, time: next } });
              }}
              comboboxProps={{ width: 'max-content', position: 'bottom-start' }}
            />
          )}
        </Row>
      )}
    </section>
  );
}

const directions = [
  { value: 'guess', label: 'as guessed' },
  { value: 'yes', label: 'lead one way' },
  { value: 'no', label: 'lead both ways' },
] as const;

/** Whether the edges of a graph have a direction. */
export function GraphChoices({ preview: { info } }: { readonly preview: ImportPreview }) {
  const directed = useImport((state) => state.chosen.directed);
  const guessed = info?.graph === undefined ? 'as guessed' : info.graph.directed ? 'as guessed: one way' : 'as guessed: both ways';
  const options = directions.map(({ value, label }) => ({
    value,
    label: t(value === 'guess' && directed === undefined ? guessed : label),
  }));
  return (
    <section className={styles.group} aria-label={t('Graph')}>
      <h3>{t('Graph')}</h3>
      <Row label={t('Edges')} help={t('Whether an edge leads from its first node to its second alone, or joins them in both directions.')}>
        {(id) => (
          <Select
            id={id}
            data={options}
            value={directed === undefined ? 'guess' : directed ? 'yes' : 'no'}
            onChange={(next) => choose({ directed: next === 'yes' ? true : next === 'no' ? false : undefined })}
            comboboxProps={{ width: 'max-content', position: 'bottom-start' }}
          />
        )}
      </Row>
    </section>
  );
}

function wholeFault(value: number, max: number): string | undefined {
  return Number.isInteger(value) && value >= 1 && value <= max ? undefined : t('A whole number from 1 to {max}.', { max });
}

const channelOptions = [
  { value: '', label: 'as they are' },
  { value: '1', label: 'grey' },
  { value: '3', label: 'red, green, blue' },
] as const;

/** Size and colours that pictures are brought to. */
export function PictureChoices({ preview: { info } }: { readonly preview: ImportPreview }) {
  const { size, channels } = useImport((state) => state.chosen);
  const image = info?.fields.find(({ semantics }) => semantics === 'image');
  return (
    <section className={styles.group} aria-label={t('Pictures')}>
      <h3>{t('Pictures')}</h3>
      <Row label={t('Edge')} help={t('Pixels that width and height of the pictures are brought to.')}>
        {(id) => (
          <NumberField
            id={id}
            value={size ?? image?.shape[1]}
            faultOf={(value) => wholeFault(value, 1024)}
            step={8}
            onChange={(value) => choose({ size: value })}
            onLeave={nothing}
          />
        )}
      </Row>
      <Row label={t('Colours')} help={t('Channels of the stored pictures.')}>
        {(id) => (
          <Select
            id={id}
            data={channelOptions.map(({ value, label }) => ({ value, label: t(label) }))}
            value={channels === undefined ? '' : String(channels)}
            onChange={(next) => choose({ channels: next === '1' ? 1 : next === '3' ? 3 : undefined })}
            comboboxProps={{ width: 'max-content', position: 'bottom-start' }}
          />
        )}
      </Row>
    </section>
  );
}

type SplitKind = SplitChoice['kind'] | 'guess';

const splits: readonly { readonly value: SplitKind; readonly label: WindowText }[] = [
  { value: 'guess', label: 'as guessed' },
  { value: 'source', label: 'as the source says' },
  { value: 'hash', label: 'by hash of the input' },
  { value: 'stratified', label: 'the same share of each class' },
  { value: 'order', label: 'the last ones' },
  { value: 'column', label: 'as a column says' },
];

const TEST_SHARE = 0.2;

/** Which samples are kept for testing. */
export function SplitChoices({ preview }: { readonly preview: ImportPreview }) {
  const split = useImport((state) => state.chosen.split);
  const series = useImport((state) => state.chosen.window !== undefined);
  const names = preview.columns?.map(({ name }) => name) ?? [];
  const offered = splits.filter(
    ({ value }) => (value !== 'column' || names.length > 0) && (value !== 'stratified' || preview.info?.task !== 'regression'),
  );
  const share = split !== undefined && 'test' in split ? split.test : TEST_SHARE;
  const setKind = (kind: SplitKind | undefined) => {
    if (kind === undefined || kind === 'guess') return choose({ split: undefined });
    if (kind === 'source') return choose({ split: { kind } });
    if (kind !== 'column') return choose({ split: { kind, test: share } });
    choose({ split: { kind, column: names.find((name) => /split|set|fold|划分/i.test(name)) ?? names[0] } });
  };
  if (series) return null;
  return (
    <section className={styles.group} aria-label={t('Test samples')}>
      <h3>{t('Test samples')}</h3>
      <Row label={t('Chosen')} help={t('Samples for testing are never trained on. By hash, equal inputs never stand on both sides.')}>
        {(id) => (
          <Select
            id={id}
            data={offered.map(({ value, label }) => ({ value, label: t(label) }))}
            value={split?.kind ?? 'guess'}
            onChange={(next) => setKind(splits.find(({ value }) => value === next)?.value)}
            comboboxProps={{ width: 'max-content', position: 'bottom-start' }}
          />
        )}
      </Row>
      {split !== undefined && 'test' in split && (
        <Row label={t('Share, %')} help={t('Share of the samples that is for testing.')}>
          {(id) => (
            <NumberField
              id={id}
              percent
              value={split.test}
              faultOf={(value) => (value > 0 && value < 1 ? undefined : t('More than 0 and less than 100.'))}
              onChange={(test) => choose({ split: { ...split, test } })}
              onLeave={nothing}
            />
          )}
        </Row>
      )}
      {split?.kind === 'column' && (
        <Row label={t('Column')} help={t('Its values are train and test.')}>
          {(id) => (
            <Select
              id={id}
              searchable={names.length > 12}
              limit={200}
              data={names}
              value={split.column}
              onChange={(column) => column !== null && choose({ split: { kind: 'column', column } })}
              comboboxProps={{ width: 'max-content', position: 'bottom-start' }}
            />
          )}
        </Row>
      )}
    </section>
  );
}
