import type { DatasetField } from '../data/dataset.ts';
import type { BlockValues, Collector, Draft } from './collector.ts';
import type { LengthStatistics } from './definition.ts';
import { NumberColumn } from './number-column.ts';

/** Lengths of ragged samples. */
export class LengthsCollector implements Collector {
  private readonly field: DatasetField;
  private readonly unit: string;
  private readonly lengthsOf: (block: BlockValues) => Float64Array;
  private readonly lengths: NumberColumn;

  constructor(field: DatasetField, kept: number) {
    this.field = field;
    this.unit = unitOf(field);
    this.lengthsOf = field.semantics === 'text' ? characterCounts : partCounts;
    this.lengths = new NumberColumn(kept);
  }

  first(block: BlockValues): void {
    this.lengths.first(this.lengthsOf(block));
  }

  second(block: BlockValues): void {
    this.lengths.second(this.lengthsOf(block));
  }

  report({ lengths }: Draft): void {
    const { numbers } = this.lengths;
    if (numbers === undefined) return;
    const { mean, max, histogram } = numbers;
    lengths.push({ field: this.field.name, unit: this.unit, mean, max, histogram } satisfies LengthStatistics);
  }
}

function unitOf({ semantics }: DatasetField): string {
  if (semantics === 'text') return 'characters';
  return semantics === 'nodes' || semantics === 'edges' ? semantics : 'parts';
}

function partCounts({ samples, offsets = new Uint32Array(1) }: BlockValues): Float64Array {
  return Float64Array.from({ length: samples }, (_, i) => offsets[i + 1] - offsets[i]);
}

/** Code points of UTF-8: all bytes but those that go on with one. */
function characterCounts({ samples, values, offsets = new Uint32Array(1) }: BlockValues): Float64Array {
  return Float64Array.from({ length: samples }, (_, sample) => {
    let count = 0;
    for (let i = offsets[sample]; i < offsets[sample + 1]; i += 1) if ((Number(values[i]) & 0xc0) !== 0x80) count += 1;
    return count;
  });
}
