import { useReactFlow, useStoreApi } from '@xyflow/react';
import { useEffect, useLayoutEffect, useRef } from 'react';
import type { Box } from '../document/placement.ts';
import { useDocument } from '../document/store.ts';
import { openLevel } from './open-level.ts';
import { drawingsAround, levelAt, shiftBetween, type Around, type Picture } from './open-modules.ts';
import { currentFlow, motion, useCanvasView } from './view.ts';

/** The drawings around the modules that stand open in place, from the inmost one outwards. */
export function useDrawingsAround(): readonly Around[] {
  return useDocument(({ wholeAnalysis, whole, level }) => drawingsAround(wholeAnalysis, whole, level));
}

/** Keeps what is drawn where it is on the screen as modules are opened in place and closed, and brings an opened one into view. */
export function useKeptPlace(around: readonly Around[]): void {
  const level = useDocument((state) => state.level);
  const { getViewport, setViewport } = useReactFlow();
  const store = useStoreApi();
  const former = useRef<Picture>({ level, around });
  useEffect(() => useCanvasView.setState({ frame: around.at(0)?.frame }), [around]);
  useEffect(() => () => useCanvasView.setState({ frame: undefined }), []);
  useLayoutEffect(() => {
    const [before, now] = [former.current, { level, around }];
    former.current = now;
    if (before.level === level) return;
    const shift = shiftBetween(before, now);
    if (shift === undefined) return;
    const { x, y, zoom } = getViewport();
    void setViewport({ x: x + shift.x * zoom, y: y + shift.y * zoom, zoom });
    const frame = around.at(0)?.frame;
    const { width, height, transform } = store.getState();
    if (frame !== undefined && level.length > before.level.length && !isInView(frame, transform, width, height))
      requestAnimationFrame(() => void currentFlow()?.fitBounds(frame, { duration: motion(), padding: 0.12 }));
  }, [level, around, getViewport, setViewport, store]);
}

function isInView({ x, y, width, height }: Box, [tx, ty, zoom]: readonly [number, number, number], right: number, bottom: number): boolean {
  return x * zoom + tx >= 0 && y * zoom + ty >= 0 && (x + width) * zoom + tx <= right && (y + height) * zoom + ty <= bottom;
}

/** Goes back out where a click on the empty canvas is outside of the module that stands open in place. */
export function leaveAt({ clientX, clientY }: { readonly clientX: number; readonly clientY: number }): void {
  const { wholeAnalysis, whole, level } = useDocument.getState();
  const around = drawingsAround(wholeAnalysis, whole, level);
  const place = around.length === 0 ? undefined : currentFlow()?.screenToFlowPosition({ x: clientX, y: clientY });
  const found = place && levelAt(around, level, place);
  if (found !== undefined && found !== level) openLevel(found, level[found.length]?.node);
}
