import type { DatasetField, DatasetInfo } from '../../engine/data/dataset.ts';
import { partOf, virtualFields } from '../../engine/data/graph-fields.ts';
import { graphInputOf, graphInputText, hasDirectedEdges } from '../../engine/export/graph-parts.ts';
import { Scale } from '../../engine/preprocessing/scale.ts';
import type { ParityReport } from '../../host/api.ts';
import { firstOf, listOf } from '../language/lists.ts';
import { engineText, t } from '../language/text.ts';

interface Feeding extends Pick<ParityReport['inputs'][number], 'takes' | 'steps'> {
  /** The project names steps of its own for the field. */
  readonly chosen: boolean;
}

const asDeclared: Feeding = { takes: 'prepared', steps: [], chosen: false };

/** How the stored values of a field are made into what a file takes: "pixels (0 to 255) × 1/255". */
export function feedingText(field: DatasetField | undefined, feeding: Feeding = asDeclared): string {
  return ordered(preparingText(field, feeding), field);
}

/** What an input for a part of a graph is fed with; `undefined` for fields that are fed sample by sample. */
export function graphFeedingText(dataset: DatasetInfo, name: string): string | undefined {
  const field = dataset.fields.find((other) => other.name === name);
  const part = field ? partOf(field, dataset) : virtualFields(dataset).find((other) => other.name === name)?.part;
  const input = graphInputOf(name, part, dataset);
  if (input === undefined) return undefined;
  const how = engineText(graphInputText(input, hasDirectedEdges(dataset)));
  return input === 'nodes' ? t('{part}: {values}', { part: how, values: feedingText(field) }) : how;
}

const NAMED_COLUMNS = 12;

/** A row of cells means nothing without the order of its columns. */
function ordered(feeding: string, field: DatasetField | undefined): string {
  const names = field?.columns?.map(({ name }) => name) ?? [];
  if (names.length < 2) return feeding;
  const order = firstOf(names, NAMED_COLUMNS);
  const noun = nounOf(field);
  return field?.columns?.some(({ values }) => values !== undefined) === true
    ? t(
        "{feeding}; {noun, select, signal {channels} other {columns}} in the order {order}, which the file's metadata tell under “columns”, the numbers of their values too",
        { feeding, noun, order },
      )
    : t(
        "{feeding}; {noun, select, signal {channels} other {columns}} in the order {order}, which the file's metadata tell under “columns”",
        {
          feeding,
          noun,
          order,
        },
      );
}

function preparingText(field: DatasetField | undefined, { takes, steps, chosen }: Feeding): string {
  const noun = nounOf(field);
  const listed = listOf(steps.map(engineText));
  const asTheyAre = t('{noun, select, image {pixels} other {values}} as they are', { noun });
  if (takes === 'stored')
    return t('{noun, select, image {pixels} other {values}} as they are stored; the file does the rest: {steps}', { noun, steps: listed });
  if (chosen && steps.length === 0) return asTheyAre;
  if (chosen || steps.some((step) => step !== Scale.title))
    return t("{noun, select, image {pixels} other {values}} after {steps}, whose constants the file's metadata hold", {
      noun,
      steps: listed,
    });
  if (field?.columns)
    return t(
      "{noun, select, signal {{count, plural, one {one channel} other {# channels, each}}} other {{count, plural, one {one column} other {# columns, each}}}} × its scale + its offset, which the file's metadata name",
      { noun, count: field.columns.length },
    );
  if (!field?.preprocessing) return asTheyAre;
  const { scale, offset } = field.preprocessing;
  const shift = offset === 0 ? '' : offset < 0 ? ` − ${short(-offset)}` : ` + ${short(offset)}`;
  if (scale === 1 && shift === '') return asTheyAre;
  const factor = scale === 1 ? '' : ` × ${scaleText(scale)}`;
  return `${t('{noun, select, image {pixels (0 to 255)} other {values}}', { noun })}${factor}${shift}`;
}

/** What the values are called by: pixels of an image, channels of a signal. */
function nounOf(field: DatasetField | undefined): string {
  return field?.semantics ?? 'values';
}

/** 1/255 rather than 0.00392157. */
function scaleText(scale: number): string {
  const inverse = Math.round(1 / scale);
  return inverse > 1 && Math.abs(scale * inverse - 1) < 1e-6 ? `1/${inverse}` : short(scale);
}

function short(value: number): string {
  return String(Number(value.toPrecision(6)));
}
