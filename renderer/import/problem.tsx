import { IconAlertCircleFilled } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './import.module.css';

/** What went wrong and what to do, in words. */
export function Problem({ children }: { readonly children: ReactNode }) {
  return (
    <p className={styles.problem} role="alert">
      <IconAlertCircleFilled size={15} aria-hidden />
      <span>{children}</span>
    </p>
  );
}
