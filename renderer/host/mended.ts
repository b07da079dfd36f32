import type { Diagnostic } from '../../engine/project/diagnostic.ts';
import { engineText, t } from '../language/text.ts';

const MOST_SAID = 2;

/** What was mended while a file was read, in a few sentences; undefined where nothing was. */
export function mendedText(diagnostics: readonly Diagnostic[]): string | undefined {
  if (diagnostics.length === 0) return undefined;
  const said = diagnostics.slice(0, MOST_SAID).map(({ message }) => engineText(message));
  const rest = diagnostics.length - said.length;
  if (rest > 0) said.push(t('{count, plural, one {# more stands} other {# more stand}} in the list of problems.', { count: rest }));
  return said.join(' ');
}
