import type { ReactNode } from 'react';
import type { LayerCategory } from '../../engine/layers/definition.ts';

/** Drawings of layers in a box of 24, stroked 1.7 in the current colour. */
export const glyphs: Readonly<Record<string, ReactNode>> = {
  Input: (
    <>
      <rect x="3" y="5" width="18" height="14" rx="2" />
      <circle cx="8.5" cy="10" r="1.5" />
      <path d="M3 17l5-4 4 3 4-5 5 5" />
    </>
  ),
  Output: (
    <>
      <circle cx="12" cy="12" r="8.5" />
      <circle cx="12" cy="12" r="4.5" />
      <circle cx="12" cy="12" r="1" fill="currentColor" />
    </>
  ),
  Dense: (
    <>
      <path d="M6 6l12 6M6 12h12M6 18l12-6" />
      <circle cx="5" cy="6" r="2" fill="currentColor" />
      <circle cx="5" cy="12" r="2" fill="currentColor" />
      <circle cx="5" cy="18" r="2" fill="currentColor" />
      <circle cx="19" cy="12" r="2" fill="currentColor" />
    </>
  ),
  Embedding: (
    <>
      <rect x="3" y="5" width="18" height="14" rx="2" />
      <path d="M3 12h18" strokeWidth="4" />
    </>
  ),
  Conv2D: (
    <>
      <path d="M17 8V5a2 2 0 0 0-2-2H5a2 2 0 0 0-2 2v10a2 2 0 0 0 2 2h3" />
      <rect x="8" y="8" width="13" height="13" rx="2" fill="currentColor" fillOpacity="0.25" />
      <path d="M12.4 8v13M16.7 8v13M8 12.4h13M8 16.7h13" strokeWidth="1.2" />
    </>
  ),
  Conv1D: (
    <>
      <rect x="3" y="8" width="18" height="8" rx="2" />
      <path d="M9 8v8M15 8v8" />
      <rect x="9" y="8" width="6" height="8" fill="currentColor" />
    </>
  ),
  DepthwiseConv2D: (
    <>
      <rect x="3" y="4" width="5" height="16" rx="1.5" />
      <rect x="9.5" y="4" width="5" height="16" rx="1.5" fill="currentColor" fillOpacity="0.25" />
      <rect x="16" y="4" width="5" height="16" rx="1.5" />
    </>
  ),
  ConvTranspose2D: (
    <>
      <rect x="3" y="3" width="8" height="8" rx="1.5" fill="currentColor" fillOpacity="0.25" />
      <rect x="13" y="13" width="8" height="8" rx="1.5" />
      <path d="M15 5h4v4M19 5l-5 5" />
    </>
  ),
  MaxPool2D: (
    <>
      <rect x="3.5" y="3.5" width="17" height="17" rx="2" />
      <path d="M12 3.5v17M3.5 12h17" strokeWidth="1.2" />
      <path d="M12 3.5h6.5a2 2 0 0 1 2 2V12H12z" fill="currentColor" />
    </>
  ),
  AveragePool2D: (
    <>
      <rect x="3.5" y="3.5" width="17" height="17" rx="2" />
      <path d="M12 3.5v17M3.5 12h17" strokeWidth="1.2" />
      <rect x="9" y="9" width="6" height="6" fill="currentColor" />
    </>
  ),
  GlobalAveragePool: (
    <>
      <rect x="3.5" y="3.5" width="17" height="17" rx="2" />
      <path d="M7 7l10 10M17 7L7 17" strokeWidth="1.3" />
      <circle cx="12" cy="12" r="2.4" fill="currentColor" stroke="none" />
    </>
  ),
  BatchNorm: <path d="M2.5 19c5.5 0 5-14 9.5-14s4 14 9.5 14" />,
  LayerNorm: (
    <>
      <path d="M3 16c5.5 0 5-11 9-11s3.5 11 9 11" />
      <path d="M3 20.5h18" />
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
  ReLU: <path d="M3 18h8.5L20 5" strokeWidth="2.2" />,
  LeakyReLU: <path d="M3 20l8.5-4L20 5" strokeWidth="2.2" />,
  ELU: <path d="M3 19.5c5-.2 6.5-1.5 8.5-4.5L20 5" strokeWidth="2.2" />,
  GELU: <path d="M3 16c3.5 0 5 3.5 8 2.5C14 17.5 15 11 20.5 5" strokeWidth="2.2" />,
  SiLU: <path d="M3 15c3 .5 4.5 4 7.5 3.5S15.5 11 20.5 5" strokeWidth="2.2" />,
  Softplus: <path d="M3 18.5c7 0 9-3 17.5-13" strokeWidth="2.2" />,
  Sigmoid: <path d="M3 19c7.5 0 9-1.5 9-7s1.5-7 9-7" strokeWidth="2.2" />,
  Tanh: (
    <>
      <path d="M3 12h18M12 3.5v17" strokeWidth="1" opacity="0.6" />
      <path d="M3 19.5c7 0 8-2 9-7.5s2-7.5 9-7.5" strokeWidth="2.2" />
    </>
  ),
  Softmax: (
    <>
      <path d="M4 20v-4M8 20v-8M12 20V4M16 20v-6M20 20v-3" strokeWidth="2.6" strokeLinecap="butt" />
    </>
  ),
  LogSoftmax: (
    <>
      <path d="M3 5h18" />
      <path d="M5 5v9M9.5 5v5M14 5v2M18.5 5v14" strokeWidth="2.6" strokeLinecap="butt" />
    </>
  ),
  Softsign: <path d="M3 18.5c6-.5 8.5-2 9-6.5s3-6 9-6.5" strokeWidth="2.2" />,
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
  Add: (
    <>
      <circle cx="12" cy="12" r="8.5" />
      <path d="M12 8v8M8 12h8" />
    </>
  ),
  Multiply: (
    <>
      <circle cx="12" cy="12" r="8.5" />
      <path d="M9 9l6 6M15 9l-6 6" />
    </>
  ),
  Concat: (
    <>
      <rect x="3.5" y="4" width="8" height="16" rx="1.5" />
      <rect x="12.5" y="4" width="8" height="16" rx="1.5" fill="currentColor" fillOpacity="0.3" />
    </>
  ),
};

/** Drawn for a layer that has no glyph of its own. */
export const categoryGlyphs: Readonly<Record<LayerCategory, ReactNode>> = {
  data: glyphs.Input,
  dense: glyphs.Dense,
  convolution: glyphs.Conv2D,
  norm: glyphs.BatchNorm,
  activation: glyphs.Sigmoid,
  loss: glyphs.Output,
  shape: glyphs.Reshape,
  sequence: (
    <>
      <circle cx="5" cy="15" r="2" />
      <circle cx="12" cy="15" r="2" fill="currentColor" />
      <circle cx="19" cy="15" r="2" />
      <path d="M7 15h3M14 15h3M10.5 13c-3-7 6-7 3 0" />
    </>
  ),
  graph: (
    <>
      <circle cx="6" cy="6" r="2.2" />
      <circle cx="18" cy="8" r="2.2" />
      <circle cx="10" cy="18" r="2.2" fill="currentColor" />
      <path d="M8.2 6.5l7.6 1.2M7 8l2.3 7.8M11.5 16.3l5-6.5" />
    </>
  ),
  module: (
    <>
      <path d="M12 3l8 4.5v9L12 21l-8-4.5v-9z" />
      <path d="M4 7.5l8 4.5 8-4.5M12 12v9" />
    </>
  ),
};
