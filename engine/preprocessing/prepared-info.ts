import type { DatasetField, DatasetInfo } from '../data/dataset.ts';
import { type LinkChoice, linkedInfo, linkFault } from '../data/links.ts';
import { infoForProject, windowFault } from '../data/windows.ts';
import { type ParameterValues, soundParameters } from '../layers/parameters.ts';
import type { DataSettings } from '../project/schema.ts';
import { asStored } from './blocks.ts';
import { type ContinuationChoice, continuationChoice, continuedInfo, isText } from './continuation.ts';
import { type ChosenStep, defaultSteps, isScaledAsDeclared } from './default-steps.ts';
import type { PreprocessingDefinition } from './definition.ts';
import { Impute } from './impute.ts';
import { OneHot } from './one-hot.ts';
import { preprocessingOf, preprocessings } from './registry.ts';

/** A step with complete parameters, and the field as it comes to it. */
export interface PlannedStep {
  readonly definition: PreprocessingDefinition;
  readonly parameters: ParameterValues;
  readonly field: DatasetField;
}

export interface PlannedField {
  /** As the dataset declares it, with the project's windows. */
  readonly stored: DatasetField;
  /** As the network is fed. */
  readonly fed: DatasetField;
  /** True where the dataset's own scaling is all that is done. */
  readonly asDeclared: boolean;
  readonly steps: readonly PlannedStep[];
}

/** What is wrong with a project's preparation of its data, and the settings without it. */
export interface DataProblem {
  readonly code: string;
  readonly message: string;
  /** `warning` where a run is possible, though hardly as it is meant. */
  readonly severity?: 'warning';
  readonly field?: string;
  /** Place of the step in the field's list, from 0. */
  readonly step?: number;
  readonly parameter?: string;
  readonly expected?: string;
  readonly actual?: string;
  readonly fix?: { readonly label: string; readonly changes: Partial<DataSettings> };
}

export interface PreparedInfo {
  /** The dataset as the network is fed. */
  readonly info: DatasetInfo;
  readonly fields: readonly PlannedField[];
  readonly problems: readonly DataProblem[];
}

const NOTHING_CHOSEN: DataSettings = { preprocessing: [] };

/** The same settings give the same answer: each change of a drawing asks again. */
const known = new WeakMap<DatasetInfo, WeakMap<DataSettings, PreparedInfo>>();

/** A dataset's declaration as a project has it fed: windows first, then the steps of each field. A step that doesn't fit is left out. */
export function preparedInfo(info: DatasetInfo, data: DataSettings = NOTHING_CHOSEN): PreparedInfo {
  const bySettings = known.get(info) ?? new WeakMap<DataSettings, PreparedInfo>();
  known.set(info, bySettings);
  const found = bySettings.get(data) ?? prepare(info, data);
  bySettings.set(data, found);
  return found;
}

/** The steps that can follow in a field of that form. */
export function fittingSteps(field: DatasetField): readonly PreprocessingDefinition[] {
  return preprocessings.filter(({ form, parameters }) => !('problem' in form(soundParameters(parameters, {}), field)));
}

function prepare(declared: DatasetInfo, data: DataSettings): PreparedInfo {
  const info = infoForProject(declared, data.window);
  const problems = [...windowProblems(declared, data), ...fieldProblems(info, data)];
  const continuation = continuationChoice(info, data);
  const fields = info.fields.map((stored) => {
    const planned = planField(stored, data, continuation?.field === stored.name);
    problems.push(...planned.problems);
    return planned.field;
  });
  const fed = { ...info, fields: fields.map((field) => field.fed) };
  const continued = continuation && continuedInfo(fed, continuation);
  if (continuation !== undefined && continued === undefined) problems.push(continuationProblem(info, continuation, data));
  if (data.links === undefined) return { info: continued ?? fed, fields, problems };
  problems.push(...linkProblems(info, data.links));
  return { info: linkedInfo(fed, data.links), fields, problems };
}

