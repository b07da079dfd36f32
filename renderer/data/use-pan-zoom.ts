import { useCallback, useMemo, useState } from 'react';

/** A place of the drawing lands on the screen at `x + scale · place`; the middle of the screen is 0. */
export interface View {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

const WHOLE: View = { x: 0, y: 0, scale: 1 };
const SMALLEST = 0.5;
const LARGEST = 24;

export interface PanZoom {
  readonly view: View;
  /** By so many CSS pixels. */
  readonly pan: (x: number, y: number) => void;
  /** By a factor, about a place of the screen; about its middle where none is given. */
  readonly zoom: (factor: number, about?: { readonly x: number; readonly y: number }) => void;
  readonly reset: () => void;
}

/** What of a drawing is seen. */
export function usePanZoom(): PanZoom {
  const [view, setView] = useState(WHOLE);
  const pan = useCallback((x: number, y: number) => setView((former) => ({ ...former, x: former.x + x, y: former.y + y })), []);
  const zoom = useCallback(
    (factor: number, about: { readonly x: number; readonly y: number } = { x: 0, y: 0 }) =>
      setView((former) => zoomed(former, factor, about)),
    [],
  );
  const reset = useCallback(() => setView(WHOLE), []);
  return useMemo(() => ({ view, pan, zoom, reset }), [view, pan, zoom, reset]);
}

/** The place under `about` stays where it is. */
export function zoomed({ x, y, scale }: View, factor: number, about: { readonly x: number; readonly y: number }): View {
  const next = Math.min(LARGEST, Math.max(SMALLEST, scale * factor));
  const grown = next / scale;
  return { x: about.x - grown * (about.x - x), y: about.y - grown * (about.y - y), scale: next };
}
