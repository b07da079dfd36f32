import type { LayerCategory } from '../../engine/layers/definition.ts';
import { categoryGlyphs, glyphs } from './glyphs.tsx';

export interface LayerGlyphProps {
  /** A layer's type; one that the program doesn't know gets a module's drawing. */
  readonly type: string;
  /** A named use of it that may have a drawing of its own, `GraphPool-sum`. */
  readonly use?: string;
  readonly category: LayerCategory | undefined;
  /** In pixels. */
  readonly size?: number;
}

/** A layer's drawing in the colour of its category; decorative, the layer's name stands beside it. */
export function LayerGlyph({ type, use = type, category = 'module', size = 16 }: LayerGlyphProps) {
  return (
    <svg
      viewBox="0 0 24 24"
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      strokeWidth="1.7"
      strokeLinecap="round"
      strokeLinejoin="round"
      style={{ color: `var(--category-${category})`, flex: 'none' }}
      aria-hidden
    >
      {glyphs[use] ?? glyphs[type] ?? glyphs[alongTwoAxes(type)] ?? categoryGlyphs[category]}
    </svg>
  );
}

/** `MaxPool2D` for `MaxPool3D`: layers of one kind share a drawing. */
function alongTwoAxes(type: string): string {
  return type.replace(/[13]D$/, '2D');
}
