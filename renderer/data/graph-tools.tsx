import { ActionIcon } from '@mantine/core';
import { IconArrowsMaximize, IconMinus, IconPlus } from '@tabler/icons-react';
import { t } from '../language/text.ts';
import styles from './graph-view.module.css';
import type { PanZoom } from './use-pan-zoom.ts';

/** Buttons that zoom the drawing of a graph. */
export function GraphTools({ view }: { readonly view: PanZoom }) {
  return (
    <div className={styles.tools} role="toolbar" aria-label={t('View')}>
      <ActionIcon aria-label={t('Larger')} onClick={() => view.zoom(1.3)}>
        <IconPlus size={16} stroke={1.7} />
      </ActionIcon>
      <ActionIcon aria-label={t('Smaller')} onClick={() => view.zoom(1 / 1.3)}>
        <IconMinus size={16} stroke={1.7} />
      </ActionIcon>
      <ActionIcon aria-label={t('The whole graph')} onClick={view.reset}>
        <IconArrowsMaximize size={16} stroke={1.7} />
      </ActionIcon>
    </div>
  );
}
