import { Button, Group, Modal, Text } from '@mantine/core';
import { useDocument } from '../document/store.ts';
import { attempt } from './failures.ts';

/** Asks whose version counts where another program or window changed the open file. Nothing is written before the answer. */
export function ConflictDialog() {
  const conflict = useDocument((state) => state.conflict);
  const keep = (whose: 'mine' | 'theirs') =>
    attempt('The conflict could not be settled', () => useDocument.getState().resolveConflict(whose));
  return (
    <Modal
      opened={conflict}
      onClose={() => {}}
      withCloseButton={false}
      title="The file was changed elsewhere"
      closeOnEscape={false}
      closeOnClickOutside={false}
    >
      <Text size="sm" c="dimmed">
        Another program or window wrote this project since you opened it. Keep what you see here and write over the file, or take the file
        and drop your last edits.
      </Text>
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={() => void keep('theirs')}>
          Take the file
        </Button>
        <Button onClick={() => void keep('mine')}>Keep mine</Button>
      </Group>
    </Modal>
  );
}
