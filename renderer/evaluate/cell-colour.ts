type Rgb = readonly [number, number, number];

/** From the palest to the fullest. */
type Ramp = readonly [Rgb, Rgb];

const scales: Readonly<Record<'light' | 'dark', Readonly<Record<'right' | 'wrong', Ramp>>>> = {
  light: {
    right: [
      [222, 222, 250],
      [64, 64, 184],
    ],
    wrong: [
      [252, 230, 212],
      [179, 86, 0],
    ],
  },
  dark: {
    right: [
      [38, 38, 84],
      [139, 136, 255],
    ],
    wrong: [
      [62, 38, 20],
      [240, 146, 74],
    ],
  },
};

export interface CellColour {
  readonly background: string;
  /** Black or white, whichever is read more easily on it. */
  readonly text: string;
}

/** Colour of a cell of the confusion matrix; `strength` from 0 to 1. */
export function cellColour(scheme: 'light' | 'dark', kind: 'right' | 'wrong', strength: number): CellColour {
  const [pale, full] = scales[scheme][kind];
  const share = Math.min(1, Math.max(0, strength));
  const mixed = pale.map((from, i) => Math.round(from + share * (full[i] - from)));
  return { background: `rgb(${mixed.join(' ')})`, text: luminance(mixed) > 0.18 ? '#000000' : '#ffffff' };
}

/** Relative luminance (WCAG 2.2); above 0.179 black has more contrast than white. */
export function luminance(rgb: readonly number[]): number {
  const [r, g, b] = rgb.map((value) => (value <= 10 ? value / 3294.6 : ((value / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
