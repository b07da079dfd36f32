import { useEffect, useMemo, useRef } from 'react';
import type { DatasetField } from '../../engine/data/dataset.ts';
import type { PreviewField } from '../../host/api.ts';
import { token } from '../theme/tokens.ts';
import { classToken } from './class-colours.ts';
import { Picture } from './picture.tsx';
import { pixelsOf } from './pixels.ts';
import { sampleValues } from './sample-values.ts';
import styles from './samples.module.css';

interface MaskedPictureProps {
  readonly image: DatasetField | undefined;
  readonly mask: DatasetField;
  /** Stored values of both; a blank square until they are there. */
  readonly fields: Readonly<Record<string, PreviewField>> | undefined;
  readonly sample: number;
  /** Edge, CSS pixels. */
  readonly size: number;
  /** How much of the mask covers the image, 0 to 1. */
  readonly opacity?: number;
}

/** An image with the classes of its pixels laid over it; the background stays free where a class is called so. */
export function MaskedPicture({ image, mask, fields, sample, size, opacity = 0.55 }: MaskedPictureProps) {
  const given = image && fields?.[image.name];
  const pixels = useMemo(() => (given && image ? pixelsOf(image, given.values, sample) : undefined), [given, image, sample]);
  const classes = fields?.[mask.name];
  return (
    <span className={styles.masked} style={{ width: size, height: size }}>
      {image && <Picture pixels={pixels} width={size} height={size} />}
      {classes && <MaskPicture mask={mask} given={classes} sample={sample} size={size} opacity={image ? opacity : 1} />}
    </span>
  );
}

interface MaskPictureProps {
  readonly mask: DatasetField;
  readonly given: PreviewField;
  readonly sample: number;
  readonly size: number;
  readonly opacity?: number;
}

/** The classes of pixels in their colours. */
export function MaskPicture({ mask, given, sample, size, opacity = 1 }: MaskPictureProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [height, width] = mask.shape.slice(-2);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return undefined;
    const paint = () => draw(context, width, height, sampleValues(given, sample), mask);
    paint();
    const scheme = new MutationObserver(paint);
    scheme.observe(document.documentElement, { attributeFilter: ['data-mantine-color-scheme'] });
    return () => scheme.disconnect();
  }, [given, sample, mask, width, height]);
  return <canvas ref={canvas} className={styles.picture} width={width} height={height} style={{ width: size, height: size, opacity }} />;
}

function draw(context: CanvasRenderingContext2D, width: number, height: number, values: ArrayLike<number>, mask: DatasetField): void {
  context.clearRect(0, 0, width, height);
  const free = backgroundClass(mask);
  for (let i = 0; i < width * height; i += 1) {
    if (values[i] === free) continue;
    context.fillStyle = values[i] === mask.ignored ? token('--text-3') : token(classToken(values[i]));
    context.fillRect(i % width, Math.floor(i / width), 1, 1);
  }
}

/** The class that is no thing of its own: the one that is called so; the first of classes that have no names, which is that by custom. */
export function backgroundClass({ classes = [] }: DatasetField): number | undefined {
  const place = classes.findIndex((name) => /^(background|unlabell?ed|nothing|void|背景)$/i.test(name));
  if (place >= 0) return place;
  return classes.every((name, i) => name === String(i)) ? 0 : undefined;
}
