import { z } from 'zod';
import { isDeeperThan, MOST_NESTED } from '../../engine/project/parse.ts';
import { PROJECT_VERSION, projectSchema } from '../../engine/project/schema.ts';
import type { Message, Text } from '../language/text.ts';
import { fragmentSchema, MOST_CHARACTERS, parseJson } from './clipboard.ts';

const LONGEST = 40;
const MOST_KEYS = 4;

const marker = z.looseObject({ format: z.enum(['netloom', 'netloom/fragment']) });

/** Why the clipboard's text, which `parseFragment` couldn't read, can't be pasted: what it is, and what to do. */
export function notPasted(text: string): Text {
  if (text.trim() === '') return 'The clipboard holds no text. Copy layers on a canvas first.';
  if (text.length > MOST_CHARACTERS) {
    const size = Math.round(text.length / 2 ** 20);
    return {
      text: 'The clipboard holds {size} MiB of text; at most 64 are pasted. Open a project that large as a file.',
      values: { size },
    };
  }
  const value = parseJson(text);
  if (value === undefined) return notJson(text);
  if (isDeeperThan(value, MOST_NESTED)) {
    const values = { most: MOST_NESTED };
    return { text: 'The clipboard holds JSON nested more than {most} deep; no layers are. Copy layers on a canvas first.', values };
  }
  const marked = marker.safeParse(value);
  return marked.success ? brokenLayers(marked.data) : foreign(value);
}

function notJson(text: string): Message {
  const values = { start: shortened(text.trim()) };
  if (/^\s*\{\s*"format":\s*"netloom/.test(text)) {
    return { text: 'The layers in the clipboard are cut off or changed: their text is no JSON any more. Copy them again.', values };
  }
  return {
    text: 'The clipboard holds a text: “{start}”. Copy layers on a canvas, or the text of a project file, and paste those.',
    values,
  };
}

function brokenLayers(value: z.infer<typeof marker>): Message {
  const { version } = value;
  if (typeof version === 'number' && version > PROJECT_VERSION) {
    const values = { version, known: PROJECT_VERSION };
    return {
      text: 'The layers in the clipboard have version {version}, this program reads up to {known}. Paste them into a newer Netloom.',
      values,
    };
  }
  const read = (value.format === 'netloom' ? projectSchema : fragmentSchema).safeParse(value);
  const [issue] = read.error?.issues ?? [];
  const place = issue?.path.map(String).join('.') ?? '';
  const fault = { engine: issue?.message ?? '' };
  return {
    text: 'The layers in the clipboard are not whole: “{place}”: {fault}. Mend their text, or copy them again.',
    values: { place, fault },
  };
}

function foreign(value: unknown): Message {
  return {
    text: 'The clipboard holds JSON that is no part of a drawing: {what}. Copy layers on a canvas, or the text of a project file, and paste those.',
    values: { what: kindOf(value) },
  };
}

function kindOf(value: unknown): string | Message {
  if (Array.isArray(value))
    return {
      text: '{count, plural, =0 {an empty list} one {a list of one value} other {a list of # values}}',
      values: { count: value.length },
    };
  if (typeof value !== 'object' || value === null) return shortened(JSON.stringify(value));
  const keys = Object.keys(value);
  if (keys.length === 0) return { text: 'an empty object', values: {} };
  const list = keys.slice(0, MOST_KEYS).map((key) => `“${shortened(key)}”`);
  return { text: 'an object with {keys}', values: { keys: { list } } };
}

function shortened(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').slice(0, LONGEST + 1);
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
}
