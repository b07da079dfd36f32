import type { MarkColour, ProjectNode } from '../../engine/project/schema.ts';
import type { WindowText } from '../language/text.ts';
import { listed, listedMarks, withComments, withNodes, type EditDefinitions } from './edit-definition.ts';

/** What a node is told beside its parameters: whether it takes part, its colour, its lock. */
export type MarkEdit =
  | { readonly type: 'set-mode'; readonly nodes: readonly string[]; readonly mode: ProjectNode['mode'] }
  | {
      readonly type: 'set-colour';
      readonly nodes: readonly string[];
      readonly comments: readonly string[];
      readonly colour: MarkColour | undefined;
    }
  | { readonly type: 'set-locked'; readonly nodes: readonly string[]; readonly comments: readonly string[]; readonly locked: boolean };

const modeTexts = {
  use: 'Use {items} again',
  mute: 'Mute {items}',
  bypass: 'Bypass {items}',
} as const satisfies Readonly<Record<string, WindowText>>;

const colourTexts: Readonly<Record<MarkColour, WindowText>> = {
  red: 'Colour {items} red',
  orange: 'Colour {items} orange',
  yellow: 'Colour {items} yellow',
  green: 'Colour {items} green',
  blue: 'Colour {items} blue',
  purple: 'Colour {items} purple',
  grey: 'Colour {items} grey',
};

export const markEdits: EditDefinitions<MarkEdit> = {
  'set-mode': {
    label: ({ nodes, mode }, project) => ({ text: modeTexts[mode ?? 'use'], values: { items: listed(nodes, project) } }),
    changes: ({ nodes }) => ({ nodes }),
    apply: (document, { nodes, mode }) => {
      const chosen = new Set(nodes);
      return withNodes(document, (node) => (chosen.has(node.id) ? withMark(node, 'mode', mode) : node));
    },
  },
  'set-colour': {
    label: (edit, project) => {
      const items = listedMarks(edit, project);
      if (edit.colour === undefined) return { text: 'Take the colour of {items} away', values: { items } };
      return { text: colourTexts[edit.colour], values: { items } };
    },
    changes: ({ nodes, comments }) => ({ nodes, comments }),
    apply: (document, { nodes, comments, colour }) => {
      const chosen = { nodes: new Set(nodes), comments: new Set(comments) };
      const coloured = withNodes(document, (node) => (chosen.nodes.has(node.id) ? withMark(node, 'colour', colour) : node));
      return withComments(coloured, (comment) => (chosen.comments.has(comment.id) ? withMark(comment, 'colour', colour) : comment));
    },
  },
  'set-locked': {
    label: (edit, project) => ({ text: edit.locked ? 'Lock {items}' : 'Unlock {items}', values: { items: listedMarks(edit, project) } }),
    apply: (document, { nodes, comments, locked }) => {
      const chosen = { nodes: new Set(nodes), comments: new Set(comments) };
      const mark = locked ? true : undefined;
      const nodesDone = withNodes(document, (node) => (chosen.nodes.has(node.id) ? withMark(node, 'locked', mark) : node));
      return withComments(nodesDone, (comment) => (chosen.comments.has(comment.id) ? withMark(comment, 'locked', mark) : comment));
    },
  },
};

/** The item with the mark; `undefined` takes it out, so that files name what is unusual alone. */
function withMark<T extends object, K extends keyof T>(item: T, key: K, value: T[K]): T {
  if (item[key] === value) return item;
  if (value !== undefined) return { ...item, [key]: value };
  const rest = { ...item };
  delete rest[key];
  return rest;
}
