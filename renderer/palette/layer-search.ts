import type { LayerChoice } from './layer-choice.ts';

/** The layers and their named uses that a query finds, the best match first; all of them, in their order, where it is empty. */
export function searchLayers(choices: readonly LayerChoice[], query: string): readonly LayerChoice[] {
  const words = query.trim().toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return choices;
  return choices
    .map((choice, order) => ({ choice, order, score: Math.min(...words.map((word) => scoreOf(choice, word))) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.order - b.order)
    .map(({ choice }) => choice);
}

/** How well one word fits: the name's beginning counts most, then its inside, title, synonyms, summary. */
function scoreOf({ name, title, synonyms, summary }: LayerChoice, word: string): number {
  const called = name.toLowerCase();
  if (called === word) return 7;
  if (called.startsWith(word)) return 6;
  if (called.includes(word)) return 5;
  if (title.toLowerCase().includes(word)) return 4;
  if (synonyms.some((synonym) => synonym.toLowerCase().startsWith(word))) return 3;
  if (synonyms.some((synonym) => synonym.toLowerCase().includes(word))) return 2;
  return summary.toLowerCase().includes(word) ? 1 : 0;
}
