import { NumberInput } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useCallback, useEffect, useId, useMemo, useRef, useState } from 'react';
import { Pager } from '../controls/pager.tsx';
import { formatCount } from '../window/format.ts';
import { datasetTitle } from '../language/dataset-title.ts';
import { t } from '../language/text.ts';
import { ListBar } from './list-bar.tsx';
import { FailedBlocks, Listed } from './list-state.tsx';
import { rowsPerPage } from './rows-per-page.ts';
import { SampleDialog } from './sample-dialog.tsx';
import type { SampleBlocks } from './sample-blocks.ts';
import { type TableColumn, tableColumns } from '../samples/table-columns.ts';
import { HeaderRow, NUMBER_WIDTH, TableRow } from './table-row.tsx';
import styles from './table-view.module.css';
import { useActivePlace } from './use-active-place.ts';
import { type SampleList, useBlocks } from './use-sample-list.ts';

const TEXT_ROW = 28;
const PICTURE_ROW = 44;

/** Goes to the row of a place in the list. */
type GoTo = (place: number) => void;

/** All samples as rows, as many as there are: those that are seen are fetched and drawn. */
export function TableView({ list }: { readonly list: SampleList }) {
  const goToRef = useRef<GoTo>(undefined);
  return (
    <>
      <ListBar list={list}>{list.blocks && <GoToRow count={list.blocks.count} onGo={(place) => goToRef.current?.(place)} />}</ListBar>
      <Listed list={list}>{(blocks) => <PagedTable list={list} blocks={blocks} goToRef={goToRef} />}</Listed>
    </>
  );
}

function GoToRow({ count, onGo }: { readonly count: number; readonly onGo: GoTo }) {
  const id = useId();
  const [asked, setAsked] = useState<number>();
  const isBeyond = asked !== undefined && asked > count;
  return (
    <span className={styles.goTo}>
      <span className={styles.beyond} role="status">
        {isBeyond && t('The last row is {count}.', { count: formatCount(count) })}
      </span>
      <label htmlFor={id}>{t('Go to row')}</label>
      <NumberInput
        id={id}
        w={96}
        min={1}
        max={count}
        allowDecimal={false}
        hideControls
        placeholder={`1–${formatCount(count)}`}
        thousandSeparator
        clampBehavior="none"
        error={isBeyond}
        onChange={(value) => {
          setAsked(typeof value === 'number' ? value : undefined);
          if (typeof value === 'number' && value >= 1) onGo(Math.min(value, count) - 1);
        }}
      />
    </span>
  );
}

interface PagedTableProps {
  readonly list: SampleList;
  readonly blocks: SampleBlocks;
  readonly goToRef: RefObject<GoTo | undefined>;
}

/** The rows of one page; more than a browser can scroll through are leafed through. */
function PagedTable({ list, blocks, goToRef }: PagedTableProps) {
  const columns = useMemo(() => tableColumns(list.dataset), [list.dataset]);
  const rowHeight = columns.some(({ kind }) => kind === 'picture') ? PICTURE_ROW : TEXT_ROW;
  const perPage = rowsPerPage(rowHeight);
  const pages = Math.ceil(blocks.count / perPage);
  const [page, setPage] = useState(0);
  const shown = Math.min(page, pages - 1);
  const first = shown * perPage;
  const rowsRef = useRef<GoTo>(undefined);
  useEffect(() => {
    goToRef.current = (place) => {
      setPage(Math.floor(place / perPage));
      requestAnimationFrame(() => rowsRef.current?.(place % perPage));
    };
  }, [goToRef, perPage]);
  return (
    <>
      <FailedBlocks blocks={blocks} />
      <Rows
        key={`${list.split} ${list.chosen?.field} ${list.chosen?.classNumber} ${shown}`}
        list={list}
        blocks={blocks}
        columns={columns}
        rowHeight={rowHeight}
        first={first}
        count={Math.min(perPage, blocks.count - first)}
        goToRef={rowsRef}
      />
      {pages > 1 && (
        <div className={styles.foot}>
          <span>
            {t('Rows {from} to {to} of {count}', {
              from: formatCount(first + 1),
              to: formatCount(Math.min(first + perPage, blocks.count)),
              count: formatCount(blocks.count),
            })}
          </span>
          <Pager page={shown} pages={pages} onChange={setPage} />
        </div>
      )}
    </>
  );
}

