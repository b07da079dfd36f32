import type { DatasetField } from '../data/dataset.ts';
import { sampleSize } from '../data/gather.ts';
import { type BlockValues, type Collector, columnOf, type Draft } from './collector.ts';
import { EqualCounts } from './histogram.ts';
import { NumberColumn } from './number-column.ts';

const MOST_BINS = 64;

/** A channel of images or voxels whose values are bytes: what is told follows from how often each byte comes. */
export class ByteChannelCollector implements Collector {
  private readonly field: DatasetField;
  private readonly channel: number;
  private readonly frequencies = new Float64Array(256);

  constructor(field: DatasetField, channel: number) {
    this.field = field;
    this.channel = channel;
  }

  first({ values }: BlockValues): void {
    const size = sampleSize(this.field);
    const length = size / this.field.shape[0];
    const { frequencies } = this;
    for (let start = this.channel * length; start < values.length; start += size)
      for (let i = start; i < start + length; i += 1) frequencies[Number(values[i])] += 1;
  }

  report({ channels }: Draft): void {
    const total = this.sum(() => 1);
    const mean = this.sum((value) => value) / total;
    const deviation = Math.sqrt(this.sum((value) => (value - mean) ** 2) / total);
    const brightest = this.frequencies.findLastIndex((count) => count > 0);
    // 17 levels have a bin each, 256 have 64 bins.
    const levels = brightest < MOST_BINS ? brightest + 1 : 2 ** Math.ceil(Math.log2(brightest + 1));
    const counts = new EqualCounts(0, levels, Math.min(levels, MOST_BINS));
    this.frequencies.forEach((count, value) => counts.add([value], count));
    channels.push({ field: this.field.name, name: channelName(this.field, this.channel), mean, deviation, histogram: counts.histogram });
  }

  private sum(of: (value: number) => number): number {
    return this.frequencies.reduce((sum, count, value) => sum + count * of(value), 0);
  }
}

/** A channel of images or voxels of other numbers. */
export class NumberChannelCollector implements Collector {
  private readonly field: DatasetField;
  private readonly channel: number;
  private readonly numbers: NumberColumn;

  constructor(field: DatasetField, channel: number, kept: number) {
    this.field = field;
    this.channel = channel;
    this.numbers = new NumberColumn(kept);
  }

  first(block: BlockValues): void {
    this.numbers.first(this.valuesOf(block));
  }

  second(block: BlockValues): void {
    this.numbers.second(this.valuesOf(block));
  }

  report({ channels }: Draft): void {
    const { numbers } = this.numbers;
    if (numbers === undefined) return;
    const { mean, deviation, histogram } = numbers;
    channels.push({ field: this.field.name, name: channelName(this.field, this.channel), mean, deviation, histogram });
  }

  private valuesOf({ values }: BlockValues): Float64Array {
    const size = sampleSize(this.field);
    return columnOf(values, size, this.channel, size / this.field.shape[0]);
  }
}

function channelName({ semantics, shape: [channels] }: DatasetField, channel: number): string {
  if (channels === 1) return semantics === 'voxels' ? 'density' : 'grey';
  return channels === 3 ? ['red', 'green', 'blue'][channel] : `channel ${channel + 1}`;
}
