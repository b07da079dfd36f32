import { ActionIcon, CopyButton, Switch, Tooltip } from '@mantine/core';
import { IconAlertCircleFilled, IconCheck, IconCopy } from '@tabler/icons-react';
import { memo, useLayoutEffect, useRef } from 'react';
import type { RunInfo, TextPiece, TextReport } from '../../host/api.ts';
import { formatCount } from '../window/format.ts';
import styles from './generate.module.css';
import { useTexts, type WrittenText as Written } from './text-store.ts';
import { engineText, t } from '../language/text.ts';

interface WrittenTextProps {
  readonly run: RunInfo;
  readonly text: Written | undefined;
}

/** What a run wrote, while it comes. */
export function WrittenText({ run, text }: WrittenTextProps) {
  const shaded = useTexts((state) => state.shaded);
  return (
    <section className={styles.written} aria-label={t('Text of run {number}', { number: run.number })}>
      <header>
        <h3>{t('Run {number} writes', { number: run.number })}</h3>
        <Switch
          label={t('Shade by surprise')}
          checked={shaded}
          onChange={(event) => useTexts.setState({ shaded: event.currentTarget.checked })}
        />
        <CopyText text={text} />
      </header>
      {text?.state === 'failed' ? <Failure problem={text.problem ?? ''} /> : <Scrolled text={text} shaded={shaded} />}
      <p className={styles.status} role="status">
        {text && statusText(text)}
      </p>
    </section>
  );
}

function CopyText({ text }: Pick<WrittenTextProps, 'text'>) {
  const whole = text === undefined ? '' : text.prompt + text.parts.flatMap((part) => part.map((piece) => piece.text)).join('');
  return (
    <CopyButton value={whole}>
      {({ copied, copy }) => (
        <Tooltip label={copied ? t('Copied') : t('Copy the text')}>
          <ActionIcon aria-label={t('Copy the text')} disabled={whole === ''} onClick={copy}>
            {copied ? <IconCheck size={15} stroke={1.7} /> : <IconCopy size={15} stroke={1.7} />}
          </ActionIcon>
        </Tooltip>
      )}
    </CopyButton>
  );
}

function Failure({ problem }: { readonly problem: string }) {
  return (
    <p className={styles.failure} role="alert">
      <IconAlertCircleFilled size={16} aria-hidden /> {engineText(problem)}
    </p>
  );
}

/** Pixels from the end within which the reader follows the text. */
const AT_END = 24;

function Scrolled({ text, shaded }: { readonly text: Written | undefined; readonly shaded: boolean }) {
  const box = useRef<HTMLDivElement>(null);
  const follows = useRef(true);
  const parts = text?.parts;
  useLayoutEffect(() => {
    const element = box.current;
    if (element !== null && parts !== undefined && follows.current) element.scrollTop = element.scrollHeight;
  }, [parts]);
  return (
    // A region that scrolls must be reachable by keyboard.
    <div
      ref={box}
      className={styles.scroll}
      tabIndex={0}
      role="group"
      aria-label={t('Written text')}
      aria-busy={text?.state === 'writing'}
      onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
        follows.current = scrollHeight - scrollTop - clientHeight < AT_END;
      }}
    >
      {text === undefined ? (
        <p className={styles.hint}>{t('Press Write: the text appears here token by token.')}</p>
      ) : (
        <p className={styles.text}>
          <span className={styles.prompt}>{text.prompt}</span>
          {text.parts.map((pieces, i) => (
            <Part key={i} pieces={pieces} shaded={shaded} />
          ))}
          {text.state === 'writing' && <span className={styles.cursor} aria-hidden />}
        </p>
      )}
    </div>
  );
}

const Part = memo(function Part({ pieces, shaded }: { readonly pieces: readonly TextPiece[]; readonly shaded: boolean }) {
  if (!shaded) return pieces.map(({ text }) => text).join('');
  return pieces.map(({ text, probability }, i) => (
    <span
      key={i}
      style={{ background: surpriseColour(probability) }}
      title={t('{percent} by the network', { percent: percentText(probability) })}
    >
      {text}
    </span>
  ));
});

/** Bits of surprise that give the full shade. */
const FULL = 8;

function surpriseColour(probability: number): string {
  const share = Math.min(1, -Math.log2(Math.max(probability, 2 ** -FULL)) / FULL);
  return `color-mix(in srgb, var(--warn) ${Math.round(45 * share)}%, transparent)`;
}

function percentText(probability: number): string {
  return `${Number((100 * probability).toPrecision(2))} %`;
}

function statusText({ state, report, parts }: Written): string {
  const written = parts.reduce((sum, { length }) => sum + length, 0);
  if (state === 'writing') return written === 0 ? t('Reading the network') : tokensText(written);
  return report === undefined ? '' : [reportText(report), unknownText(report)].filter((part) => part !== '').join(' · ');
}

function reportText({ end, tokens, seconds, epoch }: TextReport): string {
  const ending = { length: [], end: [t('the text is over')], stopped: [t('stopped')] }[end];
  const speed = seconds > 0 && tokens > 0 ? [t('{count} a second', { count: formatCount(Math.round(tokens / seconds)) })] : [];
  const weights = epoch === undefined ? [] : [t('weights of epoch {epoch}', { epoch })];
  return [tokensText(tokens), ...ending, ...speed, ...weights].join(' · ');
}

function tokensText(count: number): string {
  return t('{count, plural, one {# token} other {# tokens}}', { count });
}

function unknownText({ unknown }: TextReport): string {
  if (unknown.length === 0) return '';
  const named = unknown.slice(0, 5).map((part) => `“${part}”`);
  return t('in no training text: {parts}', { parts: `${named.join(' ')}${unknown.length > named.length ? ' …' : ''}` });
}
