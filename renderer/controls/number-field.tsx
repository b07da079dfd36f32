import { TextInput, type TextInputProps } from '@mantine/core';
import { useRef, useState, type KeyboardEvent } from 'react';
import { t } from '../language/text.ts';
import { numberIn } from './number-text.ts';

interface NumberFieldProps extends Pick<TextInputProps, 'id' | 'aria-label'> {
  readonly value: number | undefined;
  /** Why a number can't be taken. */
  readonly faultOf: (value: number) => string | undefined;
  /** Numbers at fault are given on, too: whoever takes them tells of the fault. */
  readonly takesFaulty?: boolean;
  /** What an arrow key adds. */
  readonly step?: number;
  /** The field shows and takes hundredths. */
  readonly percent?: boolean;
  /** A fault of the value itself, shown by someone else. */
  readonly error?: boolean;
  /** Hears what is wrong with the text and shows it; without it the field shows it itself. */
  readonly onFault?: (message: string | undefined) => void;
  readonly onChange: (value: number) => void;
  /** The field was left, or Enter pressed: the gesture ends. */
  readonly onLeave: () => void;
}

/**
 * A number as free text. It is given on with every keystroke that leaves one; while the text is none, or one that can't be
 * taken, it stays in the field with the reason, and the value from before the typing counts. Who leaves the field then is
 * told that this one is kept.
 */
export function NumberField({ id, value, error = false, step = 1, percent = false, ...props }: NumberFieldProps) {
  const { faultOf, takesFaulty = false, onFault, onChange, onLeave } = props;
  const factor = percent ? 100 : 1;
  const [typed, setTyped] = useState<string>();
  const [message, setMessage] = useState<string>();
  const former = useRef<number>(undefined);

  const say = (next: string | undefined) => {
    setMessage(next);
    onFault?.(next);
  };
  const give = (next: number | undefined) => {
    if (next !== undefined && next !== value) onChange(next);
  };
  const type = (text: string) => {
    if (typed === undefined) former.current = value;
    setTyped(text);
    const { number, fault } = read(text, factor, faultOf);
    const taken = number !== undefined && (fault === undefined || takesFaulty);
    say(taken ? undefined : fault);
    give(taken ? number : former.current);
  };
  const leave = () => {
    if (typed !== undefined && message !== undefined) say(keptText(message, typed, former.current, factor));
    setTyped(undefined);
    onLeave();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') {
      if (message === undefined) setTyped(undefined);
      onLeave();
      return;
    }
    const direction = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (direction === undefined || value === undefined) return;
    event.preventDefault();
    const next = Number((value + (direction * step) / factor).toPrecision(12));
    if (faultOf(next) !== undefined) return;
    setTyped(undefined);
    say(undefined);
    give(next);
  };

  // A value that changed by other means, such as the slider, puts an end to what was typed for the former one.
  const current = typed !== undefined && (message !== undefined || read(typed, factor, faultOf).number === value);
  return (
    <TextInput
      id={id}
      aria-label={props['aria-label']}
      value={current ? typed : shownText(value, factor)}
      inputMode="decimal"
      autoComplete="off"
      spellCheck={false}
      error={onFault === undefined ? (message ?? error) : error || message !== undefined}
      rightSection={percent ? '%' : undefined}
      onChange={(event) => type(event.currentTarget.value)}
      onFocus={() => typed === undefined && message !== undefined && say(undefined)}
      onBlur={leave}
      onKeyDown={onKeyDown}
    />
  );
}

/** The number that a text says and what is wrong with it. */
function read(
  text: string,
  factor: number,
  faultOf: NumberFieldProps['faultOf'],
): { readonly number: number | undefined; readonly fault: string | undefined } {
  const shown = numberIn(factor === 1 ? text : text.replace(/\s*%\s*$/, ''));
  const number = shown === undefined ? undefined : shown / factor;
  return { number, fault: faultOf(number ?? NaN) };
}

function shownText(value: number | undefined, factor: number): string {
  return value === undefined ? '' : String(factor === 1 ? value : Number((value * factor).toPrecision(8)));
}

function keptText(fault: string, typed: string, kept: number | undefined, factor: number): string {
  const [text, value] = [typed.trim(), `${shownText(kept, factor)}${factor === 1 ? '' : ' %'}`];
  if (text === '')
    return kept === undefined
      ? t('{fault} Nothing was entered.', { fault })
      : t('{fault} Nothing was entered; it stays {value}.', { fault, value });
  return kept === undefined
    ? t('{fault} “{text}” was not taken.', { fault, text })
    : t('{fault} “{text}” was not taken; it stays {value}.', { fault, text, value });
}
