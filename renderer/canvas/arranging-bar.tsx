import { Button, Loader } from '@mantine/core';
import { t } from '../language/text.ts';
import { cancelArranging } from './arrange.ts';
import classes from './canvas.module.css';
import { useCanvasView } from './view.ts';

/** Tells of a layout that is under way, and ends it. */
export function ArrangingBar() {
  const count = useCanvasView(({ arranging }) => arranging);
  if (count === undefined) return null;
  return (
    <div className={classes.arranging} role="status">
      <Loader size={14} />
      {t('Arranging {count, number} layers', { count })}
      <Button size="compact-xs" variant="default" onClick={cancelArranging}>
        {t('Cancel')}
      </Button>
    </div>
  );
}
