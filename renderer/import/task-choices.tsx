import { Select, Switch, TextInput } from '@mantine/core';
import { importTasks, type SplitChoice } from '../../engine/conversion/definition.ts';
import type { ImportPreview } from '../../engine/conversion/import-preview.ts';
import { NumberField } from '../inspector/number-field.tsx';
import { Row } from '../train/settings/rows.tsx';
import { taskNames } from './facts.tsx';
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
    <section className={styles.group} aria-label="Task">
      <h3>Task</h3>
      {targets.length > 0 && (
        <Row label="Predict" help="What the network is to learn; all else that isn't left out is its input.">
          {(id) => (
            <Select
              id={id}
              searchable={targets.length > 12}
              limit={200}
              nothingFoundMessage="No such column"
              placeholder={task === 'language-modelling' ? 'the text itself' : 'choose a column'}
              data={[...targets]}
              value={targetOf(preview, chosen) ?? null}
              onChange={(next) => next !== null && choose({ target: next, task: undefined, classNames: undefined })}
              comboboxProps={{ width: 'max-content', position: 'bottom-start' }}
            />
          )}
        </Row>
      )}
      <Row label="As" help="A class out of several, a number, a class for each pixel, or the next character.">
        {(id) => (
          <Select
            id={id}
            placeholder="as guessed"
            data={importTasks.map((value) => ({ value, label: taskNames[value] }))}
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
    <section className={styles.group} aria-label="Series">
      <h3>Series</h3>
      <Row label="In order" help="The rows are steps of a series, of which windows are cut; the last ones are for testing.">
        {(id) => (
          <Switch
            id={id}
            label="rows are time steps"
            checked={window !== undefined}
            onChange={(event) => choose({ window: event.currentTarget.checked ? firstWindow : undefined })}
          />
        )}
      </Row>
      {window !== undefined &&
        windowNumbers.map(({ name, label, help, max }) => (
          <Row key={name} label={label} help={help}>
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
        <Row label="A step is a" help="What a step is called: day, hour, frame.">
          {(id) => (
            <TextInput
              id={id}
              value={window.step}
              maxLength={32}
              error={window.step.trim() === '' ? 'A word, such as day.' : undefined}
              onChange={(event) => choose({ window: { ...window, step: event.currentTarget.value } })}
            />
          )}
        </Row>
      )}
      {window !== undefined && (
        <Row label="Time" help="Column by which the steps are ordered. A column of dates that only falls turns the rows round by itself.">
          {(id) => (
            <Select
              id={id}
              clearable
              searchable={columns.length > 12}
              limit={200}
              placeholder="the order of the rows"
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
  const guessed = info?.graph === undefined ? '' : info.graph.directed ? ': one way' : ': both ways';
  const options = directions.map(({ value, label }) => ({
    value,
    label: value === 'guess' && directed === undefined ? `${label}${guessed}` : label,
  }));
  return (
    <section className={styles.group} aria-label="Graph">
      <h3>Graph</h3>
      <Row label="Edges" help="Whether an edge leads from its first node to its second alone, or joins them in both directions.">
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
  return Number.isInteger(value) && value >= 1 && value <= max ? undefined : `A whole number from 1 to ${max}.`;
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
    <section className={styles.group} aria-label="Pictures">
      <h3>Pictures</h3>
      <Row label="Edge" help="Pixels that width and height of the pictures are brought to.">
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
      <Row label="Colours" help="Channels of the stored pictures.">
        {(id) => (
          <Select
            id={id}
            data={[...channelOptions]}
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

const splits: readonly { readonly value: SplitKind; readonly label: string }[] = [
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
    <section className={styles.group} aria-label="Test samples">
      <h3>Test samples</h3>
      <Row label="Chosen" help="Samples for testing are never trained on. By hash, equal inputs never stand on both sides.">
        {(id) => (
          <Select
            id={id}
            data={[...offered]}
            value={split?.kind ?? 'guess'}
            onChange={(next) => setKind(splits.find(({ value }) => value === next)?.value)}
            comboboxProps={{ width: 'max-content', position: 'bottom-start' }}
          />
        )}
      </Row>
      {split !== undefined && 'test' in split && (
        <Row label="Share, %" help="Share of the samples that is for testing.">
          {(id) => (
            <NumberField
              id={id}
              percent
              value={split.test}
              faultOf={(value) => (value > 0 && value < 1 ? undefined : 'More than 0 and less than 100.')}
              onChange={(test) => choose({ split: { ...split, test } })}
              onLeave={nothing}
            />
          )}
        </Row>
      )}
      {split?.kind === 'column' && (
        <Row label="Column" help="Its values are train and test.">
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
