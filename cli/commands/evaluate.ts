import type { ClassificationReport, EvaluationReport, OutputReport, RegressionReport } from '../../engine/evaluation/report.ts';
import { metricOf } from '../../engine/metrics/registry.ts';
import type { Checkpoint, Split } from '../../host/api.ts';
import { datasetFolders, threadsOf, withEngine, type CommandContext } from '../context.ts';
import { short, table } from '../output.ts';
import { checkpointArgument, runArgument } from '../run-argument.ts';

export interface EvaluateOptions {
  readonly split: Split;
  readonly checkpoint?: Checkpoint;
  readonly threads?: number;
}

/** Classes up to which a confusion matrix fits a terminal. */
const MOST_COLUMNS = 20;
const MISTAKES = 5;
/** With --json there is room for more. */
const TOLD_MISTAKES = 100;

/** What a run's checkpoint makes of a split: all metrics that fit, classes one by one, mistakes. */
export async function evaluate(context: CommandContext, run: string, options: EvaluateOptions): Promise<void> {
  const runDirectory = await runArgument(run);
  const checkpoint = await checkpointArgument(runDirectory, options.checkpoint);
  const request = {
    runDirectory,
    datasets: datasetFolders(context),
    threads: threadsOf(options.threads),
    split: options.split,
    checkpoint,
  };
  const report = await withEngine(context, (engine) => engine.evaluate(request));
  const { split, epoch, samples, metrics } = report;
  context.output.tell(
    { event: 'evaluated', run, split, checkpoint, epoch, samples, metrics, outputs: report.outputs.map(outputData) },
    ...reportLines(report),
  );
}

function reportLines({ split, checkpoint, epoch, samples, metrics, outputs }: EvaluationReport): readonly string[] {
  const weights = epoch === undefined ? `${checkpoint} weights` : `${checkpoint} weights (epoch ${epoch})`;
  return [
    `${split}: ${samples} samples, ${weights}, loss ${short(metrics.loss)}`,
    ...outputs.flatMap((output) => ['', `${output.target} (${output.nodeId})`, ...outputLines(output)]),
  ];
}

function outputLines(output: OutputReport): readonly string[] {
  if (output.kind === 'embedding') return indented(['No metric compares points in a space of their own with classes.']);
  const scores = table(Object.entries(output.scores).map(([id, value]) => [metricOf(id).title, scoreText(id, value)]));
  return indented([...scores, '', ...(output.kind === 'classification' ? classLines(output) : residualLines(output))]);
}

function scoreText(id: string, value: number): string {
  if (Number.isNaN(value)) return '–';
  return metricOf(id).format === 'percent' ? percent(value) : short(value);
}

const percent = (value: number): string => (Number.isNaN(value) ? '–' : `${(100 * value).toFixed(1)} %`);

function classLines(report: ClassificationReport): readonly string[] {
  const { classes, perClass } = report;
  const rows = perClass.map(({ support, precision, recall, f1, rocAuc, prAuc }, k) => [
    classes[k] ?? String(k),
    String(support),
    percent(precision),
    percent(recall),
    percent(f1),
    Number.isNaN(rocAuc) ? '–' : short(rocAuc),
    Number.isNaN(prAuc) ? '–' : short(prAuc),
    mostTakenFor(report, k),
  ]);
  const heads = ['class', 'true', 'precision', 'recall', 'F1', 'ROC-AUC', 'PR-AUC', 'most taken for'];
  return [...table([heads, ...rows]), ...matrixLines(report), ...mistakeLines(report)];
}

function mostTakenFor({ classes, confusion }: ClassificationReport, k: number): string {
  const row = confusion.slice(k * classes.length, (k + 1) * classes.length);
  row[k] = 0;
  const most = Math.max(0, ...row);
  return most === 0 ? '–' : `${classes[row.indexOf(most)] ?? ''} (${most})`;
}

function matrixLines({ classes, confusion }: ClassificationReport): readonly string[] {
  if (classes.length > MOST_COLUMNS) return [];
  return ['', 'true class by row, predicted class by column', ...table([['', ...classes], ...matrixRows(classes, confusion)])];
}

function matrixRows(classes: readonly string[], confusion: Float64Array): readonly (readonly string[])[] {
  const rowOf = (k: number): string[] => Array.from(confusion.subarray(k * classes.length, (k + 1) * classes.length), String);
  return classes.map((name, k) => [name, ...rowOf(k).map((count) => (count === '0' ? '·' : count))]);
}

function mistakeLines(report: ClassificationReport): readonly string[] {
  const mistakes = mistakesOf(report, MISTAKES);
  if (mistakes.length === 0) return [];
  const rows = mistakes.map(({ sample, truth, named, certainty }) => [
    `sample ${sample}`,
    `is ${truth}`,
    `called ${named}`,
    certaintyText(report, certainty),
  ]);
  return ['', 'surest mistakes', ...table(rows)];
}

function certaintyText({ calibration }: ClassificationReport, certainty: number): string {
  return calibration === undefined ? `margin ${short(certainty)}` : percent(certainty);
}

function mistakesOf({ classes, named }: ClassificationReport, most: number) {
  if (named === undefined) return [];
  const wrong = Array.from(named.sample.keys()).filter((i) => named.truth[i] !== named.named[i]);
  return wrong.slice(0, most).map((i) => ({
    sample: named.sample[i],
    truth: classes[named.truth[i]],
    named: classes[named.named[i]],
    certainty: named.certainty[i],
  }));
}

function residualLines({ residuals, worst, unit, kept }: RegressionReport): readonly string[] {
  const inUnit = (value: number): string => (unit === undefined ? short(value) : `${short(value)} ${unit}`);
  const rows = worst
    .slice(0, MISTAKES)
    .map(({ sample, error, target, prediction }) => [
      `sample ${sample}`,
      `off by ${inUnit(error)}`,
      ...(target === undefined || prediction === undefined ? [] : [`is ${short(target)}`, `predicted ${short(prediction)}`]),
    ]);
  return [
    ...(kept === undefined ? [] : [keptText(kept), '']),
    `predictions are ${inUnit(Math.abs(residuals.mean))} too ${residuals.mean < 0 ? 'low' : 'high'} on average`,
    '',
    'farthest off',
    ...table(rows),
  ];
}

/** "Numbers are those of the target as it was prepared: Resize can't be undone." */
export function keptText(kept: readonly string[]): string {
  return `Numbers are those of the target as it was prepared: ${kept.join(', ')} can't be undone.`;
}

/** Typed arrays as JSON has them; curves and points, which are for drawing, are left out. */
function outputData(output: OutputReport): Readonly<Record<string, unknown>> {
  if (output.kind === 'embedding') return { ...output };
  if (output.kind === 'regression') {
    const { points: _points, whole: _whole, residuals, ...rest } = output;
    return { ...rest, residuals: { ...residuals, counts: [...residuals.counts] } };
  }
  const { named: _, perClass, confusion, ...rest } = output;
  const count = rest.classes.length;
  return {
    ...rest,
    confusion: confusion.length === 0 ? [] : rest.classes.map((_name, k) => [...confusion.subarray(k * count, (k + 1) * count)]),
    perClass: perClass.map(({ roc: _roc, pr: _pr, ...scores }) => scores),
    mistakes: mistakesOf(output, TOLD_MISTAKES),
  };
}

const indented = (lines: readonly string[]): readonly string[] => lines.map((line) => (line === '' ? '' : `  ${line}`));
