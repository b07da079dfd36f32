import type { ReactNode } from 'react';

/** Drawings of layers that change shapes, join inputs or compute with numbers. */
export const shapeGlyphs: Readonly<Record<string, ReactNode>> = {
  Flatten: (
    <>
      <path d="M10 5h10M10 10h10M4 15h16M4 20h16" />
      <path d="M5.5 3.5v7M3.5 8.5l2 2 2-2" />
    </>
  ),
  Reshape: (
    <>
      <rect x="3" y="3" width="7" height="12" rx="1.5" />
      <rect x="9" y="14" width="12" height="7" rx="1.5" fill="currentColor" fillOpacity="0.25" />
      <path d="M14 4h4a2 2 0 0 1 2 2v4M18 8.5l2 2 2-2" />
    </>
  ),
  Permute: (
    <>
      <path d="M4 8h14M4 16h14" />
      <path d="M15 4.5L18.5 8 15 11.5M8 12.5L4.5 16 8 19.5" />
    </>
  ),
  Squeeze: (
    <>
      <path d="M12 4v16" />
      <path d="M3 12h5M5.5 9l3 3-3 3M21 12h-5M18.5 9l-3 3 3 3" />
    </>
  ),
  Unsqueeze: (
    <>
      <rect x="10" y="4" width="4" height="16" rx="1.2" />
      <path d="M8 12H3M5.5 9l-3 3 3 3M16 12h5M18.5 9l3 3-3 3" />
    </>
  ),
  Slice: (
    <>
      <rect x="3" y="5" width="18" height="14" rx="2" />
      <path d="M9 5v14M15 5v14" strokeWidth="1.2" />
      <rect x="9" y="5" width="6" height="14" fill="currentColor" />
    </>
  ),
  Split: (
    <>
      <path d="M3 12h6M9 12c4 0 3-6.5 7-6.5h4.5M9 12c4 0 3 6.5 7 6.5h4.5" />
      <circle cx="3.5" cy="12" r="1.5" fill="currentColor" stroke="none" />
    </>
  ),
  Repeat: (
    <>
      <rect x="3" y="3" width="9" height="9" rx="1.5" fill="currentColor" fillOpacity="0.3" />
      <path d="M15 7.5h1.5a1.5 1.5 0 0 1 1.5 1.5v6a1.5 1.5 0 0 1-1.5 1.5h-6A1.5 1.5 0 0 1 9 15M19 12h.5a1.5 1.5 0 0 1 1.5 1.5v6a1.5 1.5 0 0 1-1.5 1.5h-6a1.5 1.5 0 0 1-1.5-1.5V19" />
    </>
  ),
  Add: (
    <>
      <circle cx="12" cy="12" r="8.5" />
      <path d="M12 8v8M8 12h8" />
    </>
  ),
  Subtract: (
    <>
      <circle cx="12" cy="12" r="8.5" />
      <path d="M8 12h8" />
    </>
  ),
  Multiply: (
    <>
      <circle cx="12" cy="12" r="8.5" />
      <path d="M9 9l6 6M15 9l-6 6" />
    </>
  ),
  Average: (
    <>
      <circle cx="12" cy="12" r="8.5" />
      <path d="M8.5 8.5h7M9 16l3-4.5 3 4.5" />
    </>
  ),
  Maximum: (
    <>
      <circle cx="12" cy="12" r="8.5" />
      <path d="M8 15l4-6 4 6" />
    </>
  ),
  Concat: (
    <>
      <rect x="3.5" y="4" width="8" height="16" rx="1.5" />
      <rect x="12.5" y="4" width="8" height="16" rx="1.5" fill="currentColor" fillOpacity="0.3" />
    </>
  ),
  Scale: (
    <>
      <rect x="3" y="12" width="9" height="9" rx="1.5" fill="currentColor" fillOpacity="0.3" />
      <path d="M3 8V5a2 2 0 0 1 2-2h14a2 2 0 0 1 2 2v14a2 2 0 0 1-2 2h-3M13 11l4-4M13.5 7H17v3.5" />
    </>
  ),
  Clip: (
    <>
      <path d="M3 6h18M3 18h18" strokeWidth="1.2" strokeDasharray="2 2.4" />
      <path d="M3 18h5l8-12h5" strokeWidth="2.2" />
    </>
  ),
  Power: (
    <>
      <path d="M4 10l8 10M12 10L4 20" />
      <path d="M15 11V4l4 5V3" strokeWidth="1.5" />
    </>
  ),
};
