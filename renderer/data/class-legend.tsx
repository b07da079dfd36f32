import { t } from '../language/text.ts';
import { classColour, classShape } from '../samples/class-colours.ts';
import styles from './class-legend.module.css';

interface ClassLegendProps {
  readonly classes: readonly string[];
  /** Whether classes are told apart by shapes, too. */
  readonly shapes: boolean;
}

/** Which class has which colour and shape. */
export function ClassLegend({ classes, shapes }: ClassLegendProps) {
  return (
    <ul className={styles.legend} aria-label={t('Classes')}>
      {classes.map((name, label) => (
        <li key={label}>
          <i data-shape={shapes ? classShape(label) : 'square'} style={{ background: classColour(label) }} />
          {name}
        </li>
      ))}
    </ul>
  );
}
