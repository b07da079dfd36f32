import { TextInput } from '@mantine/core';
import { useState } from 'react';

interface NumbersControlProps {
  readonly id: string;
  readonly label: string;
  /** Whole numbers only. */
  readonly whole: boolean;
  readonly value: unknown;
  readonly error: boolean;
  readonly onChange: (value: unknown) => void;
  readonly onLeave: () => void;
}

/** Numbers separated by commas; the text is kept as typed until the field is left. */
export function NumbersControl({ id, label, whole, value, error, onChange, onLeave }: NumbersControlProps) {
  const [draft, setDraft] = useState<string>();
  const text = Array.isArray(value) ? value.join(', ') : '';
  return (
    <TextInput
      id={id}
      aria-label={label}
      value={draft ?? text}
      error={error}
      onChange={(event) => {
        setDraft(event.currentTarget.value);
        onChange(numbersIn(event.currentTarget.value, whole));
      }}
      onBlur={() => {
        setDraft(undefined);
        onLeave();
      }}
    />
  );
}

/** The numbers of a list; text that is none becomes `null`, which validation then names. */
function numbersIn(text: string, whole: boolean): readonly (number | null)[] {
  const entries = text.split(/[\s,×x]+/).filter((entry) => entry !== '');
  const pattern = whole ? /^[-+]?\d+$/ : /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i;
  return entries.map((entry) => (pattern.test(entry) ? Number(entry) : null));
}
