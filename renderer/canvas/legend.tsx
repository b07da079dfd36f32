import { useMemo } from 'react';
import { portKindOf, type PortKind } from '../../engine/layers/definition.ts';
import { useDocument } from '../document/store.ts';
import { kindLabels, PortMark } from '../icons/port-mark.tsx';
import { t } from '../language/text.ts';
import classes from './canvas.module.css';

/** The data types that occur on the canvas, with their marks. */
export function Legend() {
  const analysis = useDocument((state) => state.analysis);
  const kinds = useMemo(() => {
    const seen = new Set<PortKind>();
    for (const { outputs } of analysis.layers.values()) for (const type of outputs) seen.add(portKindOf(type));
    return (Object.keys(kindLabels) as PortKind[]).filter((kind) => seen.has(kind));
  }, [analysis]);
  if (kinds.length === 0) return null;
  return (
    <ul className={classes.legend} aria-label={t('Data types')}>
      {kinds.map((kind) => (
        <li key={kind}>
          <PortMark kind={kind} size={8} />
          {t(kindLabels[kind])}
        </li>
      ))}
    </ul>
  );
}
