import { IconAlertCircleFilled, IconAlertTriangleFilled, IconChevronRight } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import type { Analysis } from '../../engine/compile/analysis.ts';
import type { Diagnostic } from '../../engine/project/diagnostic.ts';
import { shapeText } from '../canvas/shape-label.ts';
import { showNodes } from '../canvas/view.ts';
import { nameOf, nodeName } from '../document/document.ts';
import { layerIn } from '../document/node-layer.ts';
import { useDocument } from '../document/store.ts';
import { fedBy, feeding } from '../document/walk.ts';
import { LayerGlyph } from '../icons/layer-glyph.tsx';
import { listOf } from '../language/lists.ts';
import { engineText, t } from '../language/text.ts';
import { openLevel } from '../canvas/open-level.ts';
import { type OutlineRow, outlineRows, rowByKey } from './outline-tree.ts';
import classes from './palette.module.css';

/**
 * The network as a tree, each layer after what feeds it, with its output and its problem, modules with their layers below them: also how a
 * screen reader walks the graph.
 */
export function OutlinePanel() {
  'use no memo';
  const project = useDocument((state) => state.project);
  const whole = useDocument((state) => state.whole);
  const analysis = useDocument((state) => state.analysis);
  const selection = useDocument((state) => state.selection);
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set());
  const [walked, setWalked] = useState<string>();
  const place = useRef<HTMLDivElement>(null);
  const [sought, setSought] = useState<string>();
  const rows = useMemo(() => outlineRows(whole, project, analysis.order, unfolded), [whole, project, analysis.order, unfolded]);
  const selected = useMemo(() => new Set(selection.nodes), [selection.nodes]);
  const problems = useMemo(() => worstProblems(analysis), [analysis]);
  const reached = rows.some(({ key }) => key === walked) ? walked : (rows.find(({ node }) => selected.has(node.id)) ?? rows.at(0))?.key;

  const fold = (key: string, open: boolean) =>
    setUnfolded((keys) => new Set(open ? [...keys, key] : [...keys].filter((each) => each !== key)));
  // eslint-disable-next-line react-hooks/incompatible-library -- the virtualiser's functions change what they give without changing themselves; 'use no memo' keeps the component from being memoised
  const shown = useVirtualizer({
    count: rows.length,
    getScrollElement: () => place.current,
    getItemKey: (index) => rows[index].key,
    estimateSize: () => ROW,
    overscan: 12,
  });
  const items = shown.getVirtualItems();
  const isThere = items.some(({ key }) => key === reached);
  const focus = (index: number) => {
    setWalked(rows[index].key);
    setSought(rows[index].key);
    shown.scrollToIndex(index);
  };
  const onKeyDown = (event: KeyboardEvent, row: OutlineRow, index: number) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Enter' || event.key === ' ') goTo(row);
    else if (event.key === 'ArrowRight' && row.expanded === false) fold(row.key, true);
    else if (event.key === 'ArrowLeft' && row.expanded === true) fold(row.key, false);
    else {
      const next = rowByKey(rows, index, event.key);
      if (next === undefined && !event.key.startsWith('Arrow')) return;
      if (next !== undefined) focus(next);
    }
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <section className={classes.panel} data-beside-canvas>
      <div ref={place} className={classes.scroll}>
        {rows.length === 0 ? (
          <p className={classes.none}>{t('Nothing is drawn yet.')}</p>
        ) : (
          <div
            className={classes.outline}
            role="tree"
            aria-label={t('Layers of the network')}
            aria-multiselectable
            style={{ paddingTop: AROUND + (items[0]?.start ?? 0), paddingBottom: AROUND + shown.getTotalSize() - (items.at(-1)?.end ?? 0) }}
          >
            {items
              .map(({ index }) => [rows[index], index] as const)
              .map(([row, index]) => (
                <Row
                  key={row.key}
                  row={row}
                  index={index}
                  measure={shown.measureElement}
                  sought={row.key === sought}
                  onFocused={() => setSought(undefined)}
                  analysis={row.way.length === 0 ? analysis : undefined}
                  problem={row.way.length === 0 ? problems.get(row.node.id) : undefined}
                  selected={row.way.length === 0 && selected.has(row.node.id)}
                  reached={isThere ? row.key === reached : index === items[0].index}
                  onFold={(open) => fold(row.key, open)}
                  onGo={() => {
                    setWalked(row.key);
                    goTo(row);
                  }}
                  onKeyDown={(event) => onKeyDown(event, row, index)}
                />
              ))}
          </div>
        )}
      </div>
    </section>
  );
}

