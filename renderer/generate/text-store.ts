import { create } from 'zustand';
import type { RunInfo, TextPiece, TextReport, TextSettings } from '../../host/api.ts';
import { messageOf } from '../window/failures.ts';
import { host } from '../host/host.ts';
import { runJob } from '../host/jobs.ts';
import { keptCheckpoint } from '../train/run-facts.ts';

/** A text that a run wrote or is writing. */
export interface WrittenText {
  readonly prompt: string;
  /** What the network added, in parts of a bounded number of tokens. */
  readonly parts: readonly (readonly TextPiece[])[];
  readonly state: 'writing' | 'done' | 'failed';
  readonly report?: TextReport;
  readonly problem?: string;
}

interface TextState {
  readonly settings: TextSettings;
  /** Tokens are shaded by how little the network expected them. */
  readonly shaded: boolean;
  /** A run that trains writes anew after each of its epochs. */
  readonly followsTraining: boolean;
  /** By run id. */
  readonly texts: Readonly<Record<string, WrittenText>>;
}

export const useTexts = create<TextState>()(() => ({
  settings: { prompt: '', length: 500, temperature: 0.8, seed: 1 },
  shaded: false,
  followsTraining: false,
  texts: {},
}));

export function changeSettings(change: Partial<TextSettings>): void {
  useTexts.setState(({ settings }) => ({ settings: { ...settings, ...change } }));
}

/** Leaves a limit of the choice among tokens out. */
export function liftLimit(name: 'topK' | 'topP'): void {
  useTexts.setState(({ settings: { [name]: _, ...settings } }) => ({ settings }));
}

/** Texts that are being written, by run id. */
const writing = new Map<string, AbortController>();

/** Has the run write a text with the settings as they are; one that it is writing ends where it is. */
export async function writeText(run: RunInfo): Promise<void> {
  stopText(run.id);
  const controller = new AbortController();
  writing.set(run.id, controller);
  const { settings } = useTexts.getState();
  const isCurrent = () => writing.get(run.id) === controller;
  keep(run.id, () => ({ prompt: settings.prompt, parts: [], state: 'writing' }));
  try {
    const options = { ...settings, checkpoint: run.best === undefined ? 'last' : keptCheckpoint(run) } as const;
    const report = await runJob((job) => host().generateText(job, run.id, options), {
      signal: controller.signal,
      onText: (pieces) => isCurrent() && keep(run.id, (text) => ({ ...text, parts: withPieces(text.parts, pieces) })),
    });
    if (isCurrent()) keep(run.id, (text) => ({ ...text, state: 'done', report }));
  } catch (error) {
    if (isCurrent()) keep(run.id, (text) => ({ ...text, state: 'failed', problem: messageOf(error) }));
  } finally {
    if (isCurrent()) writing.delete(run.id);
  }
}

/** Ends the run's text where it is. */
export function stopText(runId: string): void {
  writing.get(runId)?.abort();
}

const PART = 64;

/** Only the last part changes, so that a long text costs no more to go on with than a short one. */
export function withPieces(parts: WrittenText['parts'], pieces: readonly TextPiece[]): WrittenText['parts'] {
  const open = (parts.at(-1)?.length ?? PART) < PART ? (parts.at(-1) ?? []) : [];
  const whole = open.length > 0 ? parts.slice(0, -1) : parts;
  const rest = [...open, ...pieces];
  const added = Array.from({ length: Math.ceil(rest.length / PART) }, (_, i) => rest.slice(i * PART, (i + 1) * PART));
  return [...whole, ...added];
}

const NOTHING: WrittenText = { prompt: '', parts: [], state: 'done' };

function keep(runId: string, change: (text: WrittenText) => WrittenText): void {
  useTexts.setState(({ texts }) => ({ texts: { ...texts, [runId]: change(texts[runId] ?? NOTHING) } }));
}
