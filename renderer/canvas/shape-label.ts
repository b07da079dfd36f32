import type { Shape, TensorType } from '../../engine/graph/types.ts';

export interface ShapePart {
  readonly text: string;
  /** The layer that the wire leaves changed this dimension. */
  readonly changed: boolean;
}

/**
 * A wire's shape in parts, `N`, `32`, `28`, `28`. Changed are the dimensions in which a layer's output differs from its
 * first input; where the rank differs, all but the batch.
 */
export function shapeParts(output: Shape, input: Shape | undefined): readonly ShapePart[] {
  if (output.length === 0) return [{ text: 'scalar', changed: false }];
  return output.map((dim, axis) => ({
    text: String(dim),
    changed: input !== undefined && axis > 0 && (input.length !== output.length || input[axis] !== dim),
  }));
}

/** `N×32×28×28`, with the element type where it isn't float32. */
export function shapeText({ dtype, shape }: TensorType): string {
  const dims = shape.length === 0 ? 'scalar' : shape.join('×');
  return dtype === 'float32' ? dims : `${dims} ${dtype}`;
}

/** What of the label has room on a straight wire of that length: all, all but the batch, or nothing. In pixels at 100 %. */
export function fittingLabel(parts: readonly ShapePart[], room: number): readonly ShapePart[] {
  if (widthOf(parts) <= room) return parts;
  const sample = parts.slice(1);
  return widthOf(sample) <= room ? sample : [];
}

/** Width of the monospaced label with its margins. */
function widthOf(parts: readonly ShapePart[]): number {
  const characters = parts.reduce((sum, { text }) => sum + text.length + 1, -1);
  return characters * 6.3 + 6;
}
