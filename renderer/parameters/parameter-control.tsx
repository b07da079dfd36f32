import { ActionIcon, SegmentedControl, Select, Slider, Switch, TextInput, Tooltip } from '@mantine/core';
import { IconDatabaseImport } from '@tabler/icons-react';
import { useId, useState, type ReactNode } from 'react';
import type { Field } from '../../engine/layers/parameters.ts';
import { useDocument } from '../document/store.ts';
import { openImport } from '../import/import-store.ts';
import { engineText, t } from '../language/text.ts';
import { ChoicesControl } from './choices-control.tsx';
import classes from './parameters.module.css';
import { NamesControl } from './names-control.tsx';
import { NumbersControl } from './numbers-control.tsx';
import { NumberField } from '../controls/number-field.tsx';
import { OptionText, optionsWithRefusals } from './option-text.tsx';
import { parameterFault } from './parameter-fault.ts';
import { useReferenceOptions } from './reference-options.ts';
import type { Refusals } from './refusals.ts';
import { SizesControl } from './sizes-control.tsx';

interface ControlProps {
  readonly field: Field;
  readonly value: unknown;
  /** A problem that the analysis found in this parameter. */
  readonly problem?: string | undefined;
  /** Options that don't suit the layer's surroundings, each with the reason. */
  readonly refusals?: Refusals | undefined;
  /** Names that a text can list, with commas between them. */
  readonly names?: readonly string[] | undefined;
  /** Numbers that are out of range are given on as well; they are shown with their fault. */
  readonly takesFaulty?: boolean;
  readonly onChange: (value: unknown) => void;
  /** The field was left: the gesture ends. */
  readonly onLeave: () => void;
}

/** A row of the inspector: the field's label and the control that its kind asks for. */
export function ParameterControl({ name, ...props }: ControlProps & { readonly name: string }) {
  const { field, value, problem } = props;
  const id = useId();
  const [typingFault, setTypingFault] = useState<string>();
  const fault = typingFault ?? parameterFault(field, value) ?? problem;
  return (
    <div className={classes.row} data-parameter={name} data-fault={fault !== undefined || undefined}>
      <label className={classes.label} htmlFor={id} title={field.help === undefined ? undefined : engineText(field.help)}>
        {engineText(field.label)}
      </label>
      <div className={classes.control}>
        <Control {...props} id={id} fault={fault} onFault={setTypingFault} />
        {fault !== undefined && (
          <p className={classes.fault} role="alert">
            {engineText(fault)}
          </p>
        )}
      </div>
    </div>
  );
}

interface KindProps extends ControlProps {
  readonly id: string;
  readonly fault: string | undefined;
  /** Hears of text in the control that is no value. */
  readonly onFault: (message: string | undefined) => void;
}

function Control({ id, field, value, refusals, names, fault, takesFaulty = false, onFault, onChange, onLeave }: KindProps): ReactNode {
  const error = fault !== undefined;
  const typing = { error, takesFaulty, onFault, onChange, onLeave };
  const choose = (next: unknown) => {
    onChange(next);
    onLeave();
  };
  switch (field.kind) {
    case 'int':
    case 'float':
      return <NumberControl id={id} field={field} value={value} {...typing} />;
    case 'bool':
      return (
        <Switch
          id={id}
          checked={value === true}
          onChange={(event) => choose(event.currentTarget.checked)}
          aria-label={engineText(field.label)}
        />
      );
    case 'choice':
      return <ChoiceControl id={id} field={field} value={value} refusals={refusals} onChange={choose} />;
    case 'choices':
      return <ChoicesControl id={id} field={field} value={value} refusals={refusals} onChange={choose} />;
    case 'sizes':
      return <SizesControl id={id} field={field} value={value} {...typing} />;
    case 'ints':
    case 'floats':
      return (
        <NumbersControl
          id={id}
          label={engineText(field.label)}
          whole={field.kind === 'ints'}
          value={value}
          error={error}
          onChange={onChange}
          onLeave={onLeave}
        />
      );
    case 'dataset':
    case 'field':
      return <ReferenceControl id={id} field={field} value={value} error={error} onChange={choose} />;
    case 'text':
      if (names !== undefined)
        return <NamesControl id={id} label={engineText(field.label)} names={names} value={value} error={error} onChange={choose} />;
      return (
        <TextInput
          id={id}
          value={typeof value === 'string' ? value : ''}
          error={error}
          onChange={(event) => onChange(event.currentTarget.value)}
          onBlur={onLeave}
        />
      );
  }
}

type OfKind<K extends Field['kind']> = { readonly field: Extract<Field, { kind: K }> };
interface Base {
  readonly id: string;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
}

type Typing = Pick<KindProps, 'onFault' | 'onChange' | 'onLeave'> & { readonly error: boolean; readonly takesFaulty: boolean };

