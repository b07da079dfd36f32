import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { t } from '../language/text.ts';

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

/** More numbers are folded until they are edited. */
const SHOWN = 6;

/** Numbers separated by commas; the text is kept as typed until the field is left. */
export function NumbersControl({ id, label, whole, value, error, onChange, onLeave }: NumbersControlProps) {
  const [draft, setDraft] = useState<string>();
  const numbers: readonly unknown[] = Array.isArray(value) ? value : [];
  const text = numbers.join(', ');
  const folded =
    numbers.length > SHOWN ? t('{count} numbers: {first}, …', { count: numbers.length, first: numbers.slice(0, SHOWN).join(', ') }) : text;
  return (
    <TextInput
      id={id}
      aria-label={label}
      value={draft ?? folded}
      title={numbers.length > SHOWN ? text : undefined}
      error={error}
      onFocus={() => setDraft(text)}
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
