import { UnstyledButton } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import styles from './training-form.module.css';

interface GroupProps {
  readonly title: string;
  /** What is set, shown while the group is folded: "off", "90 %, global". */
  readonly summary: string;
  readonly children: ReactNode;
}

/** A part of the settings that is folded until it is wanted. */
export function Group({ title, summary, children }: GroupProps) {
  const [opened, setOpened] = useState(false);
  return (
    <section className={styles.group} aria-label={title}>
      <UnstyledButton className={styles.groupHeader} aria-expanded={opened} onClick={() => setOpened(!opened)}>
        <IconChevronRight size={14} stroke={1.7} aria-hidden />
        <span>{title}</span>
        {!opened && <span className={styles.summary}>{summary}</span>}
      </UnstyledButton>
      {opened && <div className={styles.form}>{children}</div>}
    </section>
  );
}
