import type { DatasetInfo } from '../../engine/data/dataset.ts';
import { holdBack } from '../../engine/data/hold-back.ts';
import { continuationChoice } from '../../engine/preprocessing/continuation.ts';
import type { Project } from '../../engine/project/schema.ts';
import type { LeftOut } from '../../engine/training/events.ts';
import { t } from '../language/text.ts';
import { formatCount } from '../window/format.ts';

/** How many samples a project trains on, validates on and tests on; of windows of texts their texts, since whole texts are held back. */
export interface ProjectParts {
  readonly unit: 'samples' | 'texts';
  readonly test: number;
  /** Absent where the texts are too few for one to be held back: the last windows are. */
  readonly heldBack?: { readonly training: number; readonly validation: number };
}

/** The parts of the project's dataset, as `useProjectDataset` gives it, without the samples that a run left out. */
export function projectParts(dataset: DatasetInfo, { data, training }: Project, leftOut?: LeftOut): ProjectParts {
  const { train, test } = dataset.splits;
  const { validationFraction } = training;
  const parts = holdBack(train, validationFraction, dataset.window);
  if (continuationChoice(dataset, data) !== undefined) {
    const isByText = parts.validation > 0 || validationFraction === 0;
    return { unit: 'texts', test, ...(isByText && { heldBack: parts }) };
  }
  const { train: trained, validation, test: tested } = leftOut ?? { train: 0, validation: 0, test: 0 };
  return {
    unit: 'samples',
    test: test - tested,
    heldBack: { training: parts.training - trained, validation: parts.validation - validation },
  };
}

/** "1,200 · 300", "90 · 10 texts". */
export function partsText({ unit, heldBack }: ProjectParts): string {
  if (heldBack === undefined) return t('windows of texts');
  const counts = `${formatCount(heldBack.training)} · ${formatCount(heldBack.validation)}`;
  return unit === 'texts' ? t('{counts} texts', { counts }) : counts;
}

/** A count with its unit, where that isn't samples: "27 texts". */
export function countText(count: number, { unit }: ProjectParts): string {
  return unit === 'texts' ? t('{count, plural, one {# text} other {# texts}}', { count }) : formatCount(count);
}
