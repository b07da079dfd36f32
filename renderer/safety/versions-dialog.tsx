import { Button, Group, Modal, UnstyledButton } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { Project } from '../../engine/project/schema.ts';
import type { ProjectVersion } from '../../host/api.ts';
import { registerCommand } from '../commands/registry.ts';
import { useDocument } from '../document/store.ts';
import { NetworkMiniature } from '../icons/network-miniature.tsx';
import { t } from '../language/text.ts';
import { DifferenceList } from './difference-list.tsx';
import { closeDialog, openDialog, useDialog } from '../window/dialogs.ts';
import { attempt, messageOf, reportDone } from '../window/failures.ts';
import { formatBytes, formatMoment } from '../window/format.ts';
import { host } from '../host/host.ts';
import { openSession, useSession } from './project-session.ts';
import styles from './safety.module.css';
import { Waiting } from '../controls/waiting.tsx';

/** Former contents of the project's file: what they hold, and a way back to them. Also where the file itself can't be read. */
export function VersionsDialog() {
  const opened = useDialog(({ open }) => open === 'versions');
  const id = useSession((session) => session.id);
  useEffect(
    () =>
      registerCommand({
        id: 'project.versions',
        label: 'Earlier versions…',
        group: 'project',
        icon: IconHistory,
        keywords: ['backup', 'restore', 'history', 'recover', 'former'],
        when: () =>
          useSession.getState().id !== undefined && (useSession.getState().state === 'open' || useSession.getState().state === 'failed'),
        run: () => openDialog('versions'),
      }),
    [],
  );
  return (
    <Modal opened={opened && id !== undefined} onClose={closeDialog} title={t('Earlier versions')} size="xl">
      {id !== undefined && <Versions id={id} />}
    </Modal>
  );
}

function Versions({ id }: { readonly id: string }) {
  const [versions, setVersions] = useState<readonly ProjectVersion[]>();
  const [chosen, setChosen] = useState<string>();
  useEffect(() => {
    void attempt(t('The versions could not be listed'), () => host().listVersions(id)).then((found = []) => {
      setVersions(found);
      setChosen(found[0]?.id);
    });
  }, [id]);
  if (versions === undefined) return <Waiting text={t('Reading the versions')} />;
  if (versions.length === 0)
    return <p className={styles.text}>{t('There are none yet: what the file held before is kept from the next saved edit on.')}</p>;
  return (
    <div className={styles.versions}>
      <ul aria-label={t('Earlier versions')}>
        {versions.map((version) => (
          <li key={version.id}>
            <UnstyledButton className={styles.version} aria-current={version.id === chosen} onClick={() => setChosen(version.id)}>
              {t('Saved {time}', { time: formatMoment(version.changedAt, { seconds: true }) })}
              <span>{formatBytes(version.bytes)}</span>
            </UnstyledButton>
          </li>
        ))}
      </ul>
      {chosen !== undefined && <Version key={chosen} id={id} version={chosen} />}
    </div>
  );
}

function Version({ id, version }: { readonly id: string; readonly version: string }) {
  const [read, setRead] = useState<{ readonly project: Project } | { readonly problem: string }>();
  const whole = useDocument((state) => state.whole);
  const isOpen = useDocument((state) => state.projectId === id);
  useEffect(() => {
    host()
      .readVersion(id, version)
      .then((project) => setRead({ project }))
      .catch((error: unknown) => setRead({ problem: messageOf(error) }));
  }, [id, version]);
  if (read === undefined) return <Waiting text={t('Reading the version')} />;
  if ('problem' in read) return <p className={styles.text}>{read.problem}</p>;
  const { project } = read;
  return (
    <div className={styles.look}>
      <div className={styles.drawing}>
        <NetworkMiniature project={project} ratio={1.6} />
      </div>
      {isOpen && <DifferenceList title={t('How it differs from now')} from={whole} to={project} />}
      <Group justify="flex-end" mt="md">
        <Button onClick={() => void (isOpen ? restoreOpen(project) : restoreClosed(id, version))}>{t('Restore this version')}</Button>
      </Group>
    </div>
  );
}

/** As a step of its own, which undo takes back. */
function restoreOpen(project: Project): void {
  const document = useDocument.getState();
  document.seal();
  document.execute({ type: 'replace', project, label: 'Restore an earlier version' });
  document.seal();
  closeDialog();
  reportDone(t('The earlier version is back'), t('Undo takes it away again.'));
}

async function restoreClosed(id: string, version: string): Promise<void> {
  const restored = await attempt(t('The version could not be restored'), () => host().restoreVersion(id, version));
  if (restored === undefined) return;
  closeDialog();
  await openSession(id);
}
