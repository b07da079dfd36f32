import type { ReactNode } from 'react';

/** Drawings of layers that read sequences step by step: a state that comes back, gates as dots, an LSTM's memory as a line above. */
export const recurrentGlyphs: Readonly<Record<string, ReactNode>> = {
  SimpleRNN: (
    <>
      <rect x="7" y="12" width="10" height="8" rx="2" fill="currentColor" fillOpacity="0.3" />
      <path d="M2.5 16H7M17 16h4.5M15.5 12V8a3.5 3.5 0 0 0-7 0v2.5" />
      <path d="M6.2 8.7l2.3 2.3 2.3-2.3" />
    </>
  ),
  RecurrentCell: (
    <>
      <rect x="7.5" y="5" width="9" height="14" rx="2" fill="currentColor" fillOpacity="0.3" />
      <path d="M2 15.5h5.5M16.5 15.5H22" />
      <path d="M2 8.5h5.5M16.5 8.5H22" strokeWidth="2.6" strokeDasharray="0.1 3.4" />
    </>
  ),
  GRU: (
    <>
      <rect x="5.5" y="12" width="13" height="8.5" rx="2" />
      <path d="M2 16.2h3.5M18.5 16.2H22M15.5 12V8a3.5 3.5 0 0 0-7 0v2.5" />
      <path d="M6.2 8.7l2.3 2.3 2.3-2.3" />
      <circle cx="9.6" cy="16.2" r="1.7" fill="currentColor" stroke="none" />
      <circle cx="14.4" cy="16.2" r="1.7" fill="currentColor" stroke="none" />
    </>
  ),
  LSTM: (
    <>
      <path d="M2 5.5h17.5" strokeWidth="2.6" />
      <path d="M18 2.5l3.5 3-3.5 3" />
      <rect x="4" y="12" width="16" height="8.5" rx="2" />
      <path d="M8 12V5.5M16 12V5.5" strokeWidth="1.3" />
      <circle cx="8" cy="16.2" r="1.6" fill="currentColor" stroke="none" />
      <circle cx="12" cy="16.2" r="1.6" fill="currentColor" stroke="none" />
      <circle cx="16" cy="16.2" r="1.6" fill="currentColor" stroke="none" />
    </>
  ),
};
