import type { ReactNode } from 'react';
import type { PortKind } from '../../engine/layers/definition.ts';
import type { WindowText } from '../language/text.ts';

/** What people call the data of a port kind. */
export const kindLabels: Readonly<Record<PortKind, WindowText>> = {
  image: 'Image',
  features: 'Features',
  sequence: 'Sequence',
  integer: 'Integers',
  edges: 'Graph edges',
  mask: 'Mask',
  scalar: 'Number',
};

/** Outlines in a box of 10. */
const shapes: Readonly<Record<PortKind, ReactNode>> = {
  image: <rect x="1" y="1" width="8" height="8" />,
  features: <circle cx="5" cy="5" r="4.2" />,
  sequence: <rect x="0.7" y="2.4" width="8.6" height="5.2" rx="2.6" />,
  integer: <path d="M5 0.6L9.4 5 5 9.4.6 5z" />,
  edges: <path d="M5 0.9l4.4 7.8H.6z" />,
  mask: <circle cx="5" cy="5" r="3.8" strokeDasharray="2.2 1.6" />,
  scalar: <path d="M2.7 1h4.6l2.2 4-2.2 4H2.7L.5 5z" />,
};

export function colourOf(kind: PortKind | undefined): string {
  return kind === undefined ? 'var(--text-3)' : `var(--type-${kind})`;
}

export interface PortMarkProps {
  readonly kind: PortKind | undefined;
  readonly size?: number;
  /** Drawn as an outline: nothing is wired here. */
  readonly hollow?: boolean;
}

/** A port's shape in its type's colour; a ring where the type isn't known. */
export function PortMark({ kind, size = 10, hollow = false }: PortMarkProps) {
  const outlined = hollow || kind === undefined || kind === 'mask';
  return (
    <svg
      viewBox="0 0 10 10"
      width={size}
      height={size}
      fill={outlined ? 'var(--raised)' : 'currentColor'}
      stroke={outlined ? 'currentColor' : 'none'}
      strokeWidth="1.4"
      style={{ color: colourOf(kind), flex: 'none', display: 'block', overflow: 'visible' }}
      aria-hidden
    >
      {shapes[kind ?? 'features']}
    </svg>
  );
}
