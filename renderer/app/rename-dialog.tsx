import { executeEdit } from '../document/execute.ts';
import { useDocument } from '../document/store.ts';
import { t } from '../language/text.ts';
import { closeDialog, useDialog } from '../window/dialogs.ts';
import { RenameModal } from '../controls/rename-modal.tsx';

/** Renames the open project, as one undo step. */
export function RenameDialog() {
  const opened = useDialog(({ open }) => open === 'rename');
  const name = useDocument(({ whole: project }) => project.name);
  return <RenameModal title={t('Rename the project')} name={name} opened={opened} onClose={closeDialog} onRename={rename} />;
}

function rename(name: string): void {
  executeEdit({ type: 'describe', name });
  useDocument.getState().seal();
}
