import { Button, Group, Modal, TextInput } from '@mantine/core';
import { type SyntheticEvent, useState } from 'react';
import { t } from '../language/text.ts';

interface RenameModalProps {
  readonly title: string;
  /** Its name so far. */
  readonly name: string;
  readonly opened: boolean;
  readonly onClose: () => void;
  /** Takes the new name, trimmed and not empty; the modal has asked to be closed by then. */
  readonly onRename: (name: string) => void;
}

/** Asks for the new name of a project or of something else. */
export function RenameModal({ title, opened, onClose, ...form }: RenameModalProps) {
  return (
    <Modal opened={opened} onClose={onClose} title={title} size="sm">
      <RenameForm onClose={onClose} {...form} />
    </Modal>
  );
}

function RenameForm({ name: former, onClose, onRename }: Omit<RenameModalProps, 'opened' | 'title'>) {
  const [name, setName] = useState(former);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    onClose();
    onRename(name.trim());
  };
  return (
    <form onSubmit={submit}>
      <TextInput label={t('Name')} value={name} maxLength={256} data-autofocus onChange={(event) => setName(event.currentTarget.value)} />
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose}>
          {t('Cancel')}
        </Button>
        <Button type="submit" disabled={name.trim() === ''}>
          {t('Rename')}
        </Button>
      </Group>
    </form>
  );
}
