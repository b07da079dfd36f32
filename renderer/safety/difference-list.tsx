import { useMemo } from 'react';
import type { Project } from '../../engine/project/schema.ts';
import { differencesBetween } from '../document/differences.ts';
import { listOf } from '../language/lists.ts';
import { t } from '../language/text.ts';
import styles from './safety.module.css';

interface DifferenceListProps {
  readonly title: string;
  readonly from: Project;
  readonly to: Project;
}

const SHOWN = 6;

/** What changes from one version of a project to another, in a few lines. */
export function DifferenceList({ title, from, to }: DifferenceListProps) {
  const { added, removed, changed, wires, comments, settings } = useMemo(() => differencesBetween(from, to), [from, to]);
  const lines = [
    ...(added.length > 0 ? [t('Added: {names}', { names: namesOf(added) })] : []),
    ...(removed.length > 0 ? [t('Missing: {names}', { names: namesOf(removed) })] : []),
    ...(changed.length > 0 ? [t('Changed: {names}', { names: namesOf(changed) })] : []),
    ...(wires > 0 ? [t('{count, plural, one {# wire} other {# wires}} changed', { count: wires })] : []),
    ...(comments ? [t('Comments changed')] : []),
    ...(settings ? [t('Project settings changed')] : []),
  ];
  return (
    <div className={styles.differences}>
      <b>{title}</b>
      {lines.length === 0 ? (
        <p>{t('Nothing: both are alike.')}</p>
      ) : (
        <ul>
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

function namesOf(names: readonly string[]): string {
  const rest = names.length - SHOWN;
  const shown = listOf(names.slice(0, SHOWN));
  return rest > 0 ? t('{names} and {count} more', { names: shown, count: rest }) : shown;
}
