import { useMemo } from 'react';
import type { DatasetField } from '../../engine/data/dataset.ts';
import type { PreviewField } from '../../host/api.ts';
import { MaskPicture } from './mask-picture.tsx';
import { Picture } from './picture.tsx';
import { pixelsOf } from './pixels.ts';
import { textOfSample } from './sample-values.ts';
import styles from './samples.module.css';
import { channelsOf } from './signal-lines.ts';
import { Signals } from './signals.tsx';

interface FieldFigureProps {
  readonly field: DatasetField;
  /** Its values, among them those of the sample. */
  readonly given: PreviewField;
  readonly sample: number;
  /** CSS pixels; pictures are as wide as high. */
  readonly width: number;
  readonly height: number;
}

/** A field of a sample as what it is: picture, mask, volume, signal or text; nothing for numbers. */
export function FieldFigure({ field, given, sample, width, height }: FieldFigureProps) {
  const pixels = useMemo(() => pixelsOf(field, given.values, sample), [field, given, sample]);
  switch (field.semantics) {
    case 'image':
    case 'voxels':
      return <Picture pixels={pixels} width={height} height={height} />;
    case 'mask':
      return <MaskPicture mask={field} given={given} sample={sample} size={height} />;
    case 'signal':
      return <Signals signals={channelsOf(field, given.values, sample)} labels={undefined} width={width} height={height} />;
    case 'text':
      return (
        <span className={styles.text} style={{ width, height }}>
          {textOfSample(given, sample)}
        </span>
      );
    default:
      return null;
  }
}
