import { useSyncExternalStore } from 'react';
import type { RunCurves } from './run-curves.ts';
import { curvesOf } from './run-store.ts';

/** Calls back at most once per frame while the curves change. */
function onFrames(curves: RunCurves, changed: () => void): () => void {
  let frame = 0;
  const stop = curves.subscribe(() => {
    frame ||= requestAnimationFrame(() => {
      frame = 0;
      changed();
    });
  });
  return () => {
    cancelAnimationFrame(frame);
    stop();
  };
}

/** A number or other plain value taken from a run's curves; the component draws anew only where it changes. */
export function useCurves<T extends number | string | undefined>(runId: string, select: (curves: RunCurves) => T): T {
  const curves = curvesOf(runId);
  return useSyncExternalStore(
    (changed) => onFrames(curves, changed),
    () => select(curves),
  );
}
