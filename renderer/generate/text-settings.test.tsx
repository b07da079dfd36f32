import { MantineProvider } from '@mantine/core';
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { RunInfo } from '../../host/api.ts';
import { TextSettingsForm } from './text-settings.tsx';
import { useTexts } from './text-store.ts';

let root: Root;

beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  // The text area measures itself anew when fonts come.
  Object.defineProperty(document, 'fonts', { configurable: true, value: new EventTarget() });
  document.body.innerHTML = '<div id="page"></div>';
  root = createRoot(document.getElementById('page') as HTMLElement);
  const run = { id: 'run', state: 'finished' } as RunInfo;
  act(() =>
    root.render(
      <MantineProvider env="test">
        <TextSettingsForm run={run} writing={false} />
      </MantineProvider>,
    ),
  );
});

afterEach(() => act(() => root.unmount()));

it('says the range of a number that is out of it, and keeps the former one', () => {
  const tokens = document.querySelector('input[aria-label="Tokens"]') as HTMLInputElement;
  const message = () => document.querySelector('[role="alert"]')?.textContent;
  const enter = (text: string) =>
    act(() => {
      tokens.focus();
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(tokens, text);
      tokens.dispatchEvent(new Event('input', { bubbles: true }));
    });
  const { length } = useTexts.getState().settings;
  enter('30000');
  expect([tokens.value, message()]).toEqual(['30000', 'A whole number from 1 to 20000.']);
  act(() => tokens.blur());
  expect(tokens.value).toBe(String(length));
  expect(message()).toBe(`A whole number from 1 to 20000. “30000” was not taken; it stays ${length}.`);
  expect(useTexts.getState().settings.length).toBe(length);
  enter('250');
  expect([useTexts.getState().settings.length, message()]).toEqual([250, undefined]);
});
