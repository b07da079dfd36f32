import { useCurves } from './use-curves.ts';
import type { RunCurves } from './run-curves.ts';

interface SparklineProps {
  readonly runId: string;
  readonly colour: string;
}

const WIDTH = 52;
const HEIGHT = 18;

/** Loss of each epoch as a small line; on held-out data where there is some. */
export function Sparkline({ runId, colour }: SparklineProps) {
  const path = useCurves(runId, pathOf);
  return (
    <svg width={WIDTH} height={HEIGHT} aria-hidden style={{ flex: 'none' }}>
      <path d={path} fill="none" stroke={colour} strokeWidth={1.5} strokeLinejoin="round" strokeLinecap="round" />
    </svg>
  );
}

function pathOf({ epochs }: RunCurves): string {
  const values = epochs.map(({ train, validation }) => validation?.loss ?? train.loss ?? NaN).filter(Number.isFinite);
  if (values.length < 2) return '';
  const low = Math.min(...values);
  const span = Math.max(...values) - low || 1;
  return values
    .map((value, i) => {
      const x = 1 + ((WIDTH - 2) * i) / (values.length - 1);
      const y = 2 + (HEIGHT - 4) * (1 - (value - low) / span);
      return `${i === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`;
    })
    .join('');
}
