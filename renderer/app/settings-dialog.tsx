import { Modal, SegmentedControl, Select } from '@mantine/core';
import { type ReactNode, useId } from 'react';
import { LANGUAGES, useLanguage } from '../language/languages.ts';
import { speak, t } from '../language/text.ts';
import { appearances, densities, motions } from '../window/choices.ts';
import { closeDialog, useDialog } from '../window/dialogs.ts';
import { attempt } from '../window/failures.ts';
import { useHost } from '../host/host.ts';
import { useSettings } from '../window/settings.ts';
import styles from './settings-dialog.module.css';

/** What people choose for this machine; each choice counts at once and is kept. */
export function SettingsDialog() {
  const opened = useDialog(({ open }) => open === 'settings');
  useLanguage();
  return (
    <Modal
      opened={opened}
      onClose={closeDialog}
      title={t('Settings')}
      size={560}
      // Choices move the page about; the dialog stays in its place.
      lockScroll={false}
      onExitTransitionEnd={keepFocus}
    >
      <LanguageRow />
      <AppearanceRow />
      <DensityRow />
      <MotionRow />
      <ThreadsRow />
      <p className={styles.note}>{t('Kept on this machine. Projects and runs are not changed by them.')}</p>
    </Modal>
  );
}

/** What opened the dialog is gone where the window was drawn anew meanwhile: its like takes the focus. */
function keepFocus(): void {
  if (document.activeElement === document.body) document.querySelector<HTMLElement>('[data-opens-settings]')?.focus();
}

interface RowProps {
  readonly label: string;
  readonly help?: string;
  readonly children: (ids: { readonly 'aria-labelledby': string; readonly 'aria-describedby': string }) => ReactNode;
}

function Row({ label, help, children }: RowProps) {
  const id = useId();
  const helpId = useId();
  return (
    <div className={styles.row}>
      <div>
        <div id={id} className={styles.label}>
          {label}
        </div>
        <div id={helpId} className={styles.help}>
          {help}
        </div>
      </div>
      {children({ 'aria-labelledby': id, 'aria-describedby': helpId })}
    </div>
  );
}

function LanguageRow() {
  const language = useLanguage((state) => state.language);
  return (
    <Row label={t('Language')} help={t('Of the window. What people named, and files, stay as they are.')}>
      {(ids) => (
        <SegmentedControl
          {...ids}
          data={LANGUAGES.map(({ id, name }) => ({ value: id, label: <span lang={id}>{name}</span> }))}
          value={language}
          onChange={(id) => void attempt(t('The language could not be loaded'), () => speak(id))}
        />
      )}
    </Row>
  );
}

function AppearanceRow() {
  const appearance = useSettings((state) => state.appearance);
  return (
    <Row label={t('Appearance')} help={t('High contrast: texts of at least 7 : 1, lines in place of shades.')}>
      {(ids) => (
        <Select
          {...ids}
          w={210}
          data={appearances.map(({ value, label }) => ({ value, label: t(label) }))}
          value={appearance}
          onChange={(value) => value !== null && useSettings.setState({ appearance: value })}
        />
      )}
    </Row>
  );
}

function DensityRow() {
  const density = useSettings((state) => state.density);
  return (
    <Row label={t('Density')} help={t('Height of controls and rows, and the room between them.')}>
      {(ids) => (
        <SegmentedControl
          {...ids}
          data={densities.map(({ value, label }) => ({ value, label: t(label) }))}
          value={density}
          onChange={(value) => useSettings.setState({ density: value })}
        />
      )}
    </Row>
  );
}

function MotionRow() {
  const motion = useSettings((state) => state.motion);
  return (
    <Row label={t('Motion')} help={t('Reduced: everything appears in its place at once.')}>
      {(ids) => (
        <SegmentedControl
          {...ids}
          data={motions.map(({ value, label }) => ({ value, label: t(label) }))}
          value={motion}
          onChange={(value) => useSettings.setState({ motion: value })}
        />
      )}
    </Row>
  );
}

function ThreadsRow() {
  const info = useHost((state) => state.info);
  const chosen = useSettings((state) => state.threads);
  if (info === undefined) return null;
  const threads = Math.min(chosen ?? info.threads, info.threads);
  return (
    <Row label={t('Threads')} help={t('Counts for runs that are started from now on. This machine: {cpu}.', { cpu: info.cpu })}>
      {(ids) => (
        <Select
          {...ids}
          w={210}
          data={Array.from({ length: info.threads }, (_, index) => ({
            value: String(index + 1),
            label: t('{count, plural, one {# thread} other {# threads}}', { count: index + 1 }),
          }))}
          value={String(threads)}
          onChange={(value) => value !== null && useSettings.setState({ threads: Number(value) })}
        />
      )}
    </Row>
  );
}
