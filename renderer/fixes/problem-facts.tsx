import { engineText, t } from '../language/text.ts';
import classes from './fixes.module.css';

interface ProblemFactsProps {
  readonly expected: string | undefined;
  readonly actual: string | undefined;
  /** The wire that brought it, `conv1 → probe`. */
  readonly from?: string | undefined;
}

/** What was expected and what came, side by side in one table. */
export function ProblemFacts({ expected, actual, from }: ProblemFactsProps) {
  const facts = [
    { label: t('Expected'), value: expected && engineText(expected) },
    { label: t('Came'), value: actual && engineText(actual), came: true },
    { label: t('From'), value: from },
  ].filter((fact): fact is { label: string; value: string; came?: boolean } => fact.value !== undefined);
  if (facts.length === 0) return null;
  return (
    <dl className={classes.facts}>
      {facts.map(({ label, value, came }) => (
        <div key={label} data-came={came}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
