import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { formatProject } from '../../engine/project/parse.ts';
import { emptyProject } from '../document/document.ts';
import { linkText, type TextState } from './text-link.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function linked() {
  let project = emptyProject('first');
  let text = formatProject(project);
  let state: TextState = { fault: undefined, apart: false };
  const link = linkText(
    { get: () => text, show: (next) => (text = next) },
    { current: () => project, replace: (next) => void (project = next) },
    (next) => (state = next),
  );
  return {
    link,
    type: (next: string) => {
      text = next;
      link.typed();
    },
    rest: () => vi.advanceTimersByTime(1000),
    change: (name: string) => {
      project = emptyProject(name);
      link.changed();
    },
    now: () => ({ name: project.name, text, ...state }),
  };
}

const named = (name: string) => formatProject(emptyProject(name));

it('carries text that can be read to the project, and changes of the project to the text', () => {
  const { type, rest, change, now } = linked();
  type(named('typed'));
  rest();
  expect(now()).toMatchObject({ name: 'typed', fault: undefined });
  change('drawn');
  rest();
  expect(now()).toMatchObject({ text: named('drawn'), apart: false });
});

it('keeps what is typed before a change of the project is shown', () => {
  const { type, rest, change, now } = linked();
  change('drawn');
  type(named('typed'));
  rest();
  expect(now()).toMatchObject({ text: named('typed'), name: 'drawn', apart: true });
});

it('keeps broken text when the project changes, and does not undo that change when the text is mended', () => {
  const { type, rest, change, now } = linked();
  type('{ broken');
  rest();
  change('drawn');
  expect(now()).toMatchObject({ text: '{ broken', name: 'drawn', apart: true });
  type(named('mended'));
  rest();
  expect(now()).toMatchObject({ text: named('mended'), name: 'drawn', fault: undefined, apart: true });
});

it('keeps text that was typed just before the project changed', () => {
  const { type, rest, change, now } = linked();
  type(named('typed'));
  change('drawn');
  rest();
  expect(now()).toMatchObject({ text: named('typed'), name: 'drawn', apart: true });
});

it('takes the side that is chosen', () => {
  const first = linked();
  first.type('{ broken');
  first.rest();
  first.change('drawn');
  first.link.take();
  expect(first.now()).toMatchObject({ text: named('drawn'), name: 'drawn', fault: undefined, apart: false });

  const second = linked();
  second.type('{ broken');
  second.rest();
  second.change('drawn');
  second.link.keep();
  expect(second.now()).toMatchObject({ text: '{ broken', name: 'drawn', apart: false });
  second.type(named('mended'));
  second.rest();
  expect(second.now()).toMatchObject({ name: 'mended', apart: false });
});

it('is at one again when the text says what the project holds', () => {
  const { type, rest, change, now } = linked();
  type('{ broken');
  rest();
  change('drawn');
  type(named('drawn'));
  rest();
  expect(now()).toMatchObject({ fault: undefined, apart: false });
});
