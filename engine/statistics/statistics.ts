import type { Dataset, DatasetField, DatasetSplit } from '../data/dataset.ts';
import { sampleSize } from '../data/gather.ts';
import { EngineError } from '../graph/errors.ts';
import { type Block, blocksOf, readBlock, readRaggedBlock } from './blocks.ts';
import { ByteChannelCollector, NumberChannelCollector } from './brightness.ts';
import { CharactersCollector } from './characters.ts';
import { ClassesCollector } from './classes.ts';
import type { BlockValues, Collector, Draft } from './collector.ts';
import { CategoriesCollector, type ColumnPlace, columnsOf, columnValues, NumbersCollector } from './columns.ts';
import { Correlation } from './correlation.ts';
import { degreesOf } from './degrees.ts';
import type { DatasetStatistics } from './definition.ts';
import { LengthsCollector } from './lengths.ts';
import { Moments } from './moments.ts';

/** Columns of which something is told. */
const MOST_COLUMNS = 1000;

/** Columns whose pairs are correlated. */
const MOST_CORRELATED = 64;

/** Numbers of a column that its quartiles are taken from, and of all columns together. */
const KEPT = 100_000;
const KEPT_OF_ALL = 4_000_000;

export interface StatisticsOptions {
  /** Hears of samples that have been looked at: each is looked at twice. */
  readonly onProgress?: (done: number, total: number) => void;
  /** Asked between blocks. */
  readonly aborted?: () => boolean;
  /** Bytes that are read at once, 16 MiB unless said. */
  readonly blockBytes?: number;
}

/**
 * What the stored values of a split look like. Its samples are read twice, block by block, so that memory doesn't grow with their number.
 * Throws `job-cancelled` once aborted.
 */
export function datasetStatistics(dataset: Dataset, name: 'train' | 'test', options: StatisticsOptions = {}): DatasetStatistics {
  const split = dataset[name];
  const { gathered, omitted } = gatheredOf(dataset.info.fields, split);
  const correlated = new Correlated(dataset.info.fields);
  const look = new Looks(split, options);
  look.at(gathered, (field, block) => {
    for (const collector of field.collectors) collector.first(block);
    correlated.first(field.field, block);
  });
  const again = gathered.filter(({ field, collectors }) => collectors.some(({ second }) => second) || correlated.has(field));
  look.at(
    again,
    (field, block) => {
      for (const collector of field.collectors) collector.second?.(block);
      correlated.take(field.field, block);
    },
    () => correlated.second(),
  );
  const draft: Draft = { columns: [], balance: [], lengths: [], channels: [], characters: [] };
  for (const { collectors } of gathered) for (const collector of collectors) collector.report(draft);
  const { columns, balance, lengths, channels, characters } = draft;
  const correlation = correlated.result;
  const degrees = degreesOf(dataset, name);
  return {
    split: name,
    samples: split.size,
    columns,
    balance,
    lengths,
    ...(omitted > 0 && { omittedColumns: omitted }),
    ...(correlation !== undefined && { correlation }),
    ...(degrees !== undefined && { degrees }),
    ...(channels.length > 0 && { channels }),
    ...(characters.length > 0 && { characters }),
  };
}

/** A field and what is gathered of it. */
interface Gathered {
  readonly field: DatasetField;
  readonly collectors: readonly Collector[];
}

/** Reads a split from its first sample to its last. */
class Looks {
  private readonly split: DatasetSplit;
  private readonly options: StatisticsOptions;
  private done = 0;

  constructor(split: DatasetSplit, options: StatisticsOptions) {
    this.split = split;
    this.options = options;
  }

  at(fields: readonly Gathered[], see: (field: Gathered, block: BlockValues) => void, blockEnds: () => void = () => undefined): void {
    const { onProgress, aborted, blockBytes } = this.options;
    const read = fields.map(({ field }) => field);
    for (const block of blocksOf(this.split, read, blockBytes)) {
      if (aborted?.() === true) throw new EngineError('job-cancelled', 'This was stopped; nothing of it was kept.');
      for (const field of fields) see(field, this.read(field.field, block));
      blockEnds();
      this.done += block.to - block.from;
      onProgress?.(this.done, 2 * this.split.size);
    }
  }

