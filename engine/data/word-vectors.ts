/** Names of the fields of a dataset of word vectors: the word, or the number of a token, and its vector. */
export const KEY_TEXT = 'text';
export const KEY_NUMBER = 'row';
export const VECTOR = 'vector';

/** How many numbers each vector of a dataset has; `undefined` where it is no dataset of word vectors. */
export function vectorWidth({
  fields,
}: {
  readonly fields: readonly { readonly name: string; readonly role: string; readonly shape: readonly (number | string)[] }[];
}): number | undefined {
  const hasKey = fields.some(({ name, role }) => role === 'input' && (name === KEY_TEXT || name === KEY_NUMBER));
  const vector = fields.find(({ name, role, shape }) => name === VECTOR && role === 'target' && shape.length === 1);
  const width = vector?.shape[0];
  return hasKey && typeof width === 'number' ? width : undefined;
}