function NumberControl({ id, field, value, ...typing }: Base & OfKind<'int' | 'float'> & Typing) {
  const { onFault, onChange, onLeave } = typing;
  const number = typeof value === 'number' ? value : field.default;
  const span = sliderSpan(field);
  return (
    <div className={classes.number} data-wide={(field.kind === 'float' && field.scale === 'log') || undefined}>
      <NumberField
        {...typing}
        id={id}
        value={typeof value === 'number' ? value : undefined}
        faultOf={(next) => parameterFault(field, next)}
        step={stepOf(field, value) ?? span.step}
      />
      {isSwitchedOff(field, value) ? (
        <span className={classes.off}>{t('off')}</span>
      ) : (
        <Slider
          min={span.min}
          max={span.max}
          step={span.sliderStep}
          value={Math.min(span.max, Math.max(span.min, span.toSlider(number)))}
          label={null}
          onChange={(position) => {
            onFault(undefined);
            onChange(span.fromSlider(position));
          }}
          onChangeEnd={onLeave}
          thumbLabel={t('{parameter} slider', { parameter: engineText(field.label) })}
          thumbValueText={String(number)}
        />
      )}
    </div>
  );
}

function isSwitchedOff(field: Field, value: unknown): boolean {
  return field.kind === 'float' && field.offAtZero !== undefined && value === 0;
}

/** What an arrow key adds, where that isn't the slider's step: the usual value to what is switched off. */
function stepOf(field: Extract<Field, { kind: 'int' | 'float' }>, value: unknown): number | undefined {
  if (field.kind === 'int') return 1;
  return isSwitchedOff(field, value) ? field.offAtZero : undefined;
}

/** A slider over what people usually choose; the number beside it takes all that is allowed. */
function sliderSpan(field: Extract<Field, { kind: 'int' | 'float' }>) {
  const plain = (value: number) => value;
  if (field.kind === 'int') {
    const max = Math.min(field.max, Math.max(8, 2 ** Math.ceil(Math.log2(Math.max(1, field.default) * 4))));
    return { min: field.min, max, step: 1, sliderStep: 1, toSlider: plain, fromSlider: plain };
  }
  if (field.scale === 'log') {
    const min = Math.log10(field.min > 0 ? field.min : 1e-6);
    const fromSlider = (position: number) => Number((10 ** position).toPrecision(2));
    return {
      min,
      max: Math.log10(field.max),
      step: field.default / 10 || 0.001,
      sliderStep: 0.05,
      toSlider: (value: number) => Math.log10(Math.max(value, 1e-12)),
      fromSlider,
    };
  }
  const { offAtZero } = field;
  const max = offAtZero === undefined ? field.max : Math.min(field.max, offAtZero * 10);
  const step = (max - field.min) / 100;
  return {
    min: field.min,
    max,
    step,
    sliderStep: step,
    toSlider: plain,
    fromSlider: (value: number) => Number(value.toPrecision(6)),
  };
}

const SEGMENT_LIMIT = 22;

function ChoiceControl({ id, field, value, refusals, onChange }: Base & OfKind<'choice'> & Pick<ControlProps, 'refusals'>) {
  const options = field.options.map((option) => ({ value: option.value, label: engineText(option.label) }));
  const letters = options.reduce((sum, { label }) => sum + label.length, 0);
  if (options.length <= 3 && letters <= SEGMENT_LIMIT) {
    return (
      <SegmentedControl id={id} fullWidth data={options} value={String(value)} onChange={onChange} aria-label={engineText(field.label)} />
    );
  }
  return (
    <Select
      id={id}
      data={optionsWithRefusals(options, refusals)}
      renderOption={({ option, checked }) => <OptionText option={option} checked={checked === true} reason={refusals?.[option.value]} />}
      value={String(value)}
      onChange={(next) => next !== null && onChange(next)}
      comboboxProps={{ width: 'max-content', position: 'bottom-end' }}
    />
  );
}

function ReferenceControl({ id, field, value, error, onChange }: Base & OfKind<'dataset' | 'field'> & { readonly error: boolean }) {
  const options = useReferenceOptions(field.kind, String(value), field.default === '');
  const select = (
    <Select
      id={id}
      data={options.map((option) => ('items' in option ? { ...option, items: [...option.items] } : option))}
      value={String(value)}
      error={error}
      searchable={field.kind === 'dataset'}
      nothingFoundMessage={t('No dataset is called that')}
      maxDropdownHeight={360}
      onChange={(next) => next !== null && onChange(next)}
      comboboxProps={{ width: 'max-content', position: 'bottom-end' }}
    />
  );
  return field.kind === 'dataset' ? <WithImport>{select}</WithImport> : select;
}

/** Beside the choice of a dataset: data of one's own, for the selected Input. */
function WithImport({ children }: { readonly children: ReactNode }) {
  return (
    <div className={classes.withImport}>
      {children}
      <Tooltip label={t('Import data…')}>
        <ActionIcon
          variant="default"
          aria-label={t('Import data for this layer')}
          onClick={() => openImport(useDocument.getState().selection.nodes[0])}
        >
          <IconDatabaseImport size={15} stroke={1.7} />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}
