import { Button } from '@mantine/core';
import { type ComponentType, type ReactNode, useEffect, useState } from 'react';
import { t } from '../language/text.ts';
import styles from './waiting.module.css';

type Loading = 'waiting' | 'loaded' | 'failed';

/**
 * A part whose code is fetched when it is first shown; `waiting` stands in meanwhile. Code that doesn't come, as where the host has
 * ended, is asked for again when people say so, and the rest of the window goes on.
 */
export function partLater<Props extends object>(load: () => Promise<ComponentType<Props>>, waiting: () => ReactNode): ComponentType<Props> {
  let Part: ComponentType<Props> | undefined;
  return function PartLater(props: Props) {
    const [loading, setLoading] = useState<Loading>('waiting');
    useEffect(() => {
      if (Part !== undefined || loading !== 'waiting') return;
      load().then(
        (loaded) => {
          Part = loaded;
          setLoading('loaded');
        },
        () => setLoading('failed'),
      );
    }, [loading]);
    if (Part !== undefined) return <Part {...props} />;
    return loading === 'failed' ? <NotLoaded onRetry={() => setLoading('waiting')} /> : waiting();
  };
}

function NotLoaded({ onRetry }: { readonly onRetry: () => void }) {
  return (
    <div className={styles.waiting} role="alert">
      <p>{t('This part could not be loaded: Netloom does not answer. Start it again if it was ended; your edits are kept.')}</p>
      <Button size="xs" variant="default" onClick={onRetry}>
        {t('Try again')}
      </Button>
    </div>
  );
}
