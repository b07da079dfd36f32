import { Button } from '@mantine/core';
import { IconEyeOff, IconLock, IconPlayerSkipForward } from '@tabler/icons-react';
import type { ProjectNode } from '../../engine/project/schema.ts';
import { executeEdit } from '../document/execute.ts';
import { useDocument } from '../document/store.ts';
import { engineText, t } from '../language/text.ts';
import classes from './inspector.module.css';

/** What keeps the layer from taking part, or from being changed, each with the way back. */
export function NodeMarks({ node: { id, mode, locked } }: { readonly node: ProjectNode }) {
  const starved = useDocument(
    ({ analysis }) => analysis.diagnostics.find(({ code, nodeId }) => code === 'starved' && nodeId === id)?.message,
  );
  const use = () => void executeEdit({ type: 'set-mode', nodes: [id], mode: undefined });
  const unlock = () => void executeEdit({ type: 'set-locked', nodes: [id], comments: [], locked: false });
  return (
    <>
      {mode === 'bypass' && (
        <Mark Icon={IconPlayerSkipForward} text={t('Bypassed: it hands on what comes in.')} action={t('Use again')} run={use} />
      )}
      {mode === 'mute' && <Mark Icon={IconEyeOff} text={t('Muted, with all that lives on it.')} action={t('Use again')} run={use} />}
      {mode === undefined && starved !== undefined && <Mark Icon={IconEyeOff} text={engineText(starved)} />}
      {locked === true && <Mark Icon={IconLock} text={t('Locked: it stays as and where it is.')} action={t('Unlock')} run={unlock} />}
    </>
  );
}

interface MarkProps {
  readonly Icon: typeof IconLock;
  readonly text: string;
  readonly action?: string;
  readonly run?: () => void;
}

function Mark({ Icon, text, action, run }: MarkProps) {
  return (
    <div className={classes.marks} role="status">
      <Icon size={15} stroke={1.7} aria-hidden />
      <span>{text}</span>
      {run !== undefined && (
        <Button variant="default" size="compact-xs" onClick={run}>
          {action}
        </Button>
      )}
    </div>
  );
}
