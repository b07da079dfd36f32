import { IconPlugConnectedX } from '@tabler/icons-react';
import styles from './app.module.css';
import { useHost } from './host.ts';

/** Says that the link to the host is lost. It is tried again by itself; edits wait in the window. */
export function ConnectionBanner() {
  const lost = useHost(({ state }) => state === 'lost');
  const reason = useHost((state) => state.reason);
  if (!lost) return null;
  return (
    <div className={styles.banner} role="alert">
      <IconPlugConnectedX size={16} stroke={1.7} />
      <span>{reason ?? 'The connection to Netloom was lost.'} Your edits are kept in this window and are saved when it is back.</span>
    </div>
  );
}
