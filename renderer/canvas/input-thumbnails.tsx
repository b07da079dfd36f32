import { useEffect, useRef, useState } from 'react';
import { datasetOf } from '../../engine/data/registry.ts';
import type { DatasetPreview } from '../../host/api.ts';
import { samplePreview } from '../document/sample-preview.ts';
import classes from './canvas.module.css';

const COUNT = 5;
const SIZE = 20;
const POINTS = 200;

/** The first samples of an input's dataset: small pictures, or the points of a 2-D set in the colours of their classes. */
export function InputThumbnails({ dataset, field }: { readonly dataset: string; readonly field: string }) {
  const kind = datasetOf(dataset)?.preview;
  const preview = useSamplePreview(dataset, kind === 'points' ? POINTS : COUNT, kind !== undefined);
  const values = preview?.fields[field];
  return (
    <div className={classes.thumbnails} aria-hidden>
      {kind === 'points'
        ? preview && <Points preview={preview} field={field} />
        : Array.from({ length: COUNT }, (_, index) => <Picture key={index} sample={values && pixelsOf(values, index)} />)}
    </div>
  );
}

function useSamplePreview(dataset: string, count: number, known: boolean): DatasetPreview | undefined {
  const [loaded, setLoaded] = useState<{ readonly dataset: string; readonly preview: DatasetPreview }>();
  useEffect(() => {
    let current = true;
    if (known) void samplePreview(dataset, count).then((preview) => current && preview && setLoaded({ dataset, preview }));
    return () => {
      current = false;
    };
  }, [dataset, count, known]);
  return loaded?.dataset === dataset ? loaded.preview : undefined;
}

interface Pixels {
  readonly channels: number;
  readonly height: number;
  readonly width: number;
  readonly values: ArrayLike<number>;
}

function pixelsOf(field: DatasetPreview['fields'][string], index: number): Pixels | undefined {
  const [channels, height, width] = field.shape;
  if (field.shape.length !== 3) return undefined;
  const size = channels * height * width;
  const values = field.values.subarray(index * size, (index + 1) * size);
  return values.length < size ? undefined : { channels, height, width, values };
}

function Picture({ sample }: { readonly sample: Pixels | undefined }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (context && sample) draw(context, sample);
  }, [sample]);
  return <canvas ref={canvas} width={sample?.width ?? 1} height={sample?.height ?? 1} style={{ width: SIZE, height: SIZE }} />;
}

/** Channels first, one or three, scaled so that the brightest value is white. */
function draw(context: CanvasRenderingContext2D, { channels, height, width, values }: Pixels): void {
  const image = context.createImageData(width, height);
  const plane = height * width;
  const brightest = Math.max(1e-9, ...Array.from(values));
  const scale = values instanceof Uint8Array && brightest > 16 ? 1 : 255 / brightest;
  for (let pixel = 0; pixel < plane; pixel += 1) {
    for (let channel = 0; channel < 3; channel += 1) {
      image.data[4 * pixel + channel] = values[Math.min(channel, channels - 1) * plane + pixel] * scale;
    }
    image.data[4 * pixel + 3] = 255;
  }
  context.putImageData(image, 0, 0);
}

function Points({ preview, field }: { readonly preview: DatasetPreview; readonly field: string }) {
  const points = preview.fields[field];
  const target = Object.entries(preview.fields).find(([name]) => name !== field)?.[1];
  if (points === undefined || points.shape[0] !== 2) return null;
  const { values } = points;
  const reach = Math.max(1e-9, ...Array.from(values, Math.abs)) * 1.05;
  return (
    <svg className={classes.points} viewBox="-50 -30 100 60">
      {Array.from({ length: preview.count }, (_, index) => (
        <circle
          key={index}
          cx={(values[2 * index] / reach) * 48}
          cy={(-values[2 * index + 1] / reach) * 28}
          r="1.5"
          fill={Number(target?.values[index] ?? 0) === 0 ? 'var(--series-train)' : 'var(--series-validation)'}
        />
      ))}
    </svg>
  );
}
