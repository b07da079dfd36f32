import type { ReactNode } from 'react';

/** Drawings of layers that read sequences as sets of steps. */
export const attentionGlyphs: Readonly<Record<string, ReactNode>> = {
  PositionalEncoding: (
    <>
      <path d="M3 9c3-8 6-8 9 0s6 8 9 0" />
      <path d="M4 19h.01M8 19h.01M12 19h.01M16 19h.01M20 19h.01" strokeWidth="2.6" />
    </>
  ),
  PaddingMask: (
    <>
      <rect x="2.5" y="8.5" width="5" height="7" rx="1" fill="currentColor" />
      <rect x="9.5" y="8.5" width="5" height="7" rx="1" fill="currentColor" />
      <rect x="16.5" y="8.5" width="5" height="7" rx="1" strokeDasharray="1.6 1.8" />
    </>
  ),
  SequencePool: (
    <>
      <path d="M4 5v6M9.3 5v6M14.7 5v6M20 5v6" />
      <path d="M5 14l5.5 3M19 14l-5.5 3M9.5 14l1.5 2.5M14.5 14L13 16.5" strokeWidth="1.3" />
      <path d="M12 17v4" strokeWidth="2.6" />
    </>
  ),
  TokenScores: (
    <>
      <path d="M3 5h3M3 10h3M3 15h3M3 20h3" strokeWidth="2.2" />
      <path d="M9 5h5M9 15h3M9 20h7" strokeWidth="1.6" />
      <path d="M9 10h12" strokeWidth="3" />
    </>
  ),
  MultiHeadAttention: (
    <>
      <path d="M5 7v10M11.5 7.2L6 17M18 7.2L6.5 18" strokeWidth="1.3" />
      <path d="M12.5 7l6 10" strokeWidth="2.4" />
      <circle cx="5" cy="5" r="2" />
      <circle cx="12" cy="5" r="2" fill="currentColor" />
      <circle cx="19" cy="5" r="2" />
      <circle cx="5" cy="19" r="2" />
      <circle cx="12" cy="19" r="2" />
      <circle cx="19" cy="19" r="2" fill="currentColor" />
    </>
  ),
  TransformerEncoder: (
    <>
      <rect x="8" y="3" width="12" height="6" rx="1.5" fill="currentColor" fillOpacity="0.3" />
      <rect x="8" y="14" width="12" height="6" rx="1.5" />
      <path d="M14 9v5M14 11.5H6a2 2 0 0 0-2 2v7a2 2 0 0 0 2 2h8V20" />
    </>
  ),
  TransformerDecoder: (
    <>
      <rect x="8" y="2.5" width="12" height="4.5" rx="1.2" />
      <rect x="8" y="9.75" width="12" height="4.5" rx="1.2" fill="currentColor" fillOpacity="0.3" />
      <rect x="8" y="17" width="12" height="4.5" rx="1.2" />
      <path d="M14 7v2.7M14 14.3V17M2.5 12H8M5.5 9.5L8 12l-2.5 2.5" />
    </>
  ),
};
