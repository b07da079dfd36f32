import { create } from 'zustand';

export type DialogName = 'export' | 'shortcuts' | 'rename' | 'settings' | 'versions';

/** The dialog that is open; one at a time. */
export const useDialog = create<{ readonly open: DialogName | undefined }>()(() => ({ open: undefined }));

export function openDialog(open: DialogName): void {
  useDialog.setState({ open });
}

export function closeDialog(): void {
  useDialog.setState({ open: undefined });
}
