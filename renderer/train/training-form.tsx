import { Collapse, Select, UnstyledButton } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { useId, useState, type ReactNode } from 'react';
import { defaultsOf, type Field } from '../../engine/layers/parameters.ts';
import { optimizers } from '../../engine/optimizers/registry.ts';
import { projectSchema, type TrainingSettings } from '../../engine/project/schema.ts';
import { useDocument } from '../document/store.ts';
import { NumberField } from '../inspector/number-field.tsx';
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
      <NumberRow label="Learning rate" setting="learningRate" />
      <OptimizerRows />
      <NumberRow label="Held back" setting="validationFraction" percent />
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
  /** Shown as a percentage of the training data. */
  readonly percent?: boolean;
}

/** A number of the settings. What can't be stays in the field, marked, and never reaches the project. */
function NumberRow({ label, setting, percent = false }: NumberRowProps) {
  const value = useDocument(({ project }) => project.training[setting]);
  return (
    <Row label={label}>
      {(id) => (
        <NumberField
          id={id}
          value={value}
          percent={percent}
          step={setting === 'learningRate' ? value / 10 : 1}
          faultOf={(next) => (schema[setting].safeParse(next).success ? undefined : ranges[setting])}
          onChange={(next) => set({ [setting]: next })}
          onLeave={seal}
        />
      )}
    </Row>
  );
}

const ranges: Readonly<Record<NumberSetting, string>> = {
  epochs: 'A whole number from 1 to 1000000.',
  batchSize: 'A whole number from 1 to 1000000.',
  learningRate: 'A number above 0, at most 1000000.',
  validationFraction: 'A number from 0 to 90.',
  seed: `A whole number from 0 to ${2 ** 32 - 1}.`,
};
