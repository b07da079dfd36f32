import { type OwnSplit, splitNames } from '../data/own.ts';
import { EngineError } from '../graph/errors.ts';
import type { RawData, RawTable, RawTensors } from '../importers/definition.ts';
import type { ImageDecoder } from '../importers/images.ts';
import type { ConversionOptions, ConversionPlan } from './definition.ts';
import { planGraph } from './graph.ts';
import { planImages } from './images.ts';
import { planSeries } from './series.ts';
import { planTable } from './table.ts';
import type { TablePart } from './table-parts.ts';
import { planTensors } from './tensors.ts';

/** How what was read becomes one dataset. Throws `unsupported-data` for forms that don't go together. */
export async function planSources(sources: readonly RawData[], options: ConversionOptions, decoder: ImageDecoder): Promise<ConversionPlan> {
  const tables = sources.filter((source): source is RawTable => source.form === 'table');
  const tensors = sources.filter((source): source is RawTensors => source.form === 'tensors');
  const [first] = sources;
  if (tables.length === sources.length)
    return planTables(
      tables.map((table) => ({ table, split: splitOfName(table.title) })),
      options,
    );
  if (tensors.length === sources.length) {
    const joined = { tensors: tensors.flatMap((source) => source.tensors), notes: tensors.flatMap(({ notes }) => notes) };
    return planTensors({ form: 'tensors', title: first.title, ...joined }, options);
  }
  if (sources.length === 1 && first.form === 'images') return planImages(first, decoder, options);
  if (sources.length === 1 && first.form === 'graph') return planGraph(first, options);
  const came = [...new Set(sources.map(({ form }) => form))].join(' and ');
  throw new EngineError('unsupported-data', `Tables, arrays, one folder of pictures or one graph are imported, came ${came}.`);
}

function planTables(parts: readonly TablePart[], options: ConversionOptions): Promise<ConversionPlan> {
  return options.window === undefined ? planTable(parts, options) : planSeries(parts, options, options.window);
}

function splitOfName(name: string): OwnSplit | undefined {
  const [word] = /(?<![a-z])(train|test)(?![a-z])/i.exec(name) ?? [];
  return splitNames.find((split) => split === word?.toLowerCase());
}
