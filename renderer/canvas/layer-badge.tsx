import type { CSSProperties } from 'react';
import { useLayerReading } from '../train/layer-overlay.ts';
import classes from './layer-overlay.module.css';

/** What the run tells of a layer, below its node; nothing while nothing is shown. */
export function LayerBadge({ id }: { readonly id: string }) {
  const reading = useLayerReading(id);
  if (reading === undefined) return null;
  return (
    <span className={classes.badge} style={heated(reading.heat)}>
      {reading.text}
    </span>
  );
}

/** The colour alone, over a node that is too far to be read. */
export function LayerHeat({ id }: { readonly id: string }) {
  const reading = useLayerReading(id);
  return reading === undefined ? null : <span className={classes.heat} style={heated(reading.heat)} />;
}

function heated(heat: number): CSSProperties & Record<'--heat', string> {
  return { '--heat': `${Math.round(100 * heat)}%` };
}
