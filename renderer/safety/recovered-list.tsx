import { Button } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useEffect } from 'react';
import { t } from '../language/text.ts';
import type { Draft } from './draft.ts';
import { discardDraft, loadRecovered, restoreDraft, useRecovered, whatWasEdited } from './recovered-edits.ts';
import styles from './safety.module.css';

/** Offers edits that were never saved, because their window or the program ended before: what, and when. */
export function RecoveredList() {
  const drafts = useRecovered((state) => state.drafts);
  useEffect(() => void loadRecovered(), []);
  if (drafts.length === 0) return null;
  return (
    <section className={styles.recovered} aria-labelledby="recovered">
      <header>
        <IconHistory size={16} stroke={1.7} aria-hidden />
        <h2 id="recovered">{t('Unsaved edits were found')}</h2>
        <span>{t('Their window or Netloom ended before they were written.')}</span>
      </header>
      <ul>
        {drafts.map((draft) => (
          <Recovered key={`${draft.projectId} ${draft.window}`} draft={draft} />
        ))}
      </ul>
    </section>
  );
}

function Recovered({ draft }: { readonly draft: Draft }) {
  const name = draft.project.name;
  return (
    <li>
      <div>
        <b>{name}</b>
        <span>{whatWasEdited(draft)}</span>
      </div>
      <Button size="xs" aria-label={t('Restore the edits of {name}', { name })} onClick={() => void restoreDraft(draft)}>
        {t('Restore')}
      </Button>
      <Button size="xs" variant="default" aria-label={t('Discard the edits of {name}', { name })} onClick={() => void discardDraft(draft)}>
        {t('Discard')}
      </Button>
    </li>
  );
}
