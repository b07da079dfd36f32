import type { LayerDefinition } from '../../engine/layers/definition.ts';

/** The layers that a query finds, the best match first; all of them, in their order, where it is empty. */
export function searchLayers(layers: readonly LayerDefinition[], query: string): readonly LayerDefinition[] {
  const words = query.trim().toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return layers;
  return layers
    .map((layer, order) => ({ layer, order, score: Math.min(...words.map((word) => scoreOf(layer, word))) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.order - b.order)
    .map(({ layer }) => layer);
}

/** How well one word fits: the type's beginning counts most, then its inside, title, synonyms, summary. */
function scoreOf({ type, title, synonyms = [], summary }: LayerDefinition, word: string): number {
  const name = type.toLowerCase();
  if (name === word) return 7;
  if (name.startsWith(word)) return 6;
  if (name.includes(word)) return 5;
  if (title.toLowerCase().includes(word)) return 4;
  if (synonyms.some((synonym) => synonym.toLowerCase().startsWith(word))) return 3;
  if (synonyms.some((synonym) => synonym.toLowerCase().includes(word))) return 2;
  return summary.toLowerCase().includes(word) ? 1 : 0;
}
