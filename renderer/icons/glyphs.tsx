import type { ReactNode } from 'react';
import type { LayerCategory } from '../../engine/layers/definition.ts';
import { activationGlyphs } from './activation-glyphs.tsx';
import { attentionGlyphs } from './attention-glyphs.tsx';
import { convolutionGlyphs } from './convolution-glyphs.tsx';
import { graphGlyphs } from './graph-glyphs.tsx';
import { normGlyphs } from './norm-glyphs.tsx';
import { moduleGlyphs } from './module-glyphs.tsx';
import { recurrentGlyphs } from './recurrent-glyphs.tsx';
import { shapeGlyphs } from './shape-glyphs.tsx';

/** Drawings of layers in a box of 24, stroked 1.7 in the current colour. */
export const glyphs: Readonly<Record<string, ReactNode>> = {
  ...convolutionGlyphs,
  ...activationGlyphs,
  ...normGlyphs,
  ...graphGlyphs,
  ...shapeGlyphs,
  ...attentionGlyphs,
  ...recurrentGlyphs,
  ...moduleGlyphs,
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
  ResidualBlock: (
    <>
      <rect x="7.5" y="12" width="9" height="8" rx="1.5" fill="currentColor" fillOpacity="0.3" />
      <path d="M3 16h4.5M16.5 16H21M4.5 16V8a4 4 0 0 1 4-4h7a4 4 0 0 1 4 4v8" />
    </>
  ),
  SqueezeExcitation: (
    <>
      <rect x="3" y="4" width="5" height="16" rx="1.5" />
      <circle cx="12" cy="8" r="1.8" fill="currentColor" stroke="none" />
      <path d="M9.5 12h5" />
      <rect x="16" y="4" width="5" height="5" rx="1" fill="currentColor" />
      <rect x="16" y="10.5" width="5" height="3.5" rx="1" />
      <rect x="16" y="15.5" width="5" height="4.5" rx="1" fill="currentColor" fillOpacity="0.4" />
    </>
  ),
};

/** Drawn for a layer that has no glyph of its own. */
export const categoryGlyphs: Readonly<Record<LayerCategory, ReactNode>> = {
  data: glyphs.Input,
  dense: glyphs.Dense,
  convolution: glyphs.Conv2D,
  pooling: glyphs.MaxPool2D,
  norm: glyphs.BatchNorm,
  activation: glyphs.Activation,
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
