import { EngineError, invariant } from '../graph/errors.ts';
import { calibration } from './calibration.ts';
import { ClassScores } from './class-scores.ts';
import { confusion } from './confusion-matrix.ts';
import { surprise, writing } from './log-loss.ts';
import type { Batch, Reading } from './reading.ts';
import { errors } from './regression.ts';
import type { AdditiveName, Statistic, StatisticName, Tallied } from './statistic.ts';
import { ranks } from './top-k.ts';
import { moments } from './determination.ts';

/** What adds up over samples. */
export const statistics = { confusion, ranks, surprise, writing, calibration, errors, moments } satisfies Record<AdditiveName, Statistic>;

/** The sums of a tally, as a checkpoint holds them. */
export type TallyData = Readonly<Partial<Record<AdditiveName, readonly number[]>>>;

export function isAdditive(name: StatisticName): name is AdditiveName {
  return name in statistics;
}

/** Adds up one output's batches. */
export class Tally implements Tallied {
  readonly reading: Reading;
  private readonly sums: ReadonlyMap<AdditiveName, Float64Array>;
  private readonly kept: ClassScores | undefined;

  /**
   * Keeps the statistics of these names. `data` goes on from sums of the same reading; other sums throw
   * `EngineError('checkpoint-mismatch')`.
   */
  constructor(reading: Reading, names: Iterable<StatisticName>, data?: TallyData) {
    const wanted = [...new Set(names)];
    this.reading = reading;
    this.sums = new Map(wanted.filter(isAdditive).map((name) => [name, sumsOf(name, reading, data)]));
    this.kept = wanted.includes('scores') ? new ClassScores(reading) : undefined;
  }

  add(batch: Batch): void {
    if (batch.samples === 0) return;
    for (const [name, sums] of this.sums) statistics[name].add(sums, batch, this.reading);
    this.kept?.add(batch);
  }

  of(name: AdditiveName): Float64Array {
    const sums = this.sums.get(name);
    invariant(sums !== undefined, `the tally keeps ${name}`);
    return sums;
  }

  get scores(): ClassScores {
    invariant(this.kept !== undefined, 'the tally keeps scores');
    return this.kept;
  }

  /** A copy of the sums. */
  get data(): TallyData {
    return Object.fromEntries([...this.sums].map(([name, sums]) => [name, [...sums]]));
  }
}

function sumsOf(name: AdditiveName, reading: Reading, data: TallyData | undefined): Float64Array {
  const size = statistics[name].size(reading);
  if (data === undefined) return new Float64Array(size);
  const saved = data[name];
  if (saved?.length !== size) {
    throw new EngineError(
      'checkpoint-mismatch',
      `The checkpoint holds ${saved?.length ?? 'no'} sums of ${name}, the network needs ${size}. Start a new run.`,
    );
  }
  return Float64Array.from(saved);
}
