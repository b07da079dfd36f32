import { UnstyledButton } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { toggleGroup, useUnfoldedGroups, type GroupId } from './shown-groups.ts';
import styles from './training-form.module.css';

interface GroupProps {
  readonly id: GroupId;
  readonly title: string;
  /** What is set, shown while the group is folded: "off", "90 %, global". */
  readonly summary: string;
  readonly children: ReactNode;
}

/** A part of the settings that is folded until it is wanted. */
export function Group({ id, title, summary, children }: GroupProps) {
  const opened = useUnfoldedGroups(({ unfolded }) => unfolded.has(id));
  return (
    <div className={styles.group} data-group={id} role="group" aria-label={title}>
      <UnstyledButton className={styles.groupHeader} aria-expanded={opened} onClick={() => toggleGroup(id)}>
        <IconChevronRight size={14} stroke={1.7} aria-hidden />
        <span>{title}</span>
        {!opened && <span className={styles.summary}>{summary}</span>}
      </UnstyledButton>
      {opened && <div className={styles.form}>{children}</div>}
    </div>
  );
}
