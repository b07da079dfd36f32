import { useEffect, useRef, useState } from 'react';
import type { DatasetInfo } from '../../engine/data/dataset.ts';
import type { DatasetPreview } from '../../host/api.ts';
import { samplePreview } from '../document/sample-preview.ts';
import styles from './dataset-thumbnail.module.css';

interface ThumbnailProps {
  readonly dataset: DatasetInfo;
  /** Number of pictures; they wrap into two rows. */
  readonly pictures: number;
  /** Edge of a picture, CSS pixels. */
  readonly size: number;
}

const POINTS = 300;

/** First samples of a dataset: pictures, or points in the colours of their classes. */
export function DatasetThumbnail({ dataset, pictures, size }: ThumbnailProps) {
  const preview = usePreview(dataset.id, dataset.preview === 'points' ? POINTS : pictures);
  if (dataset.preview === 'points') return <Points dataset={dataset} preview={preview} size={2 * size} />;
  return (
    <div className={styles.pictures} style={{ gridTemplateColumns: `repeat(${Math.ceil(pictures / 2)}, ${size}px)` }} aria-hidden>
      {Array.from({ length: pictures }, (_, i) => (
        <Picture key={i} dataset={dataset} preview={preview} index={i} size={size} />
      ))}
    </div>
  );
}

function usePreview(id: string, count: number): DatasetPreview | undefined {
  const [loaded, setLoaded] = useState<{ readonly id: string; readonly preview: DatasetPreview }>();
  useEffect(() => {
    let wanted = true;
    void samplePreview(id, count).then((preview) => {
      if (wanted && preview) setLoaded({ id, preview });
    });
    return () => {
      wanted = false;
    };
  }, [id, count]);
  return loaded?.id === id ? loaded.preview : undefined;
}

interface PictureProps {
  readonly dataset: DatasetInfo;
  readonly preview: DatasetPreview | undefined;
  readonly index: number;
  readonly size: number;
}

function Picture({ dataset, preview, index, size }: PictureProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const image = dataset.fields.find(({ semantics }) => semantics === 'image');
  const [channels = 1, height = 1, width = 1] = image?.shape ?? [];

  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    const values = image && preview?.fields[image.name]?.values;
    if (!context || !values) return;
    const { scale, offset } = image.preprocessing ?? { scale: 1, offset: 0 };
    const pixels = context.createImageData(width, height);
    const plane = width * height;
    for (let i = 0; i < plane; i++) {
      for (let channel = 0; channel < 3; channel++) {
        const stored = values[index * channels * plane + Math.min(channel, channels - 1) * plane + i] ?? 0;
        pixels.data[4 * i + channel] = 255 * (stored * scale + offset);
      }
      pixels.data[4 * i + 3] = 255;
    }
    context.putImageData(pixels, 0, 0);
  }, [preview, image, index, channels, height, width]);

  return <canvas ref={canvas} className={styles.picture} width={width} height={height} style={{ width: size, height: size }} />;
}

const CLASS_COLOURS = [
  'var(--series-train)',
  'var(--series-validation)',
  'var(--series-run-1)',
  'var(--series-run-2)',
  'var(--series-run-3)',
];

function Points({
  dataset,
  preview,
  size,
}: {
  readonly dataset: DatasetInfo;
  readonly preview: DatasetPreview | undefined;
  readonly size: number;
}) {
  const point = dataset.fields.find(({ role }) => role === 'input')?.name ?? '';
  const target = dataset.fields.find(({ role }) => role === 'target')?.name ?? '';
  const values = preview?.fields[point]?.values;
  const classes = preview?.fields[target]?.values;
  const reach = values ? Math.max(1e-9, ...Array.from(values, Math.abs)) : 1;
  return (
    <svg width={size} height={size} viewBox="-1.06 -1.06 2.12 2.12" aria-hidden className={styles.points}>
      {values &&
        Array.from({ length: preview.count }, (_, i) => (
          <circle
            key={i}
            cx={(values[2 * i] ?? 0) / reach}
            cy={-(values[2 * i + 1] ?? 0) / reach}
            r={0.035}
            fill={CLASS_COLOURS[Number(classes?.[i] ?? 0) % CLASS_COLOURS.length]}
          />
        ))}
    </svg>
  );
}
