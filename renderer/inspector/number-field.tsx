import { NumberInput, type NumberInputProps } from '@mantine/core';
import { useState } from 'react';

interface NumberFieldProps extends Pick<NumberInputProps, 'id' | 'aria-label' | 'allowDecimal' | 'allowNegative' | 'error' | 'step'> {
  readonly value: number | undefined;
  /** Why a number can't be taken; it stays in the field and isn't given on. All are taken where this is missing. */
  readonly faultOf?: (value: number) => string | undefined;
  readonly onChange: (value: number) => void;
  /** The field was left, or Enter pressed: the gesture ends. */
  readonly onLeave: () => void;
}

/** A number that is given on with every keystroke, except while the field is empty or holds one that can't be taken. */
export function NumberField({ value, faultOf, onChange, onLeave, error, ...props }: NumberFieldProps) {
  const [draft, setDraft] = useState<string | number>();
  const fault = typeof draft === 'number' ? faultOf?.(draft) : undefined;
  return (
    <NumberInput
      {...props}
      value={draft ?? value ?? ''}
      decimalScale={props.allowDecimal === false ? 0 : 10}
      hideControls
      error={fault ?? error}
      onChange={(next) => {
        if (typeof next !== 'number' || faultOf?.(next) !== undefined) return setDraft(next);
        setDraft(undefined);
        if (next !== value) onChange(next);
      }}
      onBlur={() => {
        setDraft(undefined);
        onLeave();
      }}
      onKeyDown={(event) => event.key === 'Enter' && onLeave()}
    />
  );
}
