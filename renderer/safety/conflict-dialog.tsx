import { Button, Group, Modal } from '@mantine/core';
import { useEffect, useState } from 'react';
import { toErrorData } from '../../engine/graph/errors.ts';
import { formatProject } from '../../engine/project/parse.ts';
import { slug } from '../../engine/project/slug.ts';
import type { OpenedProject } from '../../host/api.ts';
import { useDocument } from '../document/store.ts';
import { t } from '../language/text.ts';
import { DifferenceList } from './difference-list.tsx';
import { attempt, messageOf, reportDone } from '../window/failures.ts';
import { openInWindow } from '../host/files.ts';
import { formatMoment } from '../window/format.ts';
import { host } from '../host/host.ts';
import { useRecovered, whatWasEdited } from './recovered-edits.ts';
import styles from './safety.module.css';

type Theirs = { readonly opened: OpenedProject } | { readonly code: string; readonly problem: string };

/** Asks whose version counts where another program or window changed the open file. Nothing is written before the answer. */
export function ConflictDialog() {
  const conflict = useDocument((state) => state.conflict);
  const projectId = useDocument((state) => state.projectId);
  return conflict && projectId !== undefined ? <Conflict key={projectId} projectId={projectId} /> : null;
}

function Conflict({ projectId }: { readonly projectId: string }) {
  const [theirs, setTheirs] = useState<Theirs>();
  const [busy, setBusy] = useState(false);
  const asked = useRecovered((state) => state.asked);
  const look = () => void readTheirs(projectId).then(setTheirs);
  useEffect(look, [projectId]);
  const settle = async (way: () => Promise<void>) => {
    setBusy(true);
    await attempt(t('The conflict could not be settled'), way);
    useRecovered.setState({ asked: undefined });
    setBusy(false);
    look();
  };
  return (
    <Modal
      opened
      onClose={() => {}}
      withCloseButton={false}
      title={titleOf(theirs, asked !== undefined)}
      closeOnEscape={false}
      closeOnClickOutside={false}
      size="lg"
    >
      {asked && <p className={styles.facts}>{whatWasEdited(asked)}</p>}
      {theirs && 'opened' in theirs ? <Changed theirs={theirs.opened} /> : theirs && <Unreadable theirs={theirs} />}
      <Group justify="flex-end" mt="lg" gap="xs">
        {theirs && 'opened' in theirs && (
          <>
            <Button variant="default" disabled={busy} onClick={() => void settle(() => useDocument.getState().resolveConflict('theirs'))}>
              {t('Take the file')}
            </Button>
            <Button variant="default" disabled={busy} onClick={() => void settle(keepBoth)}>
              {t('Keep both')}
            </Button>
            <Button disabled={busy} onClick={() => void settle(() => useDocument.getState().resolveConflict('mine'))}>
              {t('Keep mine')}
            </Button>
          </>
        )}
        {theirs && 'code' in theirs && (
          <>
            <Button variant="default" disabled={busy} onClick={look}>
              {t('Look again')}
            </Button>
            <Button disabled={busy} onClick={() => void settle(saveAnew)}>
              {t('Save as a new project')}
            </Button>
          </>
        )}
      </Group>
    </Modal>
  );
}

function titleOf(theirs: Theirs | undefined, recovered: boolean): string {
  if (theirs && 'code' in theirs) return theirs.code === 'project-missing' ? t('The file is gone') : t('The file can’t be read any more');
  return recovered ? t('The file went on without your unsaved edits') : t('The file was changed elsewhere');
}

function Changed({ theirs }: { readonly theirs: OpenedProject }) {
  const mine = useDocument((state) => state.whole);
  return (
    <>
      <p className={styles.text}>
        {t(
          'Another program or window wrote this project at {time}. Keep what you see here and write over the file, take the file, or keep both: your version then becomes a project of its own. Undo takes the file back out, and what is written over is kept among the earlier versions.',
          { time: formatMoment(theirs.info.changedAt) },
        )}
      </p>
      <DifferenceList title={t('How the file differs from this window')} from={mine} to={theirs.project} />
    </>
  );
}

function Unreadable({ theirs }: { readonly theirs: { readonly problem: string } }) {
  return (
    <>
      <p className={styles.text}>{theirs.problem}</p>
      <p className={styles.text}>
        {t('What you see here is safe in this window. Save it as a new project, or put the file back and look again.')}
      </p>
    </>
  );
}

async function readTheirs(projectId: string): Promise<Theirs> {
  try {
    return { opened: await host().openProject(projectId) };
  } catch (error) {
    return { code: toErrorData(error).code, problem: messageOf(error) };
  }
}

/** A project of its own with what this window shows. */
function importMine(name: string): Promise<OpenedProject> {
  return host().importProject(`${slug(name)}.netloom`, formatProject({ ...useDocument.getState().whole, name }));
}

async function keepBoth(): Promise<void> {
  const { info } = await importMine(t('{name} (mine)', { name: useDocument.getState().whole.name }));
  await useDocument.getState().resolveConflict('theirs');
  reportDone(t('Both versions are kept'), t('Yours is the project “{name}” now; this window shows the file.', { name: info.name }));
}

async function saveAnew(): Promise<void> {
  const opened = await importMine(useDocument.getState().whole.name);
  // Nothing is unsaved any more: the window may leave what it shows.
  useDocument.getState().takeFile(opened);
  if (opened.info.id !== useDocument.getState().projectId) openInWindow(opened.info.id);
}
