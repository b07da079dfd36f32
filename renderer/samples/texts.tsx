import type { PreviewField } from '../../host/api.ts';
import { textOfSample } from './sample-values.ts';
import styles from './samples.module.css';

interface TextsProps {
  readonly given: PreviewField;
  /** How many of them. */
  readonly count: number;
  /** CSS pixels. */
  readonly width: number;
  readonly height: number;
}

/** Height of a line, CSS pixels. */
const LINE = 15;
/** A wide place holds a few lines of each text. */
const WIDE = 100;

/** The beginnings of a few texts, one below the other. */
export function Texts({ given, count, width, height }: TextsProps) {
  const lines = width < WIDE ? 2 : 3;
  const shown = Math.max(1, Math.min(count, Math.floor(height / (LINE * lines + 4))));
  return (
    <span className={styles.texts} style={{ width, height }} aria-hidden>
      {Array.from({ length: shown }, (_, i) => (
        <span key={i} style={{ WebkitLineClamp: lines }}>
          {beginning(textOfSample(given, i))}
        </span>
      ))}
    </span>
  );
}

const SHOWN = 160;

function beginning(text: string): string {
  return text.slice(0, SHOWN).replaceAll(/\s+/g, ' ');
}
