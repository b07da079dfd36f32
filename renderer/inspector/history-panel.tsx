import { useEffect, useRef } from 'react';
import { useDocument } from '../document/store.ts';
import { t } from '../language/text.ts';
import classes from './inspector.module.css';

/** Every step since the project was opened; a click goes back or forth to it. */
export function HistoryPanel() {
  const history = useDocument((state) => state.history);
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    list.current?.querySelector('[aria-current="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [history]);
  const labels = [t('Opened'), ...history.steps.map((step) => t(step.label))];
  return (
    <section className={classes.panel}>
      <ol className={classes.history} ref={list}>
        {labels.map((label, position) => (
          <li key={position}>
            <button
              type="button"
              className={classes.step}
              aria-current={position === history.position}
              data-undone={position > history.position || undefined}
              onClick={() => useDocument.getState().travel(position)}
            >
              {label}
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}
