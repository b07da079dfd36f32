import { expect, it } from 'vitest';
import { cellColour, luminance } from './cell-colour.ts';

it.each(['light', 'dark'] as const)('keeps the count of a cell readable in the %s scheme', (scheme) => {
  for (const kind of ['right', 'wrong'] as const) {
    for (let strength = 0; strength <= 1; strength += 0.01) {
      const { background, text } = cellColour(scheme, kind, strength);
      const bright = luminance((/\d+ \d+ \d+/.exec(background)?.[0] ?? '').split(' ').map(Number));
      const contrast = text === '#ffffff' ? 1.05 / (bright + 0.05) : (bright + 0.05) / 0.05;
      expect(contrast, `${kind} ${strength.toFixed(2)}`).toBeGreaterThanOrEqual(4.5);
    }
  }
});
