import { type KeyboardEvent, useCallback, useState } from 'react';

interface ActivePlaceOptions {
  readonly count: number;
  /** Samples beside each other: one in a table. */
  readonly perRow: number;
  /** Rows that are seen at once. */
  readonly visibleRows: number;
  /** Brings the row of a place into view. */
  readonly reveal: (place: number) => void;
  readonly open: (place: number) => void;
}

/** The place of a long list that the keyboard is at: arrows, Page Up and Down, Home and End move it, Enter opens it. */
export function useActivePlace({ count, perRow, visibleRows, reveal, open }: ActivePlaceOptions) {
  const [active, setActive] = useState(0);
  const current = Math.min(active, Math.max(0, count - 1));
  const move = useCallback(
    (place: number) => {
      const next = Math.min(Math.max(0, place), Math.max(0, count - 1));
      setActive(next);
      reveal(next);
    },
    [count, reveal],
  );
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      if (count > 0) open(current);
      return;
    }
    const to = placeAfter(event.key, { at: current, count, perRow, page: Math.max(1, visibleRows - 1) * perRow });
    if (to === undefined) return;
    event.preventDefault();
    move(to);
  };
  return { active: current, setActive, move, onKeyDown };
}

interface Position {
  readonly at: number;
  readonly count: number;
  readonly perRow: number;
  readonly page: number;
}

/** Where a key leads to; undefined for keys that don't move. In a table left and right scroll instead. */
export function placeAfter(key: string, { at, count, perRow, page }: Position): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return at + perRow < count ? at + perRow : at;
    case 'ArrowUp':
      return at - perRow >= 0 ? at - perRow : at;
    case 'ArrowRight':
      return perRow > 1 ? at + 1 : undefined;
    case 'ArrowLeft':
      return perRow > 1 ? at - 1 : undefined;
    case 'PageDown':
      return at + page;
    case 'PageUp':
      return at - page;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}
