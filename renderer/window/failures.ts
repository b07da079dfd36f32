import { notifications } from '@mantine/notifications';
import { engineText, locale, t } from '../language/text.ts';
import { EngineError } from '../../engine/graph/errors.ts';
import { notify } from './notify.ts';

/** Plain words for an error of the host. Errors without a code are faults of Netloom itself and say so. */
export function messageOf(error: unknown): string {
  if (error instanceof EngineError && error.code !== 'internal') return saidOf(error.message);
  const detail = error instanceof Error ? error.message : String(error);
  return t('Netloom met a fault of its own: {detail}', { detail });
}

/** What others than Netloom said, in words that it has no translation of, is told as theirs. */
function saidOf(message: string): string {
  const said = engineText(message);
  return said === message && locale() !== 'en' && /[a-z]{3}/i.test(message)
    ? t('The original message: {detail}', { detail: message })
    : said;
}

/** Says what didn't work and why, in the corner of the window. `what` is a short sentence in its language: "The project was not saved". */
export function reportFailure(what: string, error: unknown): void {
  const message = messageOf(error);
  notify(`failure ${what} ${message}`, { title: what, message, color: 'red', autoClose: 12_000 });
}

/** Runs a service call and reports its failure; resolves with `undefined` then. */
export async function attempt<T>(what: string, call: () => Promise<T>): Promise<T | undefined> {
  try {
    return await call();
  } catch (error) {
    reportFailure(what, error);
    return undefined;
  }
}

/** Tells that something worked where nothing else on the screen shows it. */
export function reportDone(title: string, message: string): void {
  notifications.show({ title, message, color: 'accent', autoClose: 5000, withBorder: true });
}
