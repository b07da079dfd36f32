import type { ReactNode } from 'react';
import type { PortKind } from '../../engine/layers/definition.ts';

/** What people call the data of a port kind. */
export const kindLabels: Readonly<Record<PortKind, string>> = {
  image: 'Image',
  features: 'Features',
  sequence: 'Sequence',
  integer: 'Integers',
  edges: 'Graph edges',
  mask: 'Mask',
  scalar: 'Number',
};

const shapes: Readonly<Record<PortKind, ReactNode>> = {
  image: <rect x="1" y="1" width="8" height="8" />,
  features: <circle cx="5" cy="5" r="4.4" />,
  sequence: <rect x="0" y="2.2" width="10" height="5.6" rx="2.8" />,
  integer: <path d="M5 0l5 5-5 5-5-5z" />,
  edges: <path d="M5 0.6l5 8.8H0z" />,
  mask: <circle cx="5" cy="5" r="3.8" fill="var(--port-hole, var(--raised))" stroke="currentColor" strokeWidth="1.6" strokeDasharray="2.2 1.6" />,
  scalar: <path d="M2.5 0.7h5L10 5 7.5 9.3h-5L0 5z" />,
};

export function colourOf(kind: PortKind | undefined): string {
  return kind === undefined ? 'var(--text-3)' : `var(--type-${kind})`;
}

/** A port's shape in its type's colour; a hollow circle where the type isn't known. */
export function PortMark({ kind, size = 10 }: { readonly kind: PortKind | undefined; readonly size?: number }) {
  return (
    <svg viewBox="0 0 10 10" width={size} height={size} fill="currentColor" style={{ color: colourOf(kind), flex: 'none' }} aria-hidden>
      {kind === undefined ? <circle cx="5" cy="5" r="3.8" fill="var(--port-hole, var(--raised))" stroke="currentColor" strokeWidth="1.5" /> : shapes[kind]}
    </svg>
  );
}
