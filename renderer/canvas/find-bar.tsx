import { ActionIcon } from '@mantine/core';
import { IconChevronDown, IconChevronUp, IconSearch, IconSelectAll, IconX } from '@tabler/icons-react';
import { useMemo, useState, type KeyboardEvent } from 'react';
import { useDocument } from '../document/store.ts';
import { t } from '../language/text.ts';
import classes from './find-bar.module.css';
import { flowIdOf } from './flow-model.ts';
import { findOnCanvas, type Found } from './find-nodes.ts';
import { showNodes, useCanvasView } from './view.ts';

/** Ctrl+F: goes through the nodes and comments that hold what is typed. */
export function FindBar() {
  const finding = useCanvasView((view) => view.finding);
  return finding ? <Finding /> : null;
}

function Finding() {
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const project = useDocument((state) => state.project);
  const analysis = useDocument((state) => state.analysis);
  const found = useMemo(() => findOnCanvas(project, analysis, query), [project, analysis, query]);
  const index = Math.min(at, found.length - 1);

  const goTo = (next: number, among = found) => {
    if (among.length === 0) return;
    const place = (next + among.length) % among.length;
    setAt(place);
    show([among[place]]);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && event.altKey) selectAll(found);
    else if (event.key === 'Enter') goTo(event.shiftKey ? index - 1 : index + 1);
    else if (event.key === 'ArrowDown') goTo(index + 1);
    else if (event.key === 'ArrowUp') goTo(index - 1);
    else if (event.key === 'Escape') close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div className={`${classes.bar} nokey`} role="search" aria-label={t('Find on the canvas')}>
      <IconSearch size={15} stroke={1.7} aria-hidden />
      <input
        autoFocus
        value={query}
        placeholder={t('Name, type, shape or parameter')}
        aria-label={t('Find a name, type, shape or parameter')}
        onFocus={(event) => event.currentTarget.select()}
        onChange={(event) => {
          setQuery(event.currentTarget.value);
          setAt(0);
          goTo(0, findOnCanvas(project, analysis, event.currentTarget.value));
        }}
        onKeyDown={onKeyDown}
      />
      <span className={classes.count} role="status">
        {query.trim() === '' ? '' : found.length === 0 ? t('none') : t('{index} of {count}', { index: index + 1, count: found.length })}
      </span>
      <ActionIcon size={24} aria-label={t('Previous')} disabled={found.length === 0} onClick={() => goTo(index - 1)}>
        <IconChevronUp size={15} stroke={1.7} />
      </ActionIcon>
      <ActionIcon size={24} aria-label={t('Next')} disabled={found.length === 0} onClick={() => goTo(index + 1)}>
        <IconChevronDown size={15} stroke={1.7} />
      </ActionIcon>
      <ActionIcon
        size={24}
        aria-label={t('Select all that are found')}
        title={t('Select all (Alt ↵)')}
        disabled={found.length === 0}
        onClick={() => selectAll(found)}
      >
        <IconSelectAll size={15} stroke={1.7} />
      </ActionIcon>
      <ActionIcon size={24} aria-label={t('Close')} onClick={close}>
        <IconX size={15} stroke={1.7} />
      </ActionIcon>
    </div>
  );
}

function show(found: readonly Found[]): void {
  const nodes = found.filter(({ kind }) => kind === 'node').map(({ id }) => id);
  const comments = found.filter(({ kind }) => kind === 'comment').map(({ id }) => id);
  useDocument.getState().select({ nodes, comments });
  showNodes([...nodes, ...comments.map(flowIdOf)]);
}

function selectAll(found: readonly Found[]): void {
  if (found.length === 0) return;
  show(found);
  close();
}

function close(): void {
  useCanvasView.setState({ finding: false });
  document.querySelector<HTMLElement>('[data-canvas]')?.focus({ preventScroll: true });
}
