import { create } from 'zustand';
import { createJSONStorage, persist } from 'zustand/middleware';
import type { XAxis } from './plot-content.ts';

interface PlotSettings {
  /** Weight of the moving average, 0 to 0.99. */
  readonly smoothing: number;
  readonly logLoss: boolean;
  readonly xAxis: XAxis;
}

/** How curves are drawn; kept on this machine. */
export const usePlotSettings = create<PlotSettings>()(
  persist((): PlotSettings => ({ smoothing: 0.86, logLoss: true, xAxis: 'epoch' }), {
    name: 'netloom.plots',
    storage: createJSONStorage(() => localStorage),
  }),
);

/** Where the pointer rests on a plot, as a value of the horizontal axis; all plots follow it. */
export const usePlotHover = create<{ readonly x: number | undefined }>()(() => ({ x: undefined }));
