import { Select, Switch } from '@mantine/core';
import type { z } from 'zod';
import { NumberField } from '../../controls/number-field.tsx';
import { Row } from '../../controls/row.tsx';
import { sealTraining } from './edit-settings.ts';
import styles from './training-form.module.css';
import { t, type Text, type WindowText } from '../../language/text.ts';

/** How a number of the settings is shown and what it may be. */
export interface NumberSetting {
  readonly label: WindowText;
  readonly help: WindowText;
  /** The setting's own schema: what it refuses stays in the field, marked, and never reaches the project. */
  readonly schema: z.ZodType;
  /** What it takes, in words. */
  readonly range: Text;
  /** Shown as a percentage. */
  readonly percent?: boolean;
  /** What an arrow key adds; a tenth of the value where absent. */
  readonly step?: number;
}

interface NumberRowProps {
  readonly setting: NumberSetting;
  readonly value: number;
  readonly onChange: (value: number) => void;
}

export function NumberRow({ setting, ...props }: NumberRowProps) {
  return (
    <Row setting={setting.label} label={t(setting.label)} help={t(setting.help)}>
      {(id) => <SettingField id={id} setting={setting} {...props} />}
    </Row>
  );
}

function SettingField({ id, setting, value, onChange }: NumberRowProps & { readonly id: string }) {
  return (
    <NumberField
      id={id}
      value={value}
      percent={setting.percent ?? false}
      step={setting.step ?? value / 10}
      faultOf={(next) => (setting.schema.safeParse(next).success ? undefined : t(setting.range))}
      onChange={onChange}
      onLeave={sealTraining}
    />
  );
}

interface OptionalNumberRowProps {
  readonly setting: NumberSetting;
  readonly value: number | undefined;
  /** What switching it on begins with. */
  readonly initial: number;
  readonly onChange: (value: number | undefined) => void;
}

/** A number that a switch turns on and off. */
export function OptionalNumberRow({ setting, value, initial, onChange }: OptionalNumberRowProps) {
  return (
    <Row setting={setting.label} label={t(setting.label)} help={t(setting.help)}>
      {(id) => (
        <div className={styles.switched}>
          <Switch
            aria-label={t('{setting}, on or off', { setting: t(setting.label) })}
            checked={value !== undefined}
            onChange={(event) => {
              onChange(event.currentTarget.checked ? initial : undefined);
              sealTraining();
            }}
          />
          {value === undefined ? (
            <span id={id}>{t('off')}</span>
          ) : (
            <SettingField id={id} setting={setting} value={value} onChange={onChange} />
          )}
        </div>
      )}
    </Row>
  );
}

interface SwitchRowProps {
  readonly label: WindowText;
  readonly help: WindowText;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}

export function SwitchRow({ label, help, checked, onChange }: SwitchRowProps) {
  return (
    <Row setting={label} label={t(label)} help={t(help)}>
      {(id) => (
        <Switch
          id={id}
          checked={checked}
          onChange={(event) => {
            onChange(event.currentTarget.checked);
            sealTraining();
          }}
        />
      )}
    </Row>
  );
}

interface SelectRowProps {
  readonly label: WindowText;
  readonly help: WindowText;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly value: string;
  readonly onChange: (value: string) => void;
}

export function SelectRow({ label, help, options, value, onChange }: SelectRowProps) {
  return (
    <Row setting={label} label={t(label)} help={t(help)}>
      {(id) => (
        <Select
          id={id}
          data={[...options]}
          value={value}
          onChange={(next) => {
            if (next === null) return;
            onChange(next);
            sealTraining();
          }}
          comboboxProps={{ width: 'max-content', position: 'bottom-end' }}
        />
      )}
    </Row>
  );
}
