import type { EpochRecord } from '../../engine/training/events.ts';

/** A stretch of steps that were trained with one learning rate, ends included. */
interface Stretch {
  readonly first: number;
  last: number;
  readonly rate: number;
}

/** The learning rates of a run's steps, as far as its messages and the records of its epochs tell. */
export class ToldRates {
  readonly #stretches: Stretch[] = [];

  /** A message after step `last` tells the rate; it covers the steps since the message before it, or since `first`. */
  tell(first: number, last: number, rate: number): void {
    const former = this.#stretches.at(-1);
    if (last < first || (former && last <= former.last)) return;
    if (former?.rate === rate) former.last = last;
    else this.#stretches.push({ first: former ? former.last + 1 : first, last, rate });
  }

  /** The rate before the present one and the step since which it counts; undefined where no change was told. */
  get lastChange(): { readonly from: number; readonly rate: number; readonly step: number } | undefined {
    const [former, present] = this.#stretches.slice(-2);
    return former && present && { from: former.rate, rate: present.rate, step: present.first };
  }

  /**
   * The rate of each step from 1 to `last`, at its number; undefined where it isn't known: in an epoch over which it changed while
   * nobody listened, and in an epoch that hasn't ended.
   */
  upTo(last: number, epochs: readonly EpochRecord[], startRate: number): (number | undefined)[] {
    const rates = new Array<number | undefined>(last + 1).fill(undefined);
    let [before, first] = [startRate, 1];
    for (const { step, learningRate } of epochs) {
      if (learningRate === before) rates.fill(learningRate, first, step + 1);
      else rates[step] = learningRate;
      [before, first] = [learningRate, step + 1];
    }
    for (const stretch of this.#stretches) rates.fill(stretch.rate, stretch.first, Math.min(stretch.last, last) + 1);
    return rates;
  }
}