/** @param continued whether the field's texts are gone on with */
function planField(
  stored: DatasetField,
  data: DataSettings,
  continued: boolean,
): { readonly field: PlannedField; readonly problems: readonly DataProblem[] } {
  const chosen = data.preprocessing.find(({ field }) => field === stored.name)?.steps;
  const defaults = defaultSteps(stored, continued);
  if (chosen === undefined && isScaledAsDeclared(stored))
    return { field: { stored, fed: stored, asDeclared: true, steps: plannedSteps(stored, defaults).steps }, problems: [] };
  const { steps, fed, faults } = plannedSteps(stored, chosen ?? defaults);
  const problems =
    faults.length > 0
      ? faults.map((fault) => stepProblem(fault, stored, data))
      : [...missingProblem(stored, fed, data), ...codeProblem(stored, fed, data)];
  return { field: { stored, fed, asDeclared: false, steps }, problems };
}

/** A value that is missing to the end would make the loss no number. */
function missingProblem({ name, label }: DatasetField, { columns = [] }: DatasetField, data: DataSettings): readonly DataProblem[] {
  const lacking = columns.filter(({ missing = 0 }) => missing > 0).map((column) => column.name);
  if (lacking.length === 0) return [];
  const actual = `${lacking.slice(0, 5).join(', ')}${lacking.length > 5 ? ', …' : ''}`;
  const filled = data.preprocessing.map((entry) =>
    entry.field === name ? { ...entry, steps: [{ type: Impute.type, parameters: {} }, ...entry.steps] } : entry,
  );
  return [
    {
      code: 'missing-values',
      message: `${label} has missing values that no step fills in or leaves out: ${actual}.`,
      field: name,
      expected: 'a value in each cell',
      actual,
      fix: { label: 'Fill in missing values', changes: { preprocessing: filled } },
    },
  ];
}

/** Numbers of a category's values have an order that the values don't have. */
function codeProblem({ name, label, role }: DatasetField, { columns = [] }: DatasetField, data: DataSettings): readonly DataProblem[] {
  const codes = columns.filter(({ values = [] }) => values.length > 1).map((column) => column.name);
  if (codes.length === 0 || role === 'target') return [];
  const actual = `${codes.slice(0, 5).join(', ')}${codes.length > 5 ? ', …' : ''}`;
  const encoded = data.preprocessing.map((entry) =>
    entry.field === name ? { ...entry, steps: [...entry.steps, { type: OneHot.type, parameters: {} }] } : entry,
  );
  return [
    {
      code: 'category-codes',
      severity: 'warning',
      message: `${label} feeds categories by the numbers of their values, 0, 1, 2, …, as if those were amounts: ${actual}. Add One-hot or Hashing.`,
      field: name,
      expected: 'a column for each value',
      actual,
      fix: { label: 'Add One-hot', changes: { preprocessing: encoded } },
    },
  ];
}

interface StepFault extends Pick<DataProblem, 'code' | 'message' | 'parameter' | 'expected' | 'actual'> {
  readonly step: number;
}

/** The steps that fit, the form after the last of them, and what is wrong with the others. */
export function plannedSteps(
  stored: DatasetField,
  chosen: readonly ChosenStep[],
): { readonly steps: readonly PlannedStep[]; readonly fed: DatasetField; readonly faults: readonly StepFault[] } {
  const steps: PlannedStep[] = [];
  const faults: StepFault[] = [];
  let field = asStored(stored);
  chosen.forEach(({ type, parameters: given }, step) => {
    const definition = preprocessingOf(type);
    if (definition === undefined) return void faults.push({ step, ...unknownStep(type) });
    const wrong = wrongParameter(definition, given);
    if (wrong !== undefined) return void faults.push({ step, ...wrong });
    const parameters = soundParameters(definition.parameters, given);
    const next = definition.form(parameters, field);
    if ('problem' in next)
      return void faults.push({ step, ...next.problem, message: `${definition.title} of ${stored.label}: ${next.problem.message}` });
    steps.push({ definition, parameters, field });
    field = next;
  });
  return { steps, fed: field, faults };
}

function unknownStep(type: string): Omit<StepFault, 'step'> {
  const expected = preprocessings.map((definition) => definition.type).join(', ');
  return { code: 'unknown-step', message: `There is no preprocessing step “${type}”. Choose ${expected}.`, expected, actual: type };
}