interface RowProps {
  readonly row: OutlineRow;
  readonly index: number;
  readonly measure: (row: HTMLElement | null) => void;
  /** The keyboard goes to this row as soon as it is there. */
  readonly sought: boolean;
  readonly onFocused: () => void;
  /** Undefined for what is drawn in a module: its shapes follow from where it is used. */
  readonly analysis: Analysis | undefined;
  readonly problem: Diagnostic | undefined;
  readonly selected: boolean;
  /** The row that Tab leads to. */
  readonly reached: boolean;
  readonly onFold: (open: boolean) => void;
  readonly onGo: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

function Row({ row, index, measure, sought, onFocused, analysis, problem, selected, reached, onFold, onGo, onKeyDown }: RowProps) {
  const { node, drawing, way, expanded, place, siblings } = row;
  const output = analysis?.layers.get(node.id)?.outputs[0];
  const shape = output && shapeText(output);
  const ProblemIcon = problem?.severity === 'error' ? IconAlertCircleFilled : IconAlertTriangleFilled;
  const own = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!sought) return;
    own.current?.focus({ preventScroll: true });
    onFocused();
  }, [sought, onFocused]);
  useEffect(() => {
    measure(own.current);
    return () => measure(null);
  }, [measure]);
  return (
    <div
      ref={own}
      data-index={index}
      className={classes.entry}
      role="treeitem"
      tabIndex={reached ? 0 : -1}
      aria-level={way.length + 1}
      aria-posinset={place}
      aria-setsize={siblings}
      aria-selected={selected}
      aria-expanded={expanded}
      style={{ paddingLeft: 8 + INDENT * way.length }}
      title={problem && engineText(problem.message)}
      onClick={onGo}
      onKeyDown={onKeyDown}
    >
      {expanded !== undefined && (
        <IconChevronRight
          size={13}
          stroke={2}
          className={classes.fold}
          data-open={expanded || undefined}
          aria-hidden
          onClick={(event) => {
            event.stopPropagation();
            onFold(!expanded);
          }}
        />
      )}
      <span className="netloom-hidden">{spoken(row, shape, problem)}</span>
      <LayerGlyph type={node.type} category={layerIn(drawing, node)?.category} />
      <span className={classes.name} aria-hidden>
        {nodeName(node)}
      </span>
      {problem && <ProblemIcon size={14} className={problem.severity === 'error' ? classes.fault : classes.doubt} aria-hidden />}
      {shape !== undefined && (
        <span className={classes.shape} aria-hidden>
          {shape}
        </span>
      )}
    </div>
  );
}

const INDENT = 14;
const ROW = 27;
/** Room above the first row and below the last one. */
const AROUND = 6;

/** What a screen reader says of a row: the layer, its output, what it is wired to, and what is wrong with it. */
function spoken({ node, drawing }: OutlineRow, shape: string | undefined, problem: Diagnostic | undefined): string {
  const [sources, targets] = [feeding(drawing, node.id), fedBy(drawing, node.id)].map((ids) =>
    listOf(ids.map((id) => nameOf(drawing, id))),
  );
  return [
    nodeName(node) === node.type ? node.type : [nodeName(node), node.type].join(t(', ')),
    ...(shape === undefined ? [] : [t('output {shape}', { shape })]),
    ...(sources === '' ? [] : [t('fed by {names}', { names: sources })]),
    ...(targets === '' ? [] : [t('feeds {names}', { names: targets })]),
    ...(problem === undefined ? [] : [t('problem: {problem}', { problem: engineText(problem.message) })]),
  ].join(t(', '));
}

/** The gravest problem of each node. */
function worstProblems({ diagnostics }: Analysis): ReadonlyMap<string, Diagnostic> {
  const worst = new Map<string, Diagnostic>();
  for (const diagnostic of diagnostics) {
    const { nodeId, severity } = diagnostic;
    if (nodeId === undefined || (severity !== 'error' && severity !== 'warning')) continue;
    if (worst.get(nodeId) === undefined || (severity === 'error' && worst.get(nodeId)?.severity !== 'error')) worst.set(nodeId, diagnostic);
  }
  return worst;
}

function goTo({ node, way }: OutlineRow): void {
  if (way.length > 0) return openLevel([...useDocument.getState().level, ...way], node.id);
  useDocument.getState().select({ nodes: [node.id] });
  showNodes([node.id]);
}
