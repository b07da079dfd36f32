import { Loader } from '@mantine/core';
import styles from './waiting.module.css';

/** Stands in while something is fetched. */
export function Waiting({ text }: { readonly text: string }) {
  return (
    <div className={styles.waiting} role="status" aria-live="polite">
      <Loader size="sm" type="dots" />
      <span>{text}</span>
    </div>
  );
}
