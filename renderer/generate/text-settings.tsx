import { ActionIcon, Button, NumberInput, Switch, Textarea, Tooltip } from '@mantine/core';
import { useState } from 'react';
import { IconDice5, IconPencil, IconPlayerStopFilled } from '@tabler/icons-react';
import type { RunInfo } from '../../host/api.ts';
import { isActive } from '../train/run-store.ts';
import styles from './generate.module.css';
import { changeSettings, liftLimit, stopText, useTexts, writeText } from './text-store.ts';
import { t, type WindowText } from '../language/text.ts';

interface TextSettingsProps {
  readonly run: RunInfo;
  readonly writing: boolean;
}

/** What a text begins with and how its tokens are drawn. */
export function TextSettingsForm({ run, writing }: TextSettingsProps) {
  const { prompt, length, temperature, topK, topP, seed } = useTexts(({ settings }) => settings);
  const followsTraining = useTexts((state) => state.followsTraining);
  return (
    <form
      className={styles.settings}
      aria-label={t('How the text is written')}
      onSubmit={(event) => {
        event.preventDefault();
        void writeText(run);
      }}
    >
      <div className={styles.fields}>
        <Textarea
          label={t('Begins with')}
          placeholder={t('Nothing: a text from its beginning')}
          autosize
          minRows={2}
          maxRows={4}
          value={prompt}
          onChange={(event) => changeSettings({ prompt: event.currentTarget.value })}
        />
        <div className={styles.numbers}>
          <NumberSetting
            label="Tokens"
            help="Most tokens that are written"
            value={length}
            min={1}
            max={20_000}
            step={100}
            onNumber={(value) => changeSettings({ length: value })}
          />
          <NumberSetting
            label="Temperature"
            help="0 always takes the most probable token, 1 draws as the network has it, more is bolder"
            value={temperature}
            min={0}
            max={5}
            step={0.1}
            onNumber={(value) => changeSettings({ temperature: value })}
          />
          <NumberSetting
            label="Top-k"
            help="Draws among so many most probable tokens; among all where empty"
            value={topK}
            min={1}
            max={1_000_000}
            step={1}
            onNumber={(value) => changeSettings({ topK: value })}
            onNone={() => liftLimit('topK')}
          />
          <NumberSetting
            label="Top-p"
            help="Draws among the most probable tokens that have this share together; among all where empty"
            value={topP}
            min={0.01}
            max={1}
            step={0.05}
            onNumber={(value) => changeSettings({ topP: value })}
            onNone={() => liftLimit('topP')}
          />
          <NumberSetting
            label="Seed"
            help="The same seed gives the same text"
            value={seed}
            min={0}
            max={2 ** 32 - 1}
            step={1}
            onNumber={(value) => changeSettings({ seed: value })}
          />
          <Tooltip label={t('Write with another seed')}>
            <ActionIcon
              variant="default"
              className={styles.dice}
              aria-label={t('Write with another seed')}
              onClick={() => {
                changeSettings({ seed: seed < 2 ** 32 - 1 ? seed + 1 : 0 });
                void writeText(run);
              }}
            >
              <IconDice5 size={16} stroke={1.7} />
            </ActionIcon>
          </Tooltip>
        </div>
      </div>
      <div className={styles.actions}>
        {writing ? (
          <Button variant="default" leftSection={<IconPlayerStopFilled size={13} />} onClick={() => stopText(run.id)}>
            {t('Stop')}
          </Button>
        ) : (
          <Button type="submit" leftSection={<IconPencil size={15} stroke={1.7} />}>
            {t('Write')}
          </Button>
        )}
        {isActive(run.state) && (
          <Switch
            label={t('After each epoch')}
            checked={followsTraining}
            onChange={(event) => useTexts.setState({ followsTraining: event.currentTarget.checked })}
          />
        )}
      </div>
    </form>
  );
}

interface NumberSettingProps {
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly label: WindowText;
  readonly help: WindowText;
  readonly value: number | undefined;
  readonly onNumber: (value: number) => void;
  /** The field may be empty. */
  readonly onNone?: () => void;
}

/** A number out of its range stays in the field with the range; who leaves the field then is told that the former one is kept. */
function NumberSetting({ label, help, value, onNumber, onNone, ...limits }: NumberSettingProps) {
  const [refused, setRefused] = useState<string>();
  const [message, setMessage] = useState<string>();
  const whole = limits.step >= 1;
  const fault = rangeText(limits, whole);
  return (
    <>
      <NumberInput
        label={
          <Tooltip label={t(help)} multiline maw={260}>
            <span>{t(label)}</span>
          </Tooltip>
        }
        aria-label={t(label)}
        value={refused ?? value ?? ''}
        placeholder={onNone && t('all')}
        allowDecimal={!whole}
        allowNegative={false}
        clampBehavior="none"
        error={message !== undefined}
        {...limits}
        onChange={(next) => {
          const number = typeof next === 'number' ? next : NaN;
          const isTaken = (number >= limits.min && number <= limits.max) || (next === '' && onNone !== undefined);
          setRefused(isTaken ? undefined : String(next));
          setMessage(isTaken ? undefined : fault);
          if (!isTaken) return;
          if (next === '') onNone?.();
          else onNumber(number);
        }}
        onBlur={() => {
          if (refused === undefined) return;
          setMessage(keptText(fault, refused, value));
          setRefused(undefined);
        }}
      />
      {message && (
        <p className={styles.fault} role="alert">
          {message}
        </p>
      )}
    </>
  );
}

function rangeText({ min, max }: { readonly min: number; readonly max: number }, whole: boolean): string {
  return whole
    ? t('A whole number from {min} to {max}.', { min: String(min), max: String(max) })
    : t('A number from {min} to {max}.', { min: String(min), max: String(max) });
}

function keptText(fault: string, text: string, value: number | undefined): string {
  if (text === '') return t('{fault} Nothing was entered; it stays {value}.', { fault, value: String(value ?? '') });
  return value === undefined
    ? t('{fault} “{text}” was not taken.', { fault, text })
    : t('{fault} “{text}” was not taken; it stays {value}.', { fault, text, value: String(value) });
}
