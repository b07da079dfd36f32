import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, type RefObject, useCallback, useEffect, useId, useMemo, useRef, useState } from 'react';
import type { DatasetInfo } from '../../engine/data/dataset.ts';
import type { DatasetPreview } from '../../host/api.ts';
import { formatCount } from '../window/format.ts';
import { datasetTitle } from '../language/dataset-title.ts';
import { t } from '../language/text.ts';
import { SampleFigure } from '../samples/sample-figure.tsx';
import { ListBar } from './list-bar.tsx';
import { FailedBlocks, Listed } from './list-state.tsx';
import { rowsPerPage } from './rows-per-page.ts';
import type { SampleBlocks } from './sample-blocks.ts';
import { SampleDialog } from './sample-dialog.tsx';
import styles from './sample-gallery.module.css';
import { targetText } from './sample-facts.ts';
import { useActivePlace } from './use-active-place.ts';
import { type SampleList, useBlocks } from './use-sample-list.ts';

interface TileSize {
  /** Of the picture, CSS pixels. */
  readonly width: number;
  readonly height: number;
}

const CAPTION = 24;
const PADDING = 16;
const GAP = 10;
const SIDES = 28;

const sizes: Readonly<Record<string, TileSize>> = {
  texts: { width: 300, height: 90 },
  signals: { width: 240, height: 84 },
  graphs: { width: 168, height: 150 },
  masks: { width: 128, height: 128 },
};

function tileSize({ preview, fields }: DatasetInfo): TileSize {
  const wide = fields.some(({ semantics, shape }) => semantics === 'image' && (shape.at(-1) ?? 0) > 40);
  return sizes[preview] ?? (wide ? { width: 128, height: 128 } : { width: 84, height: 84 });
}

/** The samples beside and below each other, as many as there are. */
export function SampleGallery({ list }: { readonly list: SampleList }) {
  return (
    <>
      <ListBar list={list} />
      <Listed list={list}>
        {(blocks) => <Tiles key={`${list.split} ${list.chosen?.field} ${list.chosen?.classNumber}`} list={list} blocks={blocks} />}
      </Listed>
    </>
  );
}

interface TilesProps {
  readonly list: SampleList;
  readonly blocks: SampleBlocks;
}

function Tiles({ list, blocks }: TilesProps) {
  'use no memo';
  const { dataset } = list;
  const place = useRef<HTMLDivElement>(null);
  const id = useId();
  const [opened, setOpened] = useState<number>();
  const least = tileSize(dataset);
  const tile = { width: least.width + PADDING, height: least.height + PADDING + CAPTION };
  const width = useInnerWidth(place);
  const perRow = Math.max(1, Math.floor((width + GAP) / (tile.width + GAP)));
  const stretched = Math.floor((width - (perRow - 1) * GAP) / perRow) - PADDING;
  const { height } = least;
  const size = useMemo(() => ({ width: Math.max(least.width, stretched), height }), [least.width, stretched, height]);
  const count = Math.min(blocks.count, perRow * rowsPerPage(tile.height + GAP));
  // eslint-disable-next-line react-hooks/incompatible-library -- the virtualiser's functions change what they give without changing themselves; 'use no memo' keeps the component from being memoised
  const rows = useVirtualizer({
    count: Math.ceil(count / perRow),
    getScrollElement: () => place.current,
    estimateSize: () => tile.height + GAP,
    overscan: 2,
    paddingStart: 16,
    paddingEnd: 16,
    scrollPaddingStart: 16,
    scrollPaddingEnd: 16,
  });
  const items = rows.getVirtualItems();
  const start = (items[0]?.index ?? 0) * perRow;
  const end = Math.min(count, ((items.at(-1)?.index ?? -1) + 1) * perRow) - 1;
  useBlocks(blocks, start, end);
  const reveal = useCallback((of: number) => rows.scrollToIndex(Math.floor(of / perRow)), [rows, perRow]);
  const visibleRows = Math.max(1, Math.floor((rows.scrollRect?.height ?? 0) / (tile.height + GAP)));
  const { active, setActive, onKeyDown } = useActivePlace({ count, perRow, visibleRows, reveal, open: setOpened });
  return (
    <>
      <FailedBlocks blocks={blocks} />
      <div
        ref={place}
        className={styles.scroll}
        role="listbox"
        tabIndex={0}
        aria-label={t('Samples of {title}', { title: datasetTitle(dataset) })}
        aria-activedescendant={active >= start && active <= end ? `${id}-${active}` : undefined}
        onKeyDown={onKeyDown}
      >
        <div className={styles.canvas} style={{ height: rows.getTotalSize() }} role="presentation">
          <div
            className={styles.tiles}
            role="presentation"
            style={{ top: items[0]?.start ?? 0, gridTemplateColumns: `repeat(${perRow}, minmax(${tile.width}px, 1fr))`, gap: GAP }}
          >
            {Array.from({ length: end - start + 1 }, (_, i) => start + i).map((at) => {
              const sample = blocks.at(at);
              return (
                <Tile
                  key={at}
                  id={`${id}-${at}`}
                  dataset={dataset}
                  place={at}
                  count={count}
                  position={blocks.positionAt(at)}
                  preview={sample?.preview}
                  index={sample?.index ?? 0}
                  size={size}
                  active={at === active}
                  onPress={(pressed) => {
                    setActive(pressed);
                    setOpened(pressed);
                  }}
                />
              );
            })}
          </div>
        </div>
      </div>
      <SampleDialog list={list} blocks={blocks} place={opened} onMove={setOpened} />
    </>
  );
}

/** Width inside of the scrolled element; a usual one until it is known. */
function useInnerWidth(place: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(() => Math.max(400, window.innerWidth - 280));
  useEffect(() => {
    const element = place.current;
    if (!element) return undefined;
    const size = new ResizeObserver(() => setWidth(element.clientWidth - 2 * SIDES));
    size.observe(element);
    return () => size.disconnect();
  }, [place]);
  return width;
}

interface TileProps {
  readonly id: string;
  readonly dataset: DatasetInfo;
  readonly place: number;
  readonly count: number;
  readonly position: number;
  readonly preview: DatasetPreview | undefined;
  readonly index: number;
  readonly size: TileSize;
  readonly active: boolean;
  readonly onPress: (place: number) => void;
}

/** One sample with its target. It is drawn anew when it comes, not when the gallery scrolls past it. */
const Tile = memo(
  DrawnTile,
  (a, b) =>
    a.preview === b.preview &&
    a.index === b.index &&
    a.place === b.place &&
    a.active === b.active &&
    a.size === b.size &&
    a.count === b.count,
);

function DrawnTile({ id, dataset, place, count, position, preview, index, size, active, onPress }: TileProps) {
  const target = preview && targetText(dataset, preview, index);
  return (
    <div
      id={id}
      className={styles.tile}
      role="option"
      aria-selected={active}
      aria-setsize={count}
      aria-posinset={place + 1}
      onClick={() => onPress(place)}
    >
      <span className={styles.figure} style={{ height: size.height }}>
        {preview ? (
          <SampleFigure dataset={dataset} preview={preview} sample={index} width={size.width} height={size.height} />
        ) : (
          <i className={styles.waiting} />
        )}
      </span>
      <span className={styles.caption}>
        <b title={target}>{target}</b>
        <span>
          <span className="netloom-hidden">{t('sample')}</span>
          {formatCount(position + 1)}
        </span>
      </span>
    </div>
  );
}