function wrongParameter(
  { title, parameters }: PreprocessingDefinition,
  given: ChosenStep['parameters'],
): Omit<StepFault, 'step'> | undefined {
  for (const [name, value] of Object.entries(given)) {
    const field = parameters[name];
    if (field === undefined) {
      const expected = Object.keys(parameters).join(', ') || 'no parameter';
      const message = `${title} has no parameter “${name}”. Remove it.`;
      return { code: 'unknown-parameter', message, parameter: name, expected, actual: name };
    }
    const parsed = field.schema.safeParse(value);
    if (parsed.success) continue;
    const reason = parsed.error.issues[0]?.message ?? 'another value';
    const actual = JSON.stringify(value) ?? 'nothing';
    const message = `“${field.label}” of ${title} can't be ${actual}: ${reason}.`;
    return { code: 'invalid-parameter', message, parameter: name, expected: reason, actual };
  }
  return undefined;
}

function stepProblem(fault: StepFault, { name }: DatasetField, data: DataSettings): DataProblem {
  const preprocessing = data.preprocessing.map((entry) =>
    entry.field === name ? { ...entry, steps: entry.steps.filter((_, i) => i !== fault.step) } : entry,
  );
  return { ...fault, field: name, fix: { label: 'Remove the step', changes: { preprocessing } } };
}

/** Fields that the dataset doesn't have, or that are named twice. */
function fieldProblems({ title, fields }: DatasetInfo, { preprocessing }: DataSettings): DataProblem[] {
  const names = fields.map(({ name }) => name);
  return preprocessing.flatMap(({ field }, index): DataProblem[] => {
    const first = preprocessing.findIndex((entry) => entry.field === field);
    if (names.includes(field) && first === index) return [];
    const fix = { label: 'Remove its steps', changes: { preprocessing: preprocessing.filter((_, i) => i !== index) } };
    if (first !== index) {
      const message = `The steps of the field “${field}” are given twice; the first list counts.`;
      return [{ code: 'duplicate-field', message, field, expected: 'one list of steps', actual: 'two', fix }];
    }
    const expected = names.join(', ');
    const message = `${title} has the fields ${expected}; the project prepares “${field}”.`;
    return [{ code: 'unknown-prepared-field', message, field, expected, actual: field, fix }];
  });
}

function continuationProblem({ title, fields }: DatasetInfo, { field }: ContinuationChoice, data: DataSettings): DataProblem {
  const texts = fields.filter(isText).map(({ name }) => name);
  const isKnown = texts.includes(field);
  const [expected, remedy] = isKnown
    ? ['tokens of one length', 'Give it the step Tokenise.']
    : [texts.join(' or ') || 'a dataset with texts', 'Choose a field with texts, or let whole samples be fed.'];
  return {
    code: 'no-continuation',
    message: `To go on with “${field}” of ${title}, its texts have to be cut into tokens. ${remedy}`,
    expected,
    actual: field,
    ...(isKnown && { field }),
    fix: isKnown
      ? { label: 'Use the default steps', changes: { preprocessing: data.preprocessing.filter((entry) => entry.field !== field) } }
      : { label: 'Feed whole samples', changes: { continuation: undefined } },
  };
}

function linkProblems(info: DatasetInfo, links: LinkChoice): DataProblem[] {
  const fault = linkFault(info, links);
  if (fault === undefined) return [];
  return [{ code: 'bad-links', message: fault, fix: { label: 'Predict no links', changes: { links: undefined } } }];
}

function windowProblems({ title, steps, window: own }: DatasetInfo, { window }: DataSettings): DataProblem[] {
  if (window === undefined) return [];
  const fix = { label: 'Use the dataset’s windows', changes: { window: undefined } };
  if (steps === undefined || own === undefined) {
    const message = `${title} is no series of which other windows can be cut. Remove the windows from the project.`;
    return [{ code: 'no-series', message, expected: 'a series', actual: title, fix }];
  }
  const fault = windowFault(steps, window);
  return fault === undefined ? [] : [{ code: 'bad-window', message: fault, fix }];
}
