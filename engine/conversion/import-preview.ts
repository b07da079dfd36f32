import type { DatasetInfo } from '../data/dataset.ts';
import type { SamplePreview } from '../data/preview.ts';
import type { ErrorData } from '../graph/errors.ts';
import type { ColumnGuess } from '../importers/columns.ts';
import type { RawForm } from '../importers/definition.ts';
import type { TableSettings } from '../importers/table-settings.ts';
import type { ColumnUse } from './definition.ts';

/** What a source holds and what an import would make of it; nothing is stored yet. */
export interface ImportPreview {
  readonly form: RawForm;
  readonly title: string;
  /** The reader that was taken, and those that may read the source too, the surest first. */
  readonly reader: string;
  readonly readers: readonly { readonly id: string; readonly title: string }[];
  /** How the table was read: separator, encoding, header; what was detected is filled in. */
  readonly settings?: TableSettings;
  /** Which of the settings the reader follows. */
  readonly settable: readonly (keyof TableSettings)[];
  /** Guesses of columns, from the first rows. */
  readonly columns?: readonly ColumnGuess[];
  /** What each column is taken for, as it was chosen or guessed. */
  readonly uses?: Readonly<Record<string, ColumnUse>>;
  /** Column or tensor that is predicted, as it was chosen or guessed, and those that may be. */
  readonly target?: string;
  readonly targets?: readonly string[];
  /** The first rows as text, one array for each. */
  readonly rows?: readonly (readonly string[])[];
  /** Number of samples where the source says it before it is read. */
  readonly total?: number;
  /** The dataset that would come of it, from its first samples: counts and constants are preliminary. */
  readonly info?: DatasetInfo;
  /** Its first samples, as they would be stored. */
  readonly samples?: SamplePreview;
  /** Why nothing would come of it with these choices. */
  readonly problem?: ErrorData;
  readonly notes: readonly string[];
}
