import { type ColumnUse, columnUses, type ConversionOptions } from '../engine/conversion/definition.ts';
import type { Separator } from '../engine/importers/table-settings.ts';
import { InputError } from './exit.ts';

/** Collects NAME=KIND; a name may hold an equals sign itself. */
export function columnOption(text: string, former: Readonly<Record<string, ColumnUse>> = {}): Readonly<Record<string, ColumnUse>> {
  const at = text.lastIndexOf('=');
  const use = columnUses.find((known) => known === text.slice(at + 1));
  if (at > 0 && use !== undefined) return { ...former, [text.slice(0, at)]: use };
  throw new InputError('bad-option', `--column takes NAME=KIND with the kind ${columnUses.join(', ')}, not "${text}".`);
}

/** Collects OLD=NEW. */
export function classOption(text: string, former: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
  const at = text.indexOf('=');
  if (at > 0 && at < text.length - 1) return { ...former, [text.slice(0, at)]: text.slice(at + 1) };
  throw new InputError('bad-option', `--class takes OLD=NEW, the name of a class and the one that it gets, not "${text}".`);
}

/** `source`, `hash`, `stratified` or `order` with a share for testing behind a colon, `column:NAME`. */
export function splitOption(text: string): NonNullable<ConversionOptions['split']> {
  const [, kind, rest] = /^([a-z]+)(?::(.+))?$/s.exec(text) ?? [];
  if (kind === 'source' && rest === undefined) return { kind };
  if (kind === 'column' && rest !== undefined) return { kind, column: rest };
  const test = rest === undefined ? 0.2 : Number(rest);
  if ((kind === 'hash' || kind === 'stratified' || kind === 'order') && test > 0 && test < 1) return { kind, test };
  throw new InputError(
    'bad-option',
    `--split takes source, hash:0.2, stratified:0.2, order:0.2 (the share for testing) or column:NAME, not "${text}".`,
  );
}

/** LENGTH,HORIZON,STRIDE in steps, and what a step is called. */
export function windowOption(text: string): NonNullable<ConversionOptions['window']> {
  const [length, horizon = 1, stride = 1] = text.split(',', 3).map(Number);
  const step = text.split(',').slice(3).join(',').trim() || 'step';
  if ([length, horizon, stride].every((steps) => Number.isInteger(steps) && steps >= 1 && steps <= 1_000_000))
    return { length, horizon, stride, step };
  throw new InputError('bad-option', `--window takes LENGTH,HORIZON,STRIDE in steps from 1 on, as 28,1,1 or 28,3,1,day, not "${text}".`);
}

/** A separator as it is, or "tab". */
export function separatorOption(text: string): Separator {
  const separator = text === 'tab' || text === '\\t' ? '\t' : text;
  if (separator === ',' || separator === ';' || separator === '\t' || separator === '|') return separator;
  throw new InputError('bad-option', `--separator takes one of , ; | and tab, not "${text}".`);
}

export function channelsOption(text: string): 1 | 3 {
  if (text === '1') return 1;
  if (text === '3') return 3;
  throw new InputError('bad-option', `--channels takes 1 for grey or 3 for colours, not "${text}".`);
}

/** Reads yes or no. */
export function yesOrNo(option: string): (text: string) => boolean {
  return (text) => {
    if (text === 'yes' || text === 'no') return text === 'yes';
    throw new InputError('bad-option', `${option} takes yes or no, not "${text}".`);
  };
}
