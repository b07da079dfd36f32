import { MantineProvider } from '@mantine/core';
import { act, useState } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { field, type Field } from '../../engine/layers/parameters.ts';
import { ParameterControl } from './parameter-control.tsx';

const units = field.int({ label: 'Units', help: '', default: 64, min: 1 });
const rate = field.float({ label: 'Rate', help: '', default: 0.001, min: 0, max: 1 });

let root: Root;
let taken: unknown[];

beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  document.body.innerHTML = '<div id="page"></div>';
  root = createRoot(document.getElementById('page') as HTMLElement);
  taken = [];
});

afterEach(() => act(() => root.unmount()));

function Page({ of, takesFaulty }: { readonly of: Field; readonly takesFaulty: boolean }) {
  const [value, setValue] = useState<unknown>(of.default);
  const change = (next: unknown) => {
    taken.push(next);
    setValue(next);
  };
  return <ParameterControl name="value" field={of} value={value} takesFaulty={takesFaulty} onChange={change} onLeave={() => undefined} />;
}

const show = (of: Field, takesFaulty = false) =>
  act(() =>
    root.render(
      <MantineProvider env="test">
        <Page of={of} takesFaulty={takesFaulty} />
      </MantineProvider>,
    ),
  );

const input = () => document.querySelector('input[inputmode="decimal"]') as HTMLInputElement;
const message = () => document.querySelector('[role="alert"]')?.textContent;

/** Puts a text into the field at once, as pasting does. */
function paste(text: string): void {
  act(() => {
    input().focus();
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input(), text);
    input().dispatchEvent(new Event('input', { bubbles: true }));
  });
}

function type(text: string): void {
  for (let length = 1; length <= text.length; length += 1) paste(text.slice(0, length));
}

const leave = () => act(() => input().blur());

describe.each([
  ['typed', type],
  ['pasted', paste],
])('a number that is %s', (_how, enter) => {
  it.each([
    ['1e-4', 1e-4],
    ['3E-4', 3e-4],
    ['.5', 0.5],
    [' 0.25 ', 0.25],
  ])('is taken as it is meant: %s', (text, number) => {
    show(rate);
    enter(text);
    expect(taken.at(-1)).toBe(number);
    expect(input().value).toBe(text);
    expect(message()).toBeUndefined();
    leave();
    expect(input().value).toBe(String(number));
  });

  it('reaches a whole number in scientific notation', () => {
    show(units);
    enter('1e9');
    expect(taken.at(-1)).toBe(1e9);
    leave();
    expect(input().value).toBe('1000000000');
  });

  it.each(['-1', '2.5', 'abc', '8*2', '0', '1e', '1e99', '1,5'])(
    'stays in the field with the reason and leaves the value alone: %s',
    (text) => {
      show(units);
      enter(text);
      expect(input().value).toBe(text);
      expect(message()).toBe('A whole number of at least 1.');
      expect(taken.at(-1) ?? 64).toBe(64);
      leave();
      expect(input().value).toBe('64');
      expect(message()).toBe(`A whole number of at least 1. “${text}” was not taken; it stays 64.`);
    },
  );
});

it('says that an emptied field keeps its value', () => {
  show(units);
  paste('');
  expect(message()).toBe('A whole number of at least 1.');
  leave();
  expect([input().value, taken]).toEqual(['64', []]);
  expect(message()).toContain('Nothing was entered; it stays 64.');
});

it('forgets what it said when a number is entered', () => {
  show(units);
  paste('abc');
  leave();
  paste('32');
  expect([message(), taken]).toEqual([undefined, [32]]);
});

it('gives a number out of range on to where faults become problems, text never', () => {
  show(units, true);
  paste('-1');
  expect([taken, message()]).toEqual([[-1], 'A whole number of at least 1.']);
  leave();
  expect(input().value).toBe('-1');
  paste('abc');
  expect(taken).toEqual([-1]);
});

it('steps by the arrow keys and no further than the range', () => {
  show(field.int({ label: 'Units', help: '', default: 2, min: 1 }));
  const press = (key: string) => act(() => void input().dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true })));
  press('ArrowDown');
  press('ArrowDown');
  press('ArrowUp');
  expect(taken).toEqual([1, 2]);
});