interface RowsProps {
  readonly list: SampleList;
  readonly blocks: SampleBlocks;
  readonly columns: readonly TableColumn[];
  readonly rowHeight: number;
  /** Place of the page's first row in the list. */
  readonly first: number;
  readonly count: number;
  readonly goToRef: RefObject<GoTo | undefined>;
}

function Rows({ list, blocks, columns, rowHeight, first, count, goToRef }: RowsProps) {
  'use no memo';
  const place = useRef<HTMLDivElement>(null);
  const id = useId();
  const [opened, setOpened] = useState<number>();
  // eslint-disable-next-line react-hooks/incompatible-library -- the virtualiser's functions change what they give without changing themselves; 'use no memo' keeps the component from being memoised
  const rows = useVirtualizer({
    count,
    getScrollElement: () => place.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    paddingStart: HEADER_HEIGHT,
    scrollPaddingStart: HEADER_HEIGHT,
  });
  const across = useVirtualizer({
    horizontal: true,
    count: columns.length,
    getScrollElement: () => place.current,
    estimateSize: (index) => columns[index].width,
    overscan: 3,
    paddingStart: NUMBER_WIDTH,
  });
  const items = rows.getVirtualItems();
  const start = items[0]?.index ?? 0;
  const end = items.at(-1)?.index ?? -1;
  useBlocks(blocks, first + start, first + end);
  const reveal = useCallback((row: number) => rows.scrollToIndex(row), [rows]);
  const visibleRows = Math.max(1, Math.floor(((rows.scrollRect?.height ?? 0) - HEADER_HEIGHT) / rowHeight));
  const { active, setActive, move, onKeyDown } = useActivePlace({
    count,
    perRow: 1,
    visibleRows,
    reveal,
    open: (row) => setOpened(first + row),
  });
  useEffect(() => {
    goToRef.current = move;
  }, [goToRef, move]);

  const shown = across.getVirtualItems();
  const from = shown[0]?.index ?? 0;
  const to = (shown.at(-1)?.index ?? -1) + 1;
  const left = (shown[0]?.start ?? NUMBER_WIDTH) - NUMBER_WIDTH;
  const width = across.getTotalSize();
  return (
    <>
      <div
        ref={place}
        className={styles.scroll}
        role="grid"
        tabIndex={0}
        aria-label={t('Table of {title}', { title: datasetTitle(list.dataset) })}
        aria-rowcount={blocks.count + 1}
        aria-colcount={columns.length + 1}
        aria-activedescendant={active >= start && active <= end ? `${id}-${active}` : undefined}
        onKeyDown={onKeyDown}
      >
        <div className={styles.canvas} style={{ height: rows.getTotalSize(), width }} role="presentation">
          <HeaderRow columns={columns} from={from} to={to} left={left} />
          <div className={styles.rows} role="rowgroup">
            {items.map(({ index, start: top }) => {
              const sample = blocks.at(first + index);
              return (
                <TableRow
                  key={index}
                  id={`${id}-${index}`}
                  dataset={list.dataset}
                  place={first + index}
                  position={blocks.positionAt(first + index)}
                  preview={sample?.preview}
                  index={sample?.index ?? 0}
                  columns={columns}
                  from={from}
                  to={to}
                  left={left}
                  top={top}
                  height={rowHeight}
                  active={index === active}
                  onPress={(placeInList) => {
                    setActive(placeInList - first);
                    setOpened(placeInList);
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

const HEADER_HEIGHT = 44;
