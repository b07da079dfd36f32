import type { RunCurves } from './run-curves.ts';

/**
 * All that was recorded of a run, one line per step: loss and accuracy of the batch, its learning rate where it is known, and in the line of an epoch's last step
 * its means and held-out values. Numbers are written with all digits that float32 holds.
 */
export function csvOf(
  { loss, accuracy, epochs, rates }: Pick<RunCurves, 'loss' | 'accuracy' | 'epochs' | 'rates'>,
  startRate: number,
): string {
  const byStep = new Map(epochs.map((record) => [record.step, record]));
  const metrics = [...new Set(epochs.flatMap(({ train, validation }) => [...Object.keys(train), ...Object.keys(validation ?? {})]))];
  const head = ['step', 'batch_loss', 'batch_accuracy', 'epoch', 'learning_rate', 'seconds'];
  const columns = metrics.flatMap((metric) => [`train_${metric}`, `validation_${metric}`]);
  const lines = [[...head, ...columns].join(',')];
  const last = Math.max(loss.length, epochs.at(-1)?.step ?? 0);
  const learningRates = rates.upTo(last, epochs, startRate);
  for (let step = 1; step <= last; step++) {
    const record = byStep.get(step);
    const values = metrics.flatMap((metric) => [record?.train[metric], record?.validation?.[metric]]);
    const batch = [float32(loss.at(step)), float32(accuracy.at(step))];
    lines.push(
      [step, ...batch, record?.epoch ?? '', learningRates[step] ?? '', record?.seconds ?? '', ...values.map((value) => value ?? '')].join(
        ',',
      ),
    );
  }
  return `${lines.join('\n')}\n`;
}

/** The shortest decimal of a float32; empty for a value that isn't known. */
function float32(value: number): string {
  return Number.isNaN(value) ? '' : String(Number(value.toPrecision(9)));
}
