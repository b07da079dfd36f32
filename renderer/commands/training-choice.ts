/** Something of training that people search for by name, though it is no layer. */
export interface TrainingChoice {
  readonly id: string;
  /** What it is, before its name: "Optimiser". */
  readonly kind: string;
  readonly title: string;
  /** Its names in files and elsewhere. */
  readonly names: readonly string[];
  readonly synonyms: readonly string[];
  /** Sets it where it is a choice, and shows where it stands. */
  choose(): void;
}
