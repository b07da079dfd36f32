import type { ReactNode } from 'react';

/** Drawings of layers that normalise and regularise. */
export const normGlyphs: Readonly<Record<string, ReactNode>> = {
  BatchNorm: <path d="M2.5 19c5.5 0 5-14 9.5-14s4 14 9.5 14" />,
  LayerNorm: (
    <>
      <path d="M3 16c5.5 0 5-11 9-11s3.5 11 9 11" />
      <path d="M3 20.5h18" />
    </>
  ),
  GroupNorm: <path d="M2 18c2.5 0 2-11 5-11s2.5 11 5 11 2-11 5-11 2.5 11 5 11" />,
  InstanceNorm: (
    <>
      <rect x="3" y="4" width="18" height="16" rx="2" />
      <path d="M6 16.5c3.5 0 3.5-8.5 6-8.5s2.5 8.5 6 8.5" />
    </>
  ),
  RMSNorm: (
    <>
      <path d="M3 13l2.5 3L9 6h12" />
      <path d="M11 17.5c3 0 2.5-7.5 5-7.5s2 7.5 5 7.5" strokeWidth="1.4" />
    </>
  ),
  Dropout: (
    <>
      <circle cx="6" cy="6" r="2" fill="currentColor" />
      <circle cx="12" cy="6" r="2" />
      <circle cx="18" cy="6" r="2" fill="currentColor" />
      <circle cx="6" cy="12" r="2" />
      <circle cx="12" cy="12" r="2" fill="currentColor" />
      <circle cx="18" cy="12" r="2" />
      <circle cx="6" cy="18" r="2" fill="currentColor" />
      <circle cx="12" cy="18" r="2" fill="currentColor" />
      <circle cx="18" cy="18" r="2" />
    </>
  ),
  SpatialDropout: (
    <>
      <rect x="3" y="4" width="5" height="16" rx="1.5" fill="currentColor" />
      <rect x="9.5" y="4" width="5" height="16" rx="1.5" strokeDasharray="2 2.4" strokeWidth="1.4" />
      <rect x="16" y="4" width="5" height="16" rx="1.5" fill="currentColor" />
    </>
  ),
  AlphaDropout: (
    <>
      <path d="M16 6c-2.5 8-4.5 11-7.5 11a5 5 0 1 1 0-10c3.5 0 5.5 3.5 9 10" />
      <circle cx="19.5" cy="6" r="2" />
    </>
  ),
  GaussianNoise: <path d="M2.5 13l2-3 2 6L9 5l2.5 14L14 8l2 7.5 2-5 1.5 3 2-1.5" />,
  StochasticDepth: (
    <>
      <rect x="7.5" y="11" width="9" height="9" rx="1.5" strokeDasharray="2 2.4" strokeWidth="1.4" />
      <path d="M3 15.5v-7a4 4 0 0 1 4-4h10a4 4 0 0 1 4 4v7" />
      <path d="M18.5 13.5l2.5 2.5 2.5-2.5" />
    </>
  ),
};