  private read(field: DatasetField, block: Block): BlockValues {
    const samples = block.to - block.from;
    if (field.ragged === undefined) return { samples, values: readBlock(this.split, field, block) };
    return { samples, ...readRaggedBlock(this.split, field, block) };
  }
}

/** What is gathered of each field, and how many columns are left out. */
function gatheredOf(fields: readonly DatasetField[], split: DatasetSplit): { gathered: readonly Gathered[]; omitted: number } {
  const all = fields.filter(isOfColumns).flatMap(columnsOf);
  const kept = Math.max(1000, Math.min(KEPT, Math.floor(KEPT_OF_ALL / Math.min(all.length, MOST_COLUMNS))));
  const told = new Set(all.slice(0, MOST_COLUMNS));
  const gathered = fields.map((field) => {
    const columns = [...told].filter((place) => place.field === field).map((place) => columnCollector(place, kept));
    return { field, collectors: [...fieldCollectors(field, split), ...columns] };
  });
  return { gathered: gathered.filter(({ collectors }) => collectors.length > 0), omitted: all.length - told.size };
}

function columnCollector(place: ColumnPlace, kept: number): Collector {
  return place.categories === undefined ? new NumbersCollector(place, kept) : new CategoriesCollector(place, place.categories);
}

function fieldCollectors(field: DatasetField, split: DatasetSplit): readonly Collector[] {
  const lengths = field.ragged === undefined ? [] : [new LengthsCollector(field, KEPT)];
  if (field.semantics === 'text' && field.ragged !== undefined) return [...lengths, new CharactersCollector()];
  if (field.classes !== undefined) return [...lengths, new ClassesCollector(field, field.classes)];
  if (!isOfChannels(field)) return lengths;
  const isBytes = readBlock(split, field, { from: 0, to: 1 }) instanceof Uint8Array;
  return Array.from({ length: field.shape[0] }, (_, channel) =>
    isBytes ? new ByteChannelCollector(field, channel) : new NumberChannelCollector(field, channel, KEPT),
  );
}

function isOfChannels({ semantics, shape, ragged }: DatasetField): boolean {
  return (semantics === 'image' || semantics === 'voxels') && shape.length > 1 && ragged === undefined;
}

function isOfColumns(field: DatasetField): boolean {
  const { semantics, classes } = field;
  return classes === undefined && semantics !== 'text' && semantics !== 'edges' && semantics !== 'mask' && !isOfChannels(field);
}

/** Columns with one number for each sample, and the coefficients of their pairs. */
class Correlated {
  private readonly places: readonly ColumnPlace[];
  private readonly moments: readonly Moments[];
  private readonly block: Float64Array[] = [];
  private correlation: Correlation | undefined;

  constructor(fields: readonly DatasetField[]) {
    const places = fields.filter(({ ragged }) => ragged === undefined).flatMap(numbersOf);
    this.places = places.length >= 2 && places.length <= MOST_CORRELATED ? places : [];
    this.moments = this.places.map(() => new Moments());
  }

  has(field: DatasetField): boolean {
    return this.places.some((place) => place.field === field);
  }

  first(field: DatasetField, block: BlockValues): void {
    for (const [i, place] of this.places.entries()) if (place.field === field) this.moments[i].add(columnValues(place, block));
  }

  /** Keeps a block's columns until those of all fields have come. */
  take(field: DatasetField, block: BlockValues): void {
    for (const [i, place] of this.places.entries()) if (place.field === field) this.block[i] = columnValues(place, block);
  }

  second(): void {
    if (this.places.length === 0) return;
    this.correlation ??= new Correlation(this.moments.map(({ mean }) => mean));
    this.correlation.add(this.block);
  }

  get result(): DatasetStatistics['correlation'] {
    if (this.correlation === undefined) return undefined;
    return { names: this.places.map(({ name }) => name), coefficients: this.correlation.coefficients };
  }
}

/** A category of two values counts as 0 and 1, one of more has no order. */
function numbersOf(field: DatasetField): readonly ColumnPlace[] {
  if (field.classes !== undefined) return field.classes.length === 2 && sampleSize(field) === 1 ? columnsOf(field) : [];
  if (!isOfColumns(field) || field.semantics === 'signal') return [];
  const columns = columnsOf(field);
  if (columns.length !== sampleSize(field)) return [];
  return columns.filter(({ categories }) => categories === undefined || categories.length === 2);
}
