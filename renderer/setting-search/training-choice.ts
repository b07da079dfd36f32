import type { WindowText } from '../language/text.ts';

/** Something of training that people search for by name, though it is no layer. */
export interface TrainingChoice {
  readonly id: string;
  /** What it is, before its name: "Optimiser". */
  readonly kind: WindowText;
  /** Its title in English. */
  readonly title: string;
  /** The title in the window's language. */
  say(): string;
  /** Its names in files and elsewhere. */
  readonly names: readonly string[];
  readonly synonyms: readonly string[];
  /** Sets it where it is a choice, and shows where it stands. */
  choose(): void;
}
