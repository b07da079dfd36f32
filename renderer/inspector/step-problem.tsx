import { Button } from '@mantine/core';
import type { DataProblem } from '../../engine/preprocessing/prepared-info.ts';
import { executeEdit } from '../document/execute.ts';
import { useDocument } from '../document/store.ts';
import { engineLabel, engineText } from '../language/text.ts';
import classes from './inspector.module.css';

/** What is wrong with a step or with the windows, with what mends it. */
export function StepProblem({ problem: { message, fix } }: { readonly problem: DataProblem }) {
  return (
    <div className={classes.problem} role="alert">
      <p>{engineText(message)}</p>
      {fix && (
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => {
            executeEdit({ type: 'set-data', changes: fix.changes, label: engineLabel(fix.label) });
            useDocument.getState().seal();
          }}
        >
          {engineText(fix.label)}
        </Button>
      )}
    </div>
  );
}
