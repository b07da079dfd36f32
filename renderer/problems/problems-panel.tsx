import { IconAlertCircleFilled, IconAlertTriangleFilled, IconCircleCheckFilled, IconInfoCircleFilled } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Diagnostic } from '../../engine/project/diagnostic.ts';
import type { Project } from '../../engine/project/schema.ts';
import { nameOf } from '../document/document.ts';
import { drawnAt, placeOf } from '../document/level.ts';
import { useDocument } from '../document/store.ts';
import { engineText, richText, t } from '../language/text.ts';
import { FixButtons } from '../fixes/fix-buttons.tsx';
import classes from './problems.module.css';
import { showProblem } from './show-problem.ts';

const icons = { error: IconAlertCircleFilled, warning: IconAlertTriangleFilled, info: IconInfoCircleFilled };

const severities = { error: 'Error', warning: 'Warning', info: 'Hint' } as const;
const code = (shape: ReactNode) => <code>{shape}</code>;
const came = (shape: ReactNode) => <code data-came>{shape}</code>;

/** Every problem of the project: what and where, what was expected and what came, and the edits that mend it. */
export function ProblemsPanel() {
  const diagnostics = useDocument((state) => state.wholeAnalysis.diagnostics);
  const opening = useDocument((state) => state.openDiagnostics);
  const all = [
    ...opening.filter((notice) => !diagnostics.some((known) => known.code === notice.code && known.nodeId === notice.nodeId)),
    ...diagnostics,
  ];
  return (
    <section className={classes.panel}>
      {all.length === 0 ? (
        <p className={classes.none}>
          <IconCircleCheckFilled size={15} aria-hidden />
          {t('No problems: the network can be trained and exported.')}
        </p>
      ) : (
        <ul className={classes.list}>
          {all.map((diagnostic, index) => (
            <Problem
              key={`${diagnostic.code}:${diagnostic.nodeId}:${diagnostic.port ?? diagnostic.parameter}:${index}`}
              diagnostic={diagnostic}
            />
          ))}
        </ul>
      )}
    </section>
  );
}

function Problem({ diagnostic }: { readonly diagnostic: Diagnostic }) {
  const { severity, message, nodeId, expected, actual, wire, fixes } = diagnostic;
  const name = useDocument(({ whole }) => (nodeId === undefined ? undefined : placeName(whole, nodeId)));
  const { where, what } = parted(engineText(message), name);
  const Icon = icons[severity];
  return (
    <li className={classes.problem} data-severity={severity}>
      <Icon size={15} aria-label={t(severities[severity])} />
      <button
        type="button"
        className={classes.go}
        onClick={() => showProblem(diagnostic)}
        disabled={nodeId === undefined && wire === undefined}
      >
        {where !== undefined && <span className={classes.where}>{where}</span>}
        {what}
        {(expected !== undefined || actual !== undefined) && (
          <div className={classes.shapes}>
            <Facts expected={expected} actual={actual} />
          </div>
        )}
      </button>
      <FixButtons fixes={fixes} primary={false} />
    </li>
  );
}

function Facts({ expected, actual }: Pick<Diagnostic, 'expected' | 'actual'>) {
  const [wanted, given] = [expected ?? '', actual ?? ''].map(engineText);
  if (expected === undefined) return richText('came <code>{shape}</code>', { shape: given, code: came });
  if (actual === undefined) return richText('expected <code>{shape}</code>', { shape: wanted, code });
  return richText('expected <code>{expected}</code>, came <came>{actual}</came>', { expected: wanted, actual: given, code, came });
}

/** What people call a node, within the modules that it is in. */
function placeName(whole: Project, nodeId: string): string {
  const { level, node } = placeOf(whole, nodeId);
  return nameOf(drawnAt(whole, level), node);
}

/** The message in two: the node's name at its beginning with the way to it, and the rest. */
function parted(message: string, name: string | undefined): { readonly where: string | undefined; readonly what: string } {
  const begin = name?.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const found = begin === undefined ? null : new RegExp(`^((?:[^/:：。]+/)*?)${begin}(?:: |：| )`, 'u').exec(message);
  return found === null ? { where: name, what: message } : { where: `${found[1]}${name}`, what: message.slice(found[0].length) };
}
