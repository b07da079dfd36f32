import type { Edit } from './edits.ts';
import { notify } from '../window/notify.ts';
import { useDocument } from './store.ts';

/** Does an edit and tells the user where it can't be done; true where it was done. */
export function executeEdit(edit: Edit): boolean {
  const refused = useDocument.getState().execute(edit);
  if (refused === undefined) return true;
  notify('edit-refused', { message: refused, color: 'red', autoClose: 5000 });
  return false;
}
