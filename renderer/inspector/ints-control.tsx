import { TextInput } from '@mantine/core';
import { useState } from 'react';

interface IntsControlProps {
  readonly id: string;
  readonly label: string;
  readonly value: unknown;
  readonly error: boolean;
  readonly onChange: (value: unknown) => void;
  readonly onLeave: () => void;
}

/** Whole numbers separated by commas; the text is kept as typed until the field is left. */
export function IntsControl({ id, label, value, error, onChange, onLeave }: IntsControlProps) {
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
        onChange(numbersIn(event.currentTarget.value));
      }}
      onBlur={() => {
        setDraft(undefined);
        onLeave();
      }}
    />
  );
}

/** The numbers of a list; text that is none becomes `null`, which validation then names. */
function numbersIn(text: string): readonly (number | null)[] {
  const entries = text.split(/[\s,×x]+/).filter((entry) => entry !== '');
  return entries.map((entry) => (/^[-+]?\d+$/.test(entry) ? Number(entry) : null));
}
