import { IconPlugConnectedX } from '@tabler/icons-react';
import { useDocument } from '../document/store.ts';
import styles from './app.module.css';
import { useHost } from './host.ts';

/** Says that the link to the host is lost: for a while, or for good. Edits wait in the browser's storage. */
export function ConnectionBanner() {
  const state = useHost((link) => link.state);
  const reason = useHost((link) => link.reason);
  const known = useHost(({ info }) => info !== undefined);
  const unsaved = useDocument(({ projectId, saveState }) => projectId !== undefined && saveState !== 'saved');
  if (state !== 'refused' && state !== 'lost') return null;
  if (!known && state === 'refused') return null;
  return (
    <div className={styles.banner} role="alert">
      <IconPlugConnectedX size={16} stroke={1.7} />
      <span>
        {reason ?? 'The connection to Netloom was lost.'}{' '}
        {state === 'lost' && 'If it was ended, start it again and open the address that it prints.'}{' '}
        {unsaved && 'Your unsaved edits are kept in this browser and come back when the project is opened again.'}
      </span>
    </div>
  );
}

/** Stands in for the window where the page's address doesn't open Netloom: nothing to wait for. */
export function WrongAddress() {
  const reason = useHost((link) => link.reason);
  return (
    <div className={styles.waiting} role="alert">
      <h2>This address does not open Netloom</h2>
      <p>{reason}</p>
      <p>
        It looks like <code>{`${location.origin}/?token=…`}</code>. A copy of the address of an open tab or a bookmark lacks it.
      </p>
    </div>
  );
}
