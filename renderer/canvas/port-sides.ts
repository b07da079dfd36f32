import { Position } from '@xyflow/react';

/** The sides at which wires come in and leave. */
export const portSides = {
  right: { target: Position.Left, source: Position.Right },
  down: { target: Position.Top, source: Position.Bottom },
} as const;
