import type { LayerChoice } from './layer-choice.ts';
import { matchScore } from './match.ts';

/** The layers and their named uses that a query finds, the best match first; all of them, in their order, where it is empty. */
export function searchLayers(choices: readonly LayerChoice[], query: string): readonly LayerChoice[] {
  if (query.trim() === '') return choices;
  return choices
    .map((choice, order) => ({ choice, order, score: scoreOf(choice, query) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.order - b.order)
    .map(({ choice }) => choice);
}

function scoreOf({ name, title, synonyms, summary }: LayerChoice, query: string): number {
  return matchScore(query, { names: [name, title], synonyms, about: summary });
}
