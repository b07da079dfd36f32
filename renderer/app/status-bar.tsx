import { UnstyledButton } from '@mantine/core';
import { IconAlertCircleFilled, IconAlertTriangleFilled, IconCircleCheckFilled, IconCircleXFilled } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useDocument } from '../document/store.ts';
import { formatBytes, formatCount, formatUnit } from './format.ts';
import { revealPanel } from './panel-access.ts';
import styles from './status-bar.module.css';

/** What the network is worth right now: can it be trained and exported, what is wrong, how large is it. */
export function StatusBar() {
  return (
    <footer className={styles.bar} aria-label="State of the network">
      <Readiness />
      <Problems />
      <Totals />
    </footer>
  );
}

function Readiness() {
  const empty = useDocument(({ whole }) => whole.nodes.length === 0);
  const trainable = useDocument(({ analysis }) => analysis.trainable);
  const exportable = useDocument(({ analysis }) => analysis.exportable);
  const blocker = useDocument(({ analysis }) => analysis.blocker);
  if (empty) return <span className={styles.item}>Empty canvas: drag a layer from the left</span>;
  return (
    <>
      <State ok={trainable}>{trainable ? 'Trainable' : 'Not trainable'}</State>
      <State ok={exportable}>{exportable ? 'Exportable' : 'Not exportable'}</State>
      {!(trainable && exportable) && blocker !== undefined && <span className={styles.blocker}>{blocker}</span>}
    </>
  );
}

function State({ ok, children }: { readonly ok: boolean; readonly children: ReactNode }) {
  const Icon = ok ? IconCircleCheckFilled : IconCircleXFilled;
  return (
    <span className={styles.item} data-state={ok ? 'ok' : 'error'}>
      <Icon size={14} aria-hidden />
      {children}
    </span>
  );
}

function Problems() {
  const empty = useDocument(({ whole }) => whole.nodes.length === 0);
  const errors = useDocument(({ wholeAnalysis }) => wholeAnalysis.diagnostics.filter(({ severity }) => severity === 'error').length);
  const warnings = useDocument(({ wholeAnalysis }) => wholeAnalysis.diagnostics.filter(({ severity }) => severity === 'warning').length);
  if (empty || errors + warnings === 0) return null;
  return (
    <UnstyledButton className={styles.problems} onClick={() => revealPanel('problems')}>
      {errors > 0 && (
        <span data-state="error">
          <IconAlertCircleFilled size={14} aria-hidden /> {errors} {errors === 1 ? 'problem' : 'problems'}
        </span>
      )}
      {warnings > 0 && (
        <span data-state="warn">
          <IconAlertTriangleFilled size={14} aria-hidden /> {warnings} {warnings === 1 ? 'warning' : 'warnings'}
        </span>
      )}
    </UnstyledButton>
  );
}

function Totals() {
  const totals = useDocument(({ analysis }) => analysis.totals);
  if (totals.layers === 0) return null;
  return (
    <div className={styles.totals}>
      <span>
        {formatCount(totals.layers)} {totals.layers === 1 ? 'layer' : 'layers'}
      </span>
      <span>{formatCount(totals.parameters)} parameters</span>
      <span>{formatUnit(totals.flops, 'FLOPs')} per sample</span>
      <span>{formatBytes(totals.activationBytes)} activations</span>
    </div>
  );
}
