import { classShape, type ClassShape, classToken } from '../samples/class-colours.ts';
import { token } from '../theme/tokens.ts';

/** Draws the marks of classes on a canvas; the colours are those of the moment in which it was made. */
export class ClassMarks {
  readonly #colours = new Map<number, string>();

  /** A mark with `radius` around a place, in canvas pixels; a pale circle where the class isn't known, −1. */
  draw(context: CanvasRenderingContext2D, label: number, x: number, y: number, radius: number): void {
    context.fillStyle = this.colourOf(label);
    context.beginPath();
    tracePath(context, label < 0 ? 'circle' : classShape(label), x, y, radius);
    context.fill();
  }

  colourOf(label: number): string {
    const known = this.#colours.get(label);
    if (known !== undefined) return known;
    const colour = token(label < 0 ? '--line-strong' : classToken(label));
    this.#colours.set(label, colour);
    return colour;
  }
}

function tracePath(context: CanvasRenderingContext2D, shape: ClassShape, x: number, y: number, radius: number): void {
  if (shape === 'circle') {
    context.moveTo(x + radius, y);
    context.arc(x, y, radius, 0, 2 * Math.PI);
    return;
  }
  const corners = { square: [4, Math.PI / 4], triangle: [3, -Math.PI / 2], diamond: [4, 0] } as const;
  const [count, turn] = corners[shape];
  for (let i = 0; i < count; i += 1) {
    const angle = turn + (2 * Math.PI * i) / count;
    const at = [x + 1.2 * radius * Math.cos(angle), y + 1.2 * radius * Math.sin(angle)] as const;
    if (i === 0) context.moveTo(...at);
    else context.lineTo(...at);
  }
  context.closePath();
}
