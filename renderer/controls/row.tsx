import { useId, type ReactNode } from 'react';
import styles from './row.module.css';

interface RowProps {
  /** What the row is found by, whatever language its label is in. */
  readonly setting?: string;
  readonly label: string;
  /** What it does, in a sentence. */
  readonly help: string;
  readonly children: (id: string) => ReactNode;
}

/** A label with its control. */
export function Row({ setting, label, help, children }: RowProps) {
  const id = useId();
  return (
    <div className={styles.row} data-setting={setting}>
      <label htmlFor={id} title={help}>
        {label}
      </label>
      <div>{children(id)}</div>
    </div>
  );
}
