import { type KeyboardEvent, type PointerEvent, useEffect, useMemo, useRef, useState } from 'react';
import type { DatasetField } from '../../engine/data/dataset.ts';
import type { PreviewField } from '../../host/api.ts';
import { t } from '../language/text.ts';
import { fieldLabel } from '../samples/field-label.ts';
import { sampleValues } from '../samples/sample-values.ts';
import { token } from '../theme/tokens.ts';
import { rgbOf } from './rgb.ts';
import { reachOf, seenFaces, type SeenFace, voxelFaces } from './voxel-faces.ts';
import styles from './voxel-view.module.css';

interface VoxelViewProps {
  readonly field: DatasetField;
  readonly given: PreviewField;
  readonly sample: number;
  /** Edge, CSS pixels. */
  readonly size: number;
}

interface Turn {
  readonly yaw: number;
  readonly pitch: number;
}

const START: Turn = { yaw: -0.55, pitch: 0.4 };
/** Voxels that are fed with more than this are drawn. */
const LEVEL = 0.35;
const STEP = Math.PI / 18;
const STEEPEST = Math.PI / 2;
const RADIANS_PER_PIXEL = 0.01;

/** A volume that is turned by dragging or by the arrow keys. */
export function VoxelView({ field, given, sample, size }: VoxelViewProps) {
  const [turn, setTurn] = useState(START);
  const canvas = useRef<HTMLCanvasElement>(null);
  const faces = useMemo(() => facesOf(field, given, sample), [field, given, sample]);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return undefined;
    const paint = () => draw(context, size, seenFaces(faces, turn.yaw, turn.pitch), reachOf(faces));
    paint();
    const scheme = new MutationObserver(paint);
    scheme.observe(document.documentElement, { attributeFilter: ['data-mantine-color-scheme'] });
    return () => scheme.disconnect();
  }, [faces, turn, size]);
  const by = (yaw: number, pitch: number) =>
    setTurn((former) => ({ yaw: former.yaw + yaw, pitch: Math.min(STEEPEST, Math.max(-STEEPEST, former.pitch + pitch)) }));
  return (
    <div className={styles.view}>
      <div
        className={styles.place}
        style={{ width: size, height: size }}
        role="application"
        aria-roledescription={t('volume that can be turned')}
        aria-label={t('{field}, {size} voxels. Turn it with the arrow keys.', {
          field: fieldLabel(field),
          size: field.shape.slice(-3).join('×'),
        })}
        tabIndex={0}
        data-turns
        onKeyDown={(event) => turnByKey(event, by)}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={(event) => turnByPointer(event, by)}
        onDoubleClick={() => setTurn(START)}
      >
        <canvas ref={canvas} style={{ width: size, height: size }} />
      </div>
      <span className={styles.hint}>{t('Drag to turn, double-click for the view from the front left')}</span>
    </div>
  );
}

type TurnBy = (yaw: number, pitch: number) => void;

function turnByKey(event: KeyboardEvent, by: TurnBy): void {
  const steps: Readonly<Record<string, readonly [number, number]>> = {
    ArrowLeft: [STEP, 0],
    ArrowRight: [-STEP, 0],
    ArrowUp: [0, STEP],
    ArrowDown: [0, -STEP],
  };
  const step = steps[event.key];
  if (step === undefined) return;
  event.preventDefault();
  by(...step);
}

function turnByPointer(event: PointerEvent, by: TurnBy): void {
  if (event.currentTarget.hasPointerCapture(event.pointerId)) by(-event.movementX * RADIANS_PER_PIXEL, event.movementY * RADIANS_PER_PIXEL);
}

/** The faces of the first channel, as it is fed. */
function facesOf({ shape, preprocessing }: DatasetField, given: PreviewField, sample: number) {
  const { scale, offset } = preprocessing ?? { scale: 1, offset: 0 };
  const [depth, height, width] = shape.slice(-3);
  const fed = Float32Array.from(sampleValues(given, sample).subarray(0, depth * height * width), (value) => value * scale + offset);
  return voxelFaces(fed, [depth, height, width], LEVEL);
}

const MARGIN = 1.05;

function draw(context: CanvasRenderingContext2D, size: number, faces: readonly SeenFace[], reach: number): void {
  const { canvas } = context;
  const ratio = window.devicePixelRatio;
  canvas.width = size * ratio;
  canvas.height = size * ratio;
  const half = canvas.width / 2;
  const place = (value: number) => half + (value * half) / (MARGIN * Math.max(reach, 1e-6));
  const [red, green, blue] = rgbOf(token('--type-image'));
  context.lineWidth = 0.6;
  for (const { points, light } of faces) {
    context.beginPath();
    for (let i = 0; i < points.length; i += 2) context.lineTo(place(points[i]), place(points[i + 1]));
    context.closePath();
    const colour = `rgb(${red * light} ${green * light} ${blue * light})`;
    context.fillStyle = colour;
    context.strokeStyle = colour;
    context.fill();
    context.stroke();
  }
}
