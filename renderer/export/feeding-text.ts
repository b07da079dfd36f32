import type { DatasetField, DatasetInfo } from '../../engine/data/dataset.ts';
import { partOf, virtualFields } from '../../engine/data/graph-fields.ts';
import { graphInputOf, graphInputText, hasDirectedEdges } from '../../engine/export/graph-parts.ts';
import { Scale } from '../../engine/preprocessing/scale.ts';
import type { ParityReport } from '../../host/api.ts';

interface Feeding extends Pick<ParityReport['inputs'][number], 'takes' | 'steps'> {
  /** The project names steps of its own for the field. */
  readonly chosen: boolean;
}

const asDeclared: Feeding = { takes: 'prepared', steps: [], chosen: false };

/** How the stored values of a field are made into what a file takes: "pixels (0 to 255) × 1/255". */
export function feedingText(field: DatasetField | undefined, feeding: Feeding = asDeclared): string {
  return `${preparingText(field, feeding)}${orderText(field)}`;
}

/** What an input for a part of a graph is fed with; `undefined` for fields that are fed sample by sample. */
export function graphFeedingText(dataset: DatasetInfo, name: string): string | undefined {
  const field = dataset.fields.find((other) => other.name === name);
  const part = field ? partOf(field, dataset) : virtualFields(dataset).find((other) => other.name === name)?.part;
  const input = graphInputOf(name, part, dataset);
  if (input === undefined) return undefined;
  const how = graphInputText(input, hasDirectedEdges(dataset));
  return input === 'nodes' ? `${how}: ${feedingText(field)}` : how;
}

const NAMED_COLUMNS = 12;

/** A row of cells means nothing without the order of its columns. */
function orderText(field: DatasetField | undefined): string {
  const names = field?.columns?.map(({ name }) => name) ?? [];
  if (names.length < 2) return '';
  const listed = `${names.slice(0, NAMED_COLUMNS).join(', ')}${names.length > NAMED_COLUMNS ? ', …' : ''}`;
  const coded = field?.columns?.some(({ values }) => values !== undefined) === true ? ', the numbers of their values too' : '';
  const noun = field?.semantics === 'signal' ? 'channels' : 'columns';
  return `; ${noun} in the order ${listed}, which the file's metadata tell under “columns”${coded}`;
}

function preparingText(field: DatasetField | undefined, { takes, steps, chosen }: Feeding): string {
  const values = field?.semantics === 'image' ? 'pixels' : 'values';
  if (takes === 'stored') return `${values} as they are stored; the file does the rest: ${steps.join(', ')}`;
  if (chosen && steps.length === 0) return `${values} as they are`;
  if (chosen || steps.some((step) => step !== Scale.title))
    return `${values} after ${steps.join(', ')}, whose constants the file's metadata hold`;
  if (field?.columns)
    return `${columnsText(field.columns.length, field.semantics)} × its scale + its offset, which the file's metadata name`;
  if (!field?.preprocessing) return `${values} as they are`;
  const { scale, offset } = field.preprocessing;
  const of255 = field.semantics === 'image' ? `${values} (0 to 255)` : values;
  const shift = offset === 0 ? '' : offset < 0 ? ` − ${short(-offset)}` : ` + ${short(offset)}`;
  return scale === 1 && shift === '' ? `${values} as they are` : `${of255}${scale === 1 ? '' : ` × ${scaleText(scale)}`}${shift}`;
}

function columnsText(count: number, semantics: DatasetField['semantics']): string {
  const noun = semantics === 'signal' ? 'channel' : 'column';
  return count === 1 ? `one ${noun}` : `${count} ${noun}s, each`;
}

/** 1/255 rather than 0.00392157. */
function scaleText(scale: number): string {
  const inverse = Math.round(1 / scale);
  return inverse > 1 && Math.abs(scale * inverse - 1) < 1e-6 ? `1/${inverse}` : short(scale);
}

function short(value: number): string {
  return String(Number(value.toPrecision(6)));
}
