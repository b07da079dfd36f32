import type { Project } from '../../engine/project/schema.ts';
import { useDocument } from '../document/store.ts';
import { selectedRun, useRuns } from './run-store.ts';

const recurrent: ReadonlySet<string> = new Set(['SimpleRNN', 'GRU', 'LSTM', 'Scan']);

/** Whether a layer of the network, or of one of its modules, reads a sequence step by step: its gradients can be watched through time. */
export function recurs({ nodes, modules = [] }: Pick<Project, 'nodes' | 'modules'>): boolean {
  return [...nodes, ...modules.flatMap((module) => module.nodes)].some(({ type }) => recurrent.has(type));
}

/** Whether the open network recurs, or that of the run that is looked at. */
export function useRecurs(): boolean {
  const drawn = useDocument(({ whole }) => recurs(whole));
  const trained = useRuns((state) => {
    const run = selectedRun(state);
    return run !== undefined && recurs(run.project);
  });
  return drawn || trained;
}
