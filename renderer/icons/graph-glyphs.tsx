import type { ReactNode } from 'react';

const corners = (
  <>
    <circle cx="5" cy="6" r="1.8" />
    <circle cx="19" cy="6" r="1.8" />
    <circle cx="5" cy="18" r="1.8" />
    <circle cx="19" cy="18" r="1.8" />
  </>
);
const middle = <circle cx="12" cy="12" r="2.6" fill="currentColor" />;

/** Drawings of layers over graphs, in a box of 24. */
export const graphGlyphs: Readonly<Record<string, ReactNode>> = {
  GCNConv: (
    <>
      {corners}
      {middle}
      <path d="M6.5 7.2l3.5 3M17.5 7.2l-3.5 3M6.5 16.8l3.5-3M17.5 16.8l-3.5-3" />
    </>
  ),
  SAGEConv: (
    <>
      {middle}
      <circle cx="12" cy="12" r="8.5" strokeDasharray="2.5 3" />
      <circle cx="12" cy="3.5" r="1.5" fill="currentColor" />
      <circle cx="4.6" cy="16.2" r="1.5" fill="currentColor" />
      <circle cx="19.4" cy="16.2" r="1.5" fill="currentColor" />
    </>
  ),
  GATConv: (
    <>
      {corners}
      {middle}
      <path d="M6.5 7.2l3.5 3" strokeWidth="3.2" />
      <path d="M17.5 7.2l-3.5 3" strokeWidth="0.8" />
      <path d="M6.5 16.8l3.5-3" strokeWidth="0.8" />
      <path d="M17.5 16.8l-3.5-3" strokeWidth="2" />
    </>
  ),
  GATv2Conv: (
    <>
      {corners}
      {middle}
      <path d="M6.5 7.2l3.5 3" strokeWidth="0.8" />
      <path d="M17.5 7.2l-3.5 3" strokeWidth="3.2" />
      <path d="M6.5 16.8l3.5-3" strokeWidth="2" />
      <path d="M17.5 16.8l-3.5-3" strokeWidth="0.8" />
      <path d="M10.5 3.5h3" />
    </>
  ),
  GINConv: (
    <>
      <circle cx="4.5" cy="6" r="1.8" />
      <circle cx="4.5" cy="18" r="1.8" />
      <path d="M6 7.2l3 3M6 16.8l3-3" />
      <path d="M14 8l-4.5 0 2.8 4-2.8 4H14" />
      <path d="M16.5 12H21M18.8 9.8L21 12l-2.2 2.2" />
    </>
  ),
  ChebConv: (
    <>
      <circle cx="12" cy="12" r="2" fill="currentColor" />
      <circle cx="12" cy="12" r="5.2" />
      <circle cx="12" cy="12" r="8.8" strokeDasharray="3 2.5" />
    </>
  ),
  EdgeConv: (
    <>
      <circle cx="5" cy="18" r="2" />
      <circle cx="19" cy="6" r="2" fill="currentColor" />
      <path d="M6.5 16.6L17.3 7.3" />
      <rect x="9" y="9" width="6" height="6" rx="1" fill="currentColor" fillOpacity="0.4" />
    </>
  ),
  GraphNorm: (
    <>
      <circle cx="5" cy="8" r="1.8" />
      <circle cx="12" cy="4.5" r="1.8" />
      <circle cx="19" cy="8" r="1.8" />
      <path d="M6.7 7.2l3.6-1.8M13.7 5.4l3.6 1.8" />
      <path d="M3 20c5 0 5-8 9-8s4 8 9 8" />
    </>
  ),
  GraphPool: (
    <>
      <circle cx="5" cy="5" r="1.8" />
      <circle cx="12" cy="5" r="1.8" />
      <circle cx="19" cy="5" r="1.8" />
      <path d="M6 6.8l4.5 8M12 7v7.5M18 6.8l-4.5 8" />
      <circle cx="12" cy="18" r="3" fill="currentColor" />
    </>
  ),
  'GraphPool-sum': (
    <>
      <circle cx="5" cy="5" r="1.8" />
      <circle cx="12" cy="5" r="1.8" />
      <circle cx="19" cy="5" r="1.8" />
      <path d="M6 6.8l3.5 6M12 7v5M18 6.8l-3.5 6" />
      <path d="M15 14H9l3 3.5L9 21h6" />
    </>
  ),
  'GraphPool-max': (
    <>
      <circle cx="5" cy="5" r="1.8" strokeDasharray="1.5 1.5" />
      <circle cx="12" cy="5" r="1.8" fill="currentColor" />
      <circle cx="19" cy="5" r="1.8" strokeDasharray="1.5 1.5" />
      <path d="M12 7v13M8.5 16.5L12 20l3.5-3.5" />
    </>
  ),
  GraphAttentionPool: (
    <>
      <circle cx="5" cy="5" r="1.8" />
      <circle cx="12" cy="5" r="1.8" />
      <circle cx="19" cy="5" r="1.8" />
      <path d="M6 6.8l4.5 8" strokeWidth="3" />
      <path d="M12 7v7.5" strokeWidth="0.8" />
      <path d="M18 6.8l-4.5 8" strokeWidth="1.6" />
      <circle cx="12" cy="18" r="3" fill="currentColor" />
    </>
  ),
  TopKPool: (
    <>
      <circle cx="5" cy="5" r="1.8" fill="currentColor" />
      <circle cx="12" cy="5" r="1.8" strokeDasharray="1.5 1.5" />
      <circle cx="19" cy="5" r="1.8" fill="currentColor" />
      <path d="M5.6 7l2.2 8.6M18.4 7l-2.2 8.6" />
      <circle cx="8.4" cy="18" r="2.2" fill="currentColor" />
      <circle cx="15.6" cy="18" r="2.2" fill="currentColor" />
      <path d="M10.6 18h2.8" />
    </>
  ),
  NodePairs: (
    <>
      <circle cx="5" cy="7" r="2.2" fill="currentColor" />
      <circle cx="5" cy="17" r="2.2" fill="currentColor" />
      <path d="M5 9.2v5.6" strokeDasharray="1.5 2" />
      <path d="M8 7.8l6 3M8 16.2l6-3" />
      <circle cx="17.5" cy="12" r="3.2" />
      <path d="M16.2 12h2.6M17.5 10.7v2.6" />
    </>
  ),
  DropEdge: (
    <>
      {corners}
      <path d="M7 6h10M5 8v8M19 8v8" />
      <path d="M7 18h10" strokeDasharray="1.5 2.5" />
    </>
  ),
};
