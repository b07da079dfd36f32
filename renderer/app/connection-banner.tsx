import { IconPlugConnectedX } from '@tabler/icons-react';
import { useDocument } from '../document/store.ts';
import waiting from '../controls/waiting.module.css';
import styles from './app.module.css';
import { engineText, richText, t } from '../language/text.ts';
import { useDraftKept } from '../safety/draft.ts';
import { useHost } from '../host/host.ts';

/** Says that the link to the host is lost: for a while, or for good. Edits wait in the browser's storage. */
export function ConnectionBanner() {
  const state = useHost((link) => link.state);
  const reason = useHost((link) => link.reason);
  const known = useHost(({ info }) => info !== undefined);
  const unsaved = useDocument(({ projectId, saveState }) => projectId !== undefined && saveState !== 'saved');
  const kept = useDraftKept((draft) => draft.kept);
  if (state !== 'refused' && state !== 'lost') return null;
  if (!known && state === 'refused') return null;
  return (
    <div className={styles.banner} role="alert">
      <IconPlugConnectedX size={16} stroke={1.7} />
      <span>
        {reason === undefined ? t('The connection to Netloom was lost.') : engineText(reason)}{' '}
        {state === 'lost' && t('If it was ended, start it again and open the address that it prints.')}{' '}
        {unsaved &&
          (kept
            ? t('Your unsaved edits are kept in this browser and come back when the project is opened again.')
            : t('Your unsaved edits are in this window alone: keep it open.'))}
      </span>
    </div>
  );
}

/** Stands in for the window where the page's address doesn't open Netloom: nothing to wait for. */
export function WrongAddress() {
  const reason = useHost((link) => link.reason);
  return (
    <div className={waiting.waiting} role="alert">
      <h2>{t('This address does not open Netloom')}</h2>
      <p>{reason !== undefined && engineText(reason)}</p>
      <p>
        {richText('It looks like <code>{address}</code>. A copy of the address of an open tab or a bookmark lacks it.', {
          address: `${location.origin}/?token=…`,
          code: (address) => <code key="address">{address}</code>,
        })}
      </p>
    </div>
  );
}
