import type { DatasetField, DatasetInfo } from '../../engine/data/dataset.ts';
import { groupName } from '../../engine/preprocessing/blocks.ts';
import { continuationChoice } from '../../engine/preprocessing/continuation.ts';
import { defaultSteps, type ChosenStep } from '../../engine/preprocessing/default-steps.ts';
import { fittingSteps, plannedSteps, preparedInfo, type DataProblem } from '../../engine/preprocessing/prepared-info.ts';
import type { PreprocessingDefinition } from '../../engine/preprocessing/definition.ts';
import type { DataSettings } from '../../engine/project/schema.ts';
import { t } from '../language/text.ts';

/** What the inspector shows of the preparation of one field. */
export interface FieldPreparation {
  /** The project's own list, or what happens without one. */
  readonly steps: readonly ChosenStep[];
  readonly isDefault: boolean;
  /** The field after each step, as far as the steps fit. */
  readonly after: readonly (DatasetField | undefined)[];
  readonly stored: DatasetField;
  readonly fed: DatasetField;
  /** Steps that can follow. */
  readonly offered: readonly PreprocessingDefinition[];
  readonly problems: readonly DataProblem[];
}

/** The steps of a field with what they make of it; `undefined` where the dataset has no such field. */
export function fieldPreparation(info: DatasetInfo, name: string, data: DataSettings): FieldPreparation | undefined {
  const { fields, problems } = preparedInfo(info, data);
  const planned = fields.find(({ stored }) => stored.name === name);
  if (planned === undefined) return undefined;
  const { stored } = planned;
  const own = data.preprocessing.find(({ field }) => field === name)?.steps;
  const steps = own ?? defaultSteps(stored, continuationChoice(info, data)?.field === name);
  const { steps: fitting, fed, faults } = plannedSteps(stored, steps);
  const forms = [...fitting.slice(1).map(({ field }) => field), fed];
  let passed = 0;
  const after = steps.map((_, place) => (faults.some(({ step }) => step === place) ? undefined : forms[passed++]));
  return {
    steps,
    isDefault: own === undefined,
    after,
    stored,
    fed,
    offered: fittingSteps(fed),
    problems: problems.filter(({ field }) => field === name),
  };
}

/** Names of the columns or channels that a step gets, where it gets such; what a faulty step would leave is not known. */
export function columnNamesBefore({ stored, after }: FieldPreparation, place: number): readonly string[] | undefined {
  const before = after.slice(0, place).findLast((form) => form !== undefined) ?? stored;
  if (before.columns !== undefined) return before.columns.map(({ name }) => name);
  const isStack = before.semantics === 'image' || before.semantics === 'signal';
  return isStack && before.shape.length > 1 ? Array.from({ length: before.shape[0] }, (_, group) => groupName(before, group)) : undefined;
}

/** The project's preparation with other steps for a field; without steps of its own the field's default counts. */
export function withSteps(
  data: DataSettings,
  field: string,
  steps: readonly ChosenStep[] | undefined,
): Pick<DataSettings, 'preprocessing'> {
  const others = data.preprocessing.filter((entry) => entry.field !== field);
  return { preprocessing: steps === undefined ? others : [...others, { field, steps: [...steps] }] };
}

/** `N×4`, `N×64 int64`, `N×?×5` for samples of unlike lengths. */
export function formText({ dtype, shape, ragged, semantics }: DatasetField): string {
  if (ragged !== undefined && semantics === 'text') return t('texts');
  const dims = ['N', ...(ragged === undefined ? [] : ['?']), ...shape].join('×');
  return dtype === 'float32' ? dims : `${dims} ${dtype}`;
}
