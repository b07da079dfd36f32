import { Button } from '@mantine/core';
import { t } from '../language/text.ts';
import waiting from '../controls/waiting.module.css';
import { LAYERS_A_SECOND, MANY_LAYERS } from '../document/many-layers.ts';
import { navigate } from '../window/route.ts';
import { openSession } from './project-session.ts';

/** Asks before a drawing is opened that the window works on for so long that it seems to hang. */
export function LargeProject({ id, layers }: { readonly id: string; readonly layers: number }) {
  return (
    <div className={waiting.waiting} role="alert">
      <h2>{t('This project has {count, number} layers', { count: layers })}</h2>
      <p>
        {t(
          'The window is made for up to about {most, number}. It would not answer for about {seconds} seconds while it opens this one, and for some at every edit. The file stays as it is.',
          { most: MANY_LAYERS, seconds: Math.ceil(layers / LAYERS_A_SECOND / 5) * 5 },
        )}
      </p>
      <div className={waiting.actions}>
        <Button onClick={() => navigate({ page: 'home' })}>{t('Home')}</Button>
        <Button variant="default" onClick={() => void openSession(id, { large: true })}>
          {t('Open it all the same')}
        </Button>
      </div>
    </div>
  );
}
