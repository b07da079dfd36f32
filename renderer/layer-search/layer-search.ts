import { engineText, t } from '../language/text.ts';
import type { LayerChoice } from './layer-choice.ts';
import { categoryTitles } from './categories.ts';
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

/** By its names in English and in the window's language, its synonyms, its category and what is said of it. */
function scoreOf({ name, title, synonyms, summary, layer }: LayerChoice, query: string): number {
  const category = categoryTitles[layer.category];
  return matchScore(query, {
    names: [...new Set([name, title, engineText(title)])],
    synonyms,
    about: [summary, engineText(summary), category, t(category)].join(' '),
  });
}
