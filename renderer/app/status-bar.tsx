import { UnstyledButton } from '@mantine/core';
import { IconAlertCircleFilled, IconAlertTriangleFilled, IconCircleCheckFilled, IconCircleXFilled } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useDocument } from '../document/store.ts';
import { engineText, t } from '../language/text.ts';
import { showProblem } from '../problems/show-problem.ts';
import { formatBytes, formatUnit } from '../window/format.ts';
import { revealPanel } from '../window/panel-access.ts';
import styles from './status-bar.module.css';

/** What the network is worth right now: can it be trained and exported, what is wrong, how large is it. */
export function StatusBar() {
  return (
    <footer className={styles.bar} aria-label={t('State of the network')} data-region>
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
  const blocker = useDocument(({ wholeAnalysis }) => wholeAnalysis.blocker);
  if (empty) return <span className={styles.item}>{t('Empty canvas: drag a layer from the left')}</span>;
  return (
    <div className={styles.readiness} role="status">
      <State ok={trainable}>{trainable ? t('Trainable') : t('Not trainable')}</State>
      <State ok={exportable}>{exportable ? t('Exportable') : t('Not exportable')}</State>
      {!(trainable && exportable) && blocker !== undefined && <Blocker text={blocker} />}
    </div>
  );
}

/** The first reason why not; a click goes to the layer or wire that is at fault, or to the problems where it is at none. */
function Blocker({ text }: { readonly text: string }) {
  const show = () => {
    const cause = useDocument.getState().wholeAnalysis.diagnostics.find(({ message }) => message === text);
    if (cause !== undefined && (cause.nodeId !== undefined || cause.wire !== undefined)) showProblem(cause);
    else revealPanel('problems');
  };
  return (
    <UnstyledButton className={styles.blocker} onClick={show}>
      {engineText(text)}
    </UnstyledButton>
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
          <IconAlertCircleFilled size={14} aria-hidden /> {t('{count, plural, one {# problem} other {# problems}}', { count: errors })}
        </span>
      )}
      {warnings > 0 && (
        <span data-state="warn">
          <IconAlertTriangleFilled size={14} aria-hidden /> {t('{count, plural, one {# warning} other {# warnings}}', { count: warnings })}
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
      <span>{t('{count, plural, one {# layer} other {# layers}}', { count: totals.layers })}</span>
      <span>{t('{count, plural, one {# parameter} other {# parameters}}', { count: totals.parameters })}</span>
      <span>{t('{flops} per sample', { flops: formatUnit(totals.flops, 'FLOPs') })}</span>
      <span>{t('{size} activations', { size: formatBytes(totals.activationBytes) })}</span>
    </div>
  );
}
