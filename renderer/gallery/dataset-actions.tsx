import { ActionIcon, Button, Group, Menu, Modal } from '@mantine/core';
import { IconDots, IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { DatasetInfo } from '../../engine/data/dataset.ts';
import { attempt, reportDone } from '../window/failures.ts';
import { host, refreshDatasets } from '../host/host.ts';
import { RenameModal } from '../controls/rename-modal.tsx';
import { currentRoute, navigate } from '../window/route.ts';
import { t } from '../language/text.ts';
import { isOwn } from '../data/dataset-facts.ts';
import styles from './dataset-page.module.css';
import { startProjectOn, untrainableReason } from '../data/start-project.ts';

/** What can be done with a dataset: a project on it; one's own can be renamed and removed. */
export function DatasetActions({ dataset }: { readonly dataset: DatasetInfo }) {
  const [busy, setBusy] = useState(false);
  const start = async () => {
    setBusy(true);
    await startProjectOn(dataset);
    setBusy(false);
  };
  const reason = untrainableReason(dataset);
  return (
    <div className={styles.actions}>
      <Button
        leftSection={<IconPlus size={15} stroke={1.7} />}
        loading={busy}
        disabled={reason !== undefined}
        title={reason && t(reason)}
        onClick={() => void start()}
      >
        {t('Use in a new project')}
      </Button>
      {isOwn(dataset) && <OwnDatasetMenu dataset={dataset} />}
    </div>
  );
}

/** Renames or removes a dataset of one's own, each after a dialog. */
export function OwnDatasetMenu({ dataset }: { readonly dataset: DatasetInfo }) {
  const [dialog, setDialog] = useState<'rename' | 'remove'>();
  const close = () => setDialog(undefined);
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon size={28} aria-label={t('More about {title}', { title: dataset.title })}>
            <IconDots size={15} stroke={1.7} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconPencil size={15} stroke={1.7} />} onClick={() => setDialog('rename')}>
            {t('Rename…')}
          </Menu.Item>
          <Menu.Item color="red" leftSection={<IconTrash size={15} stroke={1.7} />} onClick={() => setDialog('remove')}>
            {t('Remove…')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <RenameModal
        title={t('Rename the dataset')}
        name={dataset.title}
        opened={dialog === 'rename'}
        onClose={close}
        onRename={(title) => void rename(dataset, title)}
      />
      <RemoveModal dataset={dataset} opened={dialog === 'remove'} onClose={close} />
    </>
  );
}

interface RemoveModalProps {
  readonly dataset: DatasetInfo;
  readonly opened: boolean;
  readonly onClose: () => void;
}

function RemoveModal({ dataset, opened, onClose }: RemoveModalProps) {
  const confirm = () => {
    onClose();
    void remove(dataset);
  };
  return (
    <Modal opened={opened} onClose={onClose} title={t('Remove {title}?', { title: dataset.title })} size="sm">
      <p>
        {t(
          'Its files are moved to the trash folder of the workspace. Projects that read “{id}” can’t be trained until it is there again.',
          { id: dataset.id },
        )}
      </p>
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose} data-autofocus>
          {t('Keep it')}
        </Button>
        <Button color="red" onClick={confirm}>
          {t('Remove')}
        </Button>
      </Group>
    </Modal>
  );
}

async function rename({ id }: DatasetInfo, title: string): Promise<void> {
  await attempt(t('The dataset could not be renamed'), () => host().renameDataset(id, title));
  await refreshDatasets();
}

async function remove({ id, title }: DatasetInfo): Promise<void> {
  const removed = await attempt(t('The dataset could not be removed'), async () => {
    await host().removeDataset(id);
    return true;
  });
  if (removed) {
    const route = currentRoute();
    if (route.page === 'dataset' && route.id === id) navigate({ page: 'datasets' });
    reportDone(t('{title} is in the trash', { title }), t('Its files were moved to the trash folder of the workspace.'));
  }
  await refreshDatasets();
}
