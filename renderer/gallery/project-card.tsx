import { ActionIcon, Button, Group, Menu, Modal, UnstyledButton } from '@mantine/core';
import { IconCopy, IconDots, IconDownload, IconPencil, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { Project } from '../../engine/project/schema.ts';
import type { ProjectInfo } from '../../host/api.ts';
import { openInWindow } from '../host/files.ts';
import { formatAge } from '../window/format.ts';
import { RenameModal } from '../controls/rename-modal.tsx';
import { useNow } from '../window/use-now.ts';
import { engineText, t } from '../language/text.ts';
import { stateWord } from '../train/run-actions.ts';
import { bestReason, bestScore } from '../train/run-facts.ts';
import { isActive } from '../train/run-store.ts';
import { deleteProject, download, duplicate, isFileElsewhere, renameProject } from './gallery-store.ts';
import styles from './gallery.module.css';
import { NetworkMiniature } from '../icons/network-miniature.tsx';

/** A project of the workspace: its drawing, how its last run went, and what can be done with its file. */
export function ProjectCard({ info }: { readonly info: ProjectInfo }) {
  const [renaming, setRenaming] = useState(false);
  const [deleting, setDeleting] = useState(false);
  const now = useNow();
  return (
    <article className={styles.project}>
      <UnstyledButton className={styles.projectBody} onClick={() => openInWindow(info.id)}>
        <span className={styles.projectDrawing}>{info.project && <Drawing project={info.project} />}</span>
        <span className={styles.projectText}>
          <b title={info.name}>{info.name}</b>
          <LastRun info={info} />
          {info.changedAt > 0 && <span>{formatAge(info.changedAt, now)}</span>}
        </span>
      </UnstyledButton>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon className={styles.projectMenu} size={24} aria-label={t('More about {name}', { name: info.name })}>
            <IconDots size={15} stroke={1.7} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconPencil size={15} stroke={1.7} />} disabled={!info.project} onClick={() => setRenaming(true)}>
            {t('Rename…')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconCopy size={15} stroke={1.7} />}
            disabled={!info.project}
            onClick={() => info.project && void duplicate(info.project)}
          >
            {t('Duplicate')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconDownload size={15} stroke={1.7} />}
            disabled={!info.project}
            onClick={() => info.project && void download(info.project)}
          >
            {t('Download project file')}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item color="red" leftSection={<IconTrash size={15} stroke={1.7} />} onClick={() => setDeleting(true)}>
            {isFileElsewhere(info) ? t('Remove from the list…') : t('Delete…')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <RenameModal
        title={t('Rename the project')}
        name={info.name}
        opened={renaming}
        onClose={() => setRenaming(false)}
        onRename={(name) => void renameProject(info, name)}
      />
      <DeleteModal info={info} opened={deleting} onClose={() => setDeleting(false)} />
    </article>
  );
}

function Drawing({ project }: { readonly project: Project }) {
  if (project.nodes.length === 0) return <span className={styles.emptyDrawing}>{t('empty')}</span>;
  return <NetworkMiniature project={project} ratio={1.2} />;
}

function LastRun({ info }: { readonly info: ProjectInfo }) {
  if (info.problem !== undefined)
    return (
      <span className={styles.problem} title={engineText(info.problem)}>
        {engineText(info.problem)}
      </span>
    );
  const run = info.lastRun;
  if (!run) return <span>{t('never trained')}</span>;
  if (isActive(run.state)) {
    return (
      <span className={styles.lastRun}>
        <i data-active aria-hidden />
        {t('Run {number} · {text}', { number: run.number, text: run.lastEpoch ? bestScore(run) : stateWord(run.state) })}
      </span>
    );
  }
  if (run.state === 'failed') return <span className={styles.problem}>{t('Run {number} failed', { number: run.number })}</span>;
  return (
    <span title={run.lastEpoch && t('The best epoch is that of the {reason}', { reason: bestReason(run) })}>
      {t('Run {number} · {text}', { number: run.number, text: run.lastEpoch ? bestScore(run) : stateWord(run.state) })}
    </span>
  );
}

interface DialogProps {
  readonly info: ProjectInfo;
  readonly opened: boolean;
  onClose(): void;
}

function DeleteModal({ info, opened, onClose }: DialogProps) {
  const confirm = () => {
    onClose();
    void deleteProject(info);
  };
  const elsewhere = isFileElsewhere(info);
  const { name, path } = info;
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={elsewhere ? t('Remove {name} from the list?', { name }) : t('Delete {name}?', { name })}
      size="sm"
    >
      <p>
        {elsewhere
          ? t('Only this list forgets it: {path} is not touched.', { path })
          : t('The project file is moved to the trash folder of the workspace.')}
      </p>
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose} data-autofocus>
          {t('Keep it')}
        </Button>
        <Button color="red" onClick={confirm}>
          {elsewhere ? t('Remove') : t('Delete')}
        </Button>
      </Group>
    </Modal>
  );
}
