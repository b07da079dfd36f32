import { Linter } from 'eslint';
import { describe, expect, it } from 'vitest';
import { explainedDirectives } from './explained-directives.js';

const faultsOf = (code: string) =>
  new Linter()
    .verify(code, { plugins: { netloom: { rules: { explained: explainedDirectives } } }, rules: { 'netloom/explained': 'error' } })
    .filter(({ ruleId }) => ruleId === 'netloom/explained');

describe('comments that turn a rule off', () => {
  it.each(['// eslint-disable-next-line no-var', '/* eslint-disable */', '// eslint-disable-line no-var -- why'])(
    '%s is refused: no reason',
    (comment) => {
      expect(faultsOf(`${comment}\nlet x = 1;`)).toHaveLength(1);
    },
  );

  it('is content with a reason, and with other comments', () => {
    expect(faultsOf('// eslint-disable-next-line no-var -- the library declares it this way\nvar x = 1;')).toHaveLength(0);
    expect(faultsOf('// Disable nothing here.\nlet x = 1;')).toHaveLength(0);
  });
});
