import type { Analysis, LayerAnalysis } from '../../engine/compile/analysis.ts';

/** What is known of a node of a module's drawing in one of its copies, by where the ids of that copy begin. */
export function layerWithin(whole: Analysis, prefix: string, node: string): LayerAnalysis | undefined {
  return whole.instances?.get(`${prefix}${node}`) ?? whole.layers.get(`${prefix}${node}`) ?? layerInCell(whole, prefix, node);
}

/** A layer in the cell of a scan, or in what is in there, by its id in the whole network; of a repeated module that of the first. */
function layerInCell(whole: Analysis, prefix: string, node: string): LayerAnalysis | undefined {
  for (const id of [`${prefix}${node}`, `${prefix.slice(0, -1)}[1]/${node}`]) {
    for (let slash = id.indexOf('/'); slash >= 0; slash = id.indexOf('/', slash + 1)) {
      const outer = whole.layers.get(id.slice(0, slash));
      const found = outer && insideOf(outer, id.slice(slash + 1));
      if (found !== undefined) return { ...found, reachesLoss: outer?.reachesLoss === true };
    }
  }
  return undefined;
}

type Inner = Omit<LayerAnalysis, 'reachesLoss'>;

function insideOf({ inside }: Inner, id: string): Inner | undefined {
  const own = inside?.get(id);
  if (own !== undefined) return own;
  for (let slash = id.indexOf('/'); slash >= 0; slash = id.indexOf('/', slash + 1)) {
    const outer = inside?.get(id.slice(0, slash));
    const found = outer && insideOf(outer, id.slice(slash + 1));
    if (found !== undefined) return found;
  }
  return undefined;
}
