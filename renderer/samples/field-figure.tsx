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
      return <TextFigure text={textOfSample(given, sample)} width={width} height={height} />;
    default:
      return null;
  }
}

/** Sizes of type, CSS pixels. */
const [SMALLEST, LARGEST] = [11, 16];
/** Height of a line, and the usual width of a letter, for each pixel of the type's size; Han characters are as wide as high. */
const LINE = 1.36;
const LETTER = 0.54;

/** A text in the largest type in which all of it has room. */
function TextFigure({ text, width, height }: { readonly text: string; readonly width: number; readonly height: number }) {
  return (
    <span className={styles.text} style={{ width, height, fontSize: typeSize(text, width, height), lineHeight: LINE }}>
      {text}
    </span>
  );
}

/** The largest size in whole pixels at which a text fills no more than its place; the smallest where none does. */
export function typeSize(text: string, width: number, height: number): number {
  const lines = text.split('\n').map((line) => Array.from(line, (letter) => (letter >= '\u2e80' ? 1 : LETTER)));
  for (let size = LARGEST; size > SMALLEST; size -= 1) {
    const rows = lines.map((letters) => Math.max(1, Math.ceil((letters.reduce((sum, letter) => sum + letter, 0) * size) / (0.92 * width))));
    if (rows.reduce((sum, count) => sum + count, 0) * size * LINE <= height) return size;
  }
  return SMALLEST;
}
