import type { VectorsFound } from './events.ts';

/** "812 of 1,000 tokens began with a vector of GloVe, the others at random". */
export function vectorsText({ title, found, tokens }: VectorsFound): string {
  const others = found === tokens ? '' : ', the others at random';
  return `${found.toLocaleString('en')} of ${tokens.toLocaleString('en')} tokens began with a vector of ${title}${others}`;
}
