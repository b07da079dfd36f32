import { IconChevronDown } from '@tabler/icons-react';
import { isInstance } from '../../engine/modules/instance-layer.ts';
import type { ProjectNode } from '../../engine/project/schema.ts';
import { t } from '../language/text.ts';
import { openInPlace } from './open-level.ts';
import classes from './open-modules.module.css';

/** Opens what a module's node stands for where it stands. */
export function OpenChevron({ node }: { readonly node: ProjectNode }) {
  if (!isInstance(node)) return null;
  return (
    <button
      type="button"
      className={`${classes.chevron} nodrag nopan`}
      tabIndex={-1}
      aria-label={t('Open in place')}
      title={t('Open in place')}
      onClick={() => openInPlace(node.id)}
      onDoubleClick={(event) => event.stopPropagation()}
    >
      <IconChevronDown size={14} stroke={2} />
    </button>
  );
}
