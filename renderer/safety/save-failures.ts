import type { DocumentState } from '../document/store.ts';
import { useDocument } from '../document/store.ts';
import { useHost } from '../host/host.ts';
import { engineText, t } from '../language/text.ts';
import { reportDone } from '../window/failures.ts';
import { dismiss, notify } from '../window/notify.ts';

const KIND = 'save-failure';

/** Says that edits can't be saved, why, and when they are again. Conflicts and a lost connection have their own words. */
export function followSaveFailures(): void {
  let told: string | undefined;
  useDocument.subscribe((state) => {
    const failure = failureOf(state);
    if (failure === told || (failure === undefined && state.saveState !== 'saved' && !state.conflict && state.projectId !== undefined))
      return;
    if (failure !== undefined) {
      notify(KIND, { title: t('The project is not saved'), message: failure, color: 'red', autoClose: false });
    } else {
      dismiss(KIND);
      if (state.saveState === 'saved' && state.projectId !== undefined)
        reportDone(t('The project is saved again'), t('All edits are in its file.'));
    }
    told = failure;
  });
}

function failureOf({ projectId, saveState, saveError, conflict }: DocumentState): string | undefined {
  if (projectId === undefined || saveState !== 'failed' || conflict || useHost.getState().state !== 'connected') return undefined;
  const reason = saveError === undefined ? t('The project could not be written.') : engineText(saveError);
  return t('{reason} Your edits are kept in this window, and saved as soon as that works.', { reason });
}
