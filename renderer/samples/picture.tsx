import { useEffect, useRef } from 'react';
import type { Pixels } from './pixels.ts';
import styles from './samples.module.css';

interface PictureProps {
  /** A blank square in the colour of the surroundings until they are there. */
  readonly pixels: Pixels | undefined;
  /** CSS pixels. */
  readonly width: number;
  readonly height: number;
}

/** Pixels drawn large, without smoothing. */
export function Picture({ pixels, width, height }: PictureProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (context && pixels) draw(context, pixels);
  }, [pixels]);
  return (
    <canvas
      ref={canvas}
      className={styles.picture}
      data-waiting={pixels === undefined || undefined}
      width={pixels?.width ?? 1}
      height={pixels?.height ?? 1}
      style={{ width, height }}
    />
  );
}

function draw(context: CanvasRenderingContext2D, { width, height, channels, values }: Pixels): void {
  const image = context.createImageData(width, height);
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    for (let channel = 0; channel < 3; channel += 1) {
      image.data[4 * pixel + channel] = 255 * values[pixel * channels + Math.min(channel, channels - 1)];
    }
    image.data[4 * pixel + 3] = 255;
  }
  context.putImageData(image, 0, 0);
}
