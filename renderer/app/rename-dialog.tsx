import { Button, Group, Modal, TextInput } from '@mantine/core';
import { type SyntheticEvent, useState } from 'react';
import { useDocument } from '../document/store.ts';
import { closeDialog, useDialog } from './dialogs.ts';

/** Renames the open project, as one undo step. */
export function RenameDialog() {
  const opened = useDialog(({ open }) => open === 'rename');
  return (
    <Modal opened={opened} onClose={closeDialog} title="Rename the project" size="sm">
      <RenameForm />
    </Modal>
  );
}

function RenameForm() {
  const [name, setName] = useState(() => useDocument.getState().project.name);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    useDocument.getState().execute({ type: 'describe', name: name.trim() });
    useDocument.getState().seal();
    closeDialog();
  };
  return (
    <form onSubmit={submit}>
      <TextInput label="Name" value={name} maxLength={256} data-autofocus onChange={(event) => setName(event.currentTarget.value)} />
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={closeDialog}>
          Cancel
        </Button>
        <Button type="submit" disabled={name.trim() === ''}>
          Rename
        </Button>
      </Group>
    </form>
  );
}
