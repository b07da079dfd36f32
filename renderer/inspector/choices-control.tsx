import { Checkbox } from '@mantine/core';
import type { ChoicesField } from '../../engine/layers/parameters.ts';
import classes from './inspector.module.css';

interface ChoicesControlProps {
  readonly id: string;
  readonly field: ChoicesField<string>;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
}

/** Any number of the options, kept in the order in which they are listed. */
export function ChoicesControl({ id, field, value, onChange }: ChoicesControlProps) {
  const chosen = new Set<unknown>(Array.isArray(value) ? value : []);
  const toggle = (option: string, on: boolean) =>
    onChange(field.options.map((other) => other.value).filter((other) => (other === option ? on : chosen.has(other))));
  return (
    <div id={id} className={classes.choices} role="group" aria-label={field.label}>
      {field.options.map((option) => (
        <Checkbox
          key={option.value}
          size="xs"
          label={option.label}
          checked={chosen.has(option.value)}
          onChange={(event) => toggle(option.value, event.currentTarget.checked)}
        />
      ))}
    </div>
  );
}
