import type { LeftOut } from './events.ts';

/** "12 samples with missing values left out (9 training, 1 validation, 2 test)". */
export function leftOutText({ train, validation, test }: LeftOut): string {
  const total = train + validation + test;
  const parts = Object.entries({ training: train, validation, test })
    .filter(([, count]) => count > 0)
    .map(([name, count]) => `${count.toLocaleString('en')} ${name}`);
  return `${total.toLocaleString('en')} ${total === 1 ? 'sample' : 'samples'} with missing values left out (${parts.join(', ')})`;
}
