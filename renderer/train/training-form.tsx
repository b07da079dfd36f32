import { Collapse, NumberInput, Select, UnstyledButton } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { useId, useState, type ReactNode } from 'react';
import { defaultsOf, type Field } from '../../engine/layers/parameters.ts';
import { optimizers } from '../../engine/optimizers/registry.ts';
import { projectSchema, type TrainingSettings } from '../../engine/project/schema.ts';
import { useDocument } from '../document/store.ts';
import { ParameterControl } from '../inspector/parameter-control.tsx';
import styles from './training-form.module.css';

function set(changes: Partial<TrainingSettings>): void {
  useDocument.getState().execute({ type: 'set-training', changes });
}

function seal(): void {
  useDocument.getState().seal();
}

/** How the project is trained: what the next run takes. Every change is an edit of the project that can be undone. */
export function TrainingForm() {
  return (
    <div className={styles.form}>
      <NumberRow label="Epochs" setting="epochs" />
      <NumberRow label="Batch size" setting="batchSize" />
      <NumberRow label="Learning rate" setting="learningRate" decimals={8} />
      <OptimizerRows />
      <NumberRow label="Held back" setting="validationFraction" decimals={4} percent />
      <NumberRow label="Seed" setting="seed" />
    </div>
  );
}

function OptimizerRows() {
  const chosen = useDocument(({ project }) => project.training.optimizer);
  const [more, setMore] = useState(false);
  const optimizer = optimizers.find(({ type }) => type === chosen.type);
  const fields = Object.entries(optimizer?.parameters ?? {});
  const values: Record<string, unknown> = { ...defaultsOf(optimizer?.parameters ?? {}), ...chosen.parameters };
  const advanced = fields.filter(([, field]) => field.advanced);
  const control = ([name, field]: [string, Field]) => (
    <ParameterControl
      key={`${chosen.type}:${name}`}
      field={field}
      value={values[name]}
      onChange={(value) => set({ optimizer: { type: chosen.type, parameters: { ...chosen.parameters, [name]: value } } })}
      onLeave={seal}
    />
  );
  return (
    <>
      <Row label="Optimiser">
        {(id) => (
          <Select
            id={id}
            data={optimizers.map(({ type, title }) => ({ value: type, label: title }))}
            value={chosen.type}
            onChange={(type) => type !== null && set({ optimizer: { type, parameters: {} } })}
          />
        )}
      </Row>
      {fields.filter(([, field]) => !field.advanced).map(control)}
      {advanced.length > 0 && (
        <>
          <UnstyledButton className={styles.more} aria-expanded={more} onClick={() => setMore(!more)}>
            <IconChevronRight size={14} stroke={1.7} data-open={more || undefined} aria-hidden />
            {advanced.map(([, field]) => field.label).join(', ')}
          </UnstyledButton>
          <Collapse expanded={more}>{advanced.map(control)}</Collapse>
        </>
      )}
    </>
  );
}

function Row({ label, children }: { readonly label: string; readonly children: (id: string) => ReactNode }) {
  const id = useId();
  return (
    <div className={styles.row}>
      <label htmlFor={id}>{label}</label>
      <div>{children(id)}</div>
    </div>
  );
}

const schema = projectSchema.shape.training.unwrap().shape;

type NumberSetting = 'epochs' | 'batchSize' | 'learningRate' | 'validationFraction' | 'seed';

interface NumberRowProps {
  readonly label: string;
  readonly setting: NumberSetting;
  readonly decimals?: number;
  /** Shown as a percentage of the training data. */
  readonly percent?: boolean;
}

/** A number of the settings. What can't be stays in the field, marked, and never reaches the project. */
function NumberRow({ label, setting, decimals = 0, percent = false }: NumberRowProps) {
  const value = useDocument(({ project }) => project.training[setting]);
  const [refused, setRefused] = useState<number | string>();
  const factor = percent ? 100 : 1;
  const change = (shown: number | string) => {
    const next = typeof shown === 'number' ? shown / factor : NaN;
    const valid = schema[setting].safeParse(next).success;
    setRefused(valid ? undefined : shown);
    if (valid && next !== value) set({ [setting]: next });
  };
  return (
    <Row label={label}>
      {(id) => (
        <NumberInput
          id={id}
          value={refused ?? Number((value * factor).toPrecision(8))}
          suffix={percent ? ' %' : ''}
          allowNegative={false}
          decimalScale={decimals}
          hideControls
          error={refused === undefined ? undefined : ranges[setting]}
          onChange={change}
          onBlur={() => {
            setRefused(undefined);
            seal();
          }}
        />
      )}
    </Row>
  );
}

const ranges: Readonly<Record<NumberSetting, string>> = {
  epochs: 'A whole number from 1',
  batchSize: 'A whole number from 1',
  learningRate: 'More than 0',
  validationFraction: 'From 0 to 90 %',
  seed: 'A whole number from 0',
};
