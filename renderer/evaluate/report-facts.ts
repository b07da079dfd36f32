import type { ClassificationReport, EvaluationReport, OutputReport } from '../../engine/evaluation/report.ts';
import { metrics } from '../../engine/metrics/registry.ts';
import { formatLoss, formatPercent } from '../window/format.ts';
import { engineText, locale, t, type WindowText } from '../language/text.ts';

const SHORT: Readonly<Record<string, WindowText>> = {
  accuracy: 'accuracy',
  f1Macro: 'macro F1',
  top3Accuracy: 'top-3',
  logLoss: 'log-loss',
  expectedCalibrationError: 'calibration error',
  rocAuc: 'ROC-AUC',
  meanAbsoluteError: 'mean absolute error',
  rootMeanSquaredError: 'root mean squared error',
};

const TILES = {
  classification: ['accuracy', 'f1Macro', 'top3Accuracy', 'logLoss', 'expectedCalibrationError', 'rocAuc'],
  regression: ['meanAbsoluteError', 'rootMeanSquaredError', 'r2'],
  embedding: [],
} as const;

const MOST_TILES = 7;

export interface Fact {
  readonly id: string;
  readonly name: string;
  readonly value: string;
  readonly hint: string;
}

/** The loss, the metrics that the project asks for, and those that tell most. */
export function tilesOf(report: EvaluationReport, output: OutputReport): readonly Fact[] {
  const asked = Object.keys(report.metrics).map((name) => name.replace(`${output.nodeId}.`, ''));
  // Plain cross-entropy is the log-loss: one of the two is enough.
  const same = Math.abs((output.scores.logLoss ?? Number.NaN) - report.metrics.loss) < 1e-4;
  const ids = [...new Set([...asked, ...TILES[output.kind]])].filter((id) => id in output.scores && !(same && id === 'logLoss'));
  const loss = {
    id: 'loss',
    name: t('loss'),
    value: formatLoss(report.metrics.loss),
    hint: t('What training lowers, of all outputs together'),
  };
  return [loss, ...ids.slice(0, MOST_TILES - 1).map((id) => factOf(output, id))];
}

/** Every metric that fits. */
export function scoreFacts(output: OutputReport): readonly Fact[] {
  return Object.keys(output.scores).map((id) => ({
    ...factOf(output, id),
    name: engineText(metrics.find((metric) => metric.id === id)?.title ?? id),
  }));
}

function factOf({ scores }: OutputReport, id: string): Fact {
  const metric = metrics.find((candidate) => candidate.id === id);
  const hint = [metric?.explanation, metric?.defined]
    .flatMap((text) => (text === undefined ? [] : [engineText(text)]))
    .join(locale() === 'en' ? ' ' : '');
  return {
    id,
    name: SHORT[id] === undefined ? engineText(metric?.title ?? id) : t(SHORT[id]),
    value: formatValue(metric?.format ?? 'number', scores[id]),
    hint,
  };
}

function formatValue(format: 'percent' | 'number', value: number | undefined): string {
  if (value === undefined || Number.isNaN(value)) return '–';
  return format === 'percent' && Math.abs(value) < 100 ? formatPercent(value) : formatLoss(value);
}

/** How often the class of a row was named as that of a column; 0 where there are too many classes to know it. */
export function countOf({ classes, confusion }: Pick<ClassificationReport, 'classes' | 'confusion'>, truth: number, named: number): number {
  return confusion[truth * classes.length + named] ?? 0;
}

export function wrongCount({ perClass }: Pick<ClassificationReport, 'perClass'>): number {
  return perClass.reduce((wrong, { support, recall }) => wrong + support - Math.round(support * recall), 0);
}

export interface Confusion {
  readonly truth: number;
  readonly named: number;
  readonly count: number;
}

/** Pairs of classes that were taken for each other, the most frequent first. */
export function confusions(report: Pick<ClassificationReport, 'classes' | 'confusion'>): readonly Confusion[] {
  const { classes } = report;
  if (report.confusion.length === 0) return [];
  return classes
    .flatMap((_, truth) => classes.map((_name, named) => ({ truth, named, count: countOf(report, truth, named) })))
    .filter(({ truth, named, count }) => truth !== named && count > 0)
    .sort((a, b) => b.count - a.count);
}
