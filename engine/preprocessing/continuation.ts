import type { Continuation, DatasetField, DatasetInfo } from '../data/dataset.ts';
import type { DataSettings } from '../project/schema.ts';

/** How texts are gone on with, before it is known how they are cut into tokens. */
export interface ContinuationChoice {
  /** The field with the texts. */
  readonly field: string;
  /** As many tokens as a window is long where absent. */
  readonly stride?: number;
}

/** The target that tells the token after each; where a dataset has a field of that name, of another one. */
const TARGET = 'next';

/**
 * Which texts a project goes on with: those it names, or the texts of a dataset for language modelling, which has nothing else to teach.
 * `undefined` where samples are whole texts, or none.
 */
export function continuationChoice(
  { task, fields }: Pick<DatasetInfo, 'task' | 'fields'>,
  data: DataSettings,
): ContinuationChoice | undefined {
  if (data.continuation !== undefined) {
    const { field, stride } = data.continuation;
    return { field, ...(stride !== undefined && { stride }) };
  }
  const field = task === 'language-modelling' ? fields.find(isText) : undefined;
  return field && { field: field.name };
}

/** A field of whole texts, which can be cut into tokens. */
export function isText({ role, semantics, ragged }: DatasetField): boolean {
  return role === 'input' && semantics === 'text' && ragged !== undefined;
}

/**
 * A declaration with the target of a continuation added, and `continuation`; `info` has the fields as they are fed. `undefined` where the
 * chosen field is not fed as tokens.
 */
export function continuedInfo(info: DatasetInfo, { field: name, stride }: ContinuationChoice): DatasetInfo | undefined {
  const field = info.fields.find((candidate) => candidate.name === name);
  if (field?.tokens === undefined || field.ragged !== undefined || field.shape.length !== 1) return undefined;
  const target = freeName(TARGET, info.fields);
  const continuation: Continuation = { field: name, target, stride: stride ?? field.shape[0] };
  return { ...info, fields: [...info.fields, targetField(field, target)], continuation };
}

function targetField({ label, shape, tokens }: DatasetField, name: string): DatasetField {
  return {
    name,
    label: `Next of ${label}`,
    role: 'target',
    semantics: 'text',
    dtype: 'int64',
    shape,
    ...(tokens !== undefined && { tokens }),
    ignored: PADDING,
  };
}

/** Fills what a window has left over when a text is over. */
const PADDING = 0;

function freeName(name: string, fields: readonly DatasetField[]): string {
  return fields.some((field) => field.name === name) ? freeName(`${name}-token`, fields) : name;
}
