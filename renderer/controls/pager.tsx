import { ActionIcon } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { formatCount } from '../window/format.ts';
import styles from './pager.module.css';
import { t } from '../language/text.ts';

interface PagerProps {
  /** From 0. */
  readonly page: number;
  readonly pages: number;
  readonly onChange: (page: number) => void;
}

/** Leafs through pages of samples. */
export function Pager({ page, pages, onChange }: PagerProps) {
  return (
    <span className={styles.pager}>
      {pages > 1 && (
        <span className={styles.place}>{t('{page} of {pages}', { page: formatCount(page + 1), pages: formatCount(pages) })}</span>
      )}
      <ActionIcon aria-label={t('Samples before')} disabled={page === 0} onClick={() => onChange(page - 1)}>
        <IconChevronLeft size={16} stroke={1.7} />
      </ActionIcon>
      <ActionIcon aria-label={t('More samples')} disabled={page >= pages - 1} onClick={() => onChange(page + 1)}>
        <IconChevronRight size={16} stroke={1.7} />
      </ActionIcon>
    </span>
  );
}
