import type { ReactNode } from 'react';

/** Drawings of parts that are drawn apart: a frame around layers, the same frame step after step, and the ways in and out of it. */
export const moduleGlyphs: Readonly<Record<string, ReactNode>> = {
  Module: (
    <>
      <rect x="3.5" y="4.5" width="17" height="15" rx="3" />
      <rect x="7" y="10" width="3.6" height="4" rx="1" fill="currentColor" stroke="none" />
      <rect x="13.4" y="10" width="3.6" height="4" rx="1" fill="currentColor" stroke="none" />
      <path d="M10.6 12h2.8" />
    </>
  ),
  Scan: (
    <>
      <rect x="2.5" y="10.5" width="5" height="8.5" rx="1.5" fill="currentColor" fillOpacity="0.3" />
      <rect x="9.5" y="10.5" width="5" height="8.5" rx="1.5" />
      <rect x="16.5" y="10.5" width="5" height="8.5" rx="1.5" />
      <path d="M5 7.5c1-3 5-3.6 7-0.6M12 7.5c1-3 5-3.6 7-0.6" />
      <path d="M12.6 4.2l-.5 2.8-2.8-.5M19.6 4.2l-.5 2.8-2.8-.5" strokeWidth="1.3" />
    </>
  ),
  ModuleInput: (
    <>
      <path d="M10 4.5h7.5a3 3 0 0 1 3 3v9a3 3 0 0 1-3 3H10" />
      <path d="M2.5 12h11" />
      <path d="M10 8.5l3.5 3.5-3.5 3.5" />
    </>
  ),
  ModuleOutput: (
    <>
      <path d="M14 4.5H6.5a3 3 0 0 0-3 3v9a3 3 0 0 0 3 3H14" />
      <path d="M10 12h11.5" />
      <path d="M18 8.5l3.5 3.5-3.5 3.5" />
    </>
  ),
};
