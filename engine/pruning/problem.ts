import type { PruningSettings } from './schedule.ts';

/** What is wrong with the settings, in words; `undefined` where nothing is. */
export function pruningProblem({ scope, n, m, startEpoch, endEpoch }: PruningSettings): string | undefined {
  if (scope === 'pattern' && n >= m) return `A pattern keeps fewer weights than it has: expected n below m, came ${n} of ${m}. Lower n.`;
  if (endEpoch !== undefined && endEpoch < startEpoch)
    return `Pruning ends with epoch ${endEpoch}, before it starts with epoch ${startEpoch}. Let it end later.`;
  return undefined;
}
