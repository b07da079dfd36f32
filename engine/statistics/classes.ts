import type { DatasetField } from '../data/dataset.ts';
import { sampleSize } from '../data/gather.ts';
import type { BlockValues, Collector, Draft } from './collector.ts';
import type { ClassBalance } from './definition.ts';

/** How often each class of a category or a mask comes. */
export class ClassesCollector implements Collector {
  private readonly field: DatasetField;
  private readonly classes: readonly string[];
  private readonly counts: number[];

  constructor(field: DatasetField, classes: readonly string[]) {
    this.field = field;
    this.classes = classes;
    this.counts = classes.map(() => 0);
  }

  first({ values }: BlockValues): void {
    for (const value of values) {
      const number = Number(value);
      // A mask may leave pixels without a class.
      if (number >= 0 && number < this.counts.length) this.counts[number] += 1;
    }
  }

  report({ balance }: Draft): void {
    balance.push({ field: this.field.name, classes: this.classes, counts: this.counts, counted: countedOf(this.field) });
  }
}

function countedOf(field: DatasetField): ClassBalance['counted'] {
  if (field.semantics === 'mask') return 'pixels';
  return field.ragged === undefined && sampleSize(field) === 1 ? 'samples' : 'values';
}
