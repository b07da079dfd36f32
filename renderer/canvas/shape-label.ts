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

/** Room that the label takes on a wire, in pixels at 100 %. */
export function labelWidth(parts: readonly ShapePart[]): number {
  const characters = parts.reduce((sum, { text }) => sum + text.length + 1, -1);
  return characters * 6.4 + 8;
}
