import type { Link } from '../losses/link.ts';
import type { MetricDefinition } from '../metrics/definition.ts';
import { fittingMetrics } from '../metrics/fit.ts';
import type { Batch, Reading } from '../metrics/reading.ts';
import { fillNormal } from '../random/distributions.ts';
import { RandomStream } from '../random/stream.ts';

/** Drawn predictions and targets of one output. */
export interface MetricCase {
  readonly name: string;
  readonly reading: Reading;
  /** Shape of a sample's target. */
  readonly shape: readonly number[];
  readonly batch: Batch;
}

interface ClassCase {
  readonly name: string;
  readonly samples: number;
  /** How often each class is true, to be drawn from. */
  readonly shares: readonly number[];
  readonly link?: Link;
  /** Scores per place; as many as classes unless said. */
  readonly columns?: number;
  readonly places?: number;
  /** Share of the places whose target counts for nothing. */
  readonly ignored?: number;
  /** There where classes are the tokens of texts: characters that each stands for. */
  readonly characters?: readonly number[];
  /** Changes the scores of a place once they are drawn. */
  readonly shape?: (scores: number[], truth: number) => void;
}

const even = (classes: number): number[] => Array.from({ length: classes }, () => 1 / classes);
const IGNORED = 255;

const classCases: readonly ClassCase[] = [
  { name: 'balanced', samples: 120, shares: even(5) },
  { name: 'unbalanced', samples: 150, shares: [0.85, 0.1, 0.03, 0.02] },
  {
    name: 'absent classes: one never true, one never predicted, one neither',
    samples: 80,
    shares: [0.5, 0, 0.3, 0.2, 0, 0],
    shape: (scores) => {
      scores[3] = -9;
      scores[5] = -9;
    },
  },
  { name: 'ties', samples: 90, shares: even(7), shape: (scores) => scores.forEach((score, k) => (scores[k] = Math.round(score))) },
  {
    name: 'perfect',
    samples: 40,
    shares: even(6),
    shape: (scores, truth) => scores.forEach((score, k) => (scores[k] = k === truth ? 4 + Math.abs(score) : -Math.abs(score))),
  },
  { name: 'certain', samples: 60, shares: even(3), shape: (scores) => scores.forEach((score, k) => (scores[k] = 60 * score)) },
  { name: 'many classes', samples: 130, shares: even(12) },
  { name: 'one sample', samples: 1, shares: even(6) },
  { name: 'two classes by two scores', samples: 70, shares: [0.6, 0.4] },
  { name: 'two classes by one score', samples: 70, shares: [0.6, 0.4], link: 'sigmoid', columns: 1 },
  {
    name: 'two classes by one score, ties and 0',
    samples: 50,
    shares: [0.3, 0.7],
    link: 'sigmoid',
    columns: 1,
    shape: (scores) => (scores[0] = Math.round(2 * scores[0]) / 2),
  },
  { name: 'only the first of two classes', samples: 12, shares: [1, 0], link: 'sigmoid', columns: 1 },
  { name: 'all called the first class', samples: 20, shares: [0.5, 0.3, 0.2], shape: (scores) => (scores[0] = 20) },
  { name: 'all are and are called the first class', samples: 5, shares: [1, 0], shape: (scores) => (scores[0] = 20) },
  { name: 'per pixel', samples: 3, shares: [0.7, 0.2, 0.1], places: 20, ignored: 0.15 },
  { name: 'per pixel by one score', samples: 2, shares: [0.8, 0.2], link: 'sigmoid', columns: 1, places: 30 },
  { name: 'margins', samples: 60, shares: even(4), link: 'identity' },
  { name: 'margins of two classes', samples: 40, shares: even(2), link: 'identity' },
  { name: 'a margin', samples: 40, shares: even(2), link: 'identity', columns: 1 },
  { name: 'tokens', samples: 5, shares: even(9), places: 14, ignored: 0.2, characters: [0, 1, 1, 1, 2, 2, 3, 4, 7] },
  { name: 'characters', samples: 2, shares: [0.2, 0.5, 0.3], places: 25, characters: [1, 1, 1] },
  {
    name: 'tokens that are hard to tell',
    samples: 4,
    shares: even(6),
    places: 3,
    characters: even(6).map((_, k) => k + 1),
    shape: (scores, truth) => (scores[truth] -= 9),
  },
];

interface NumberCase {
  readonly name: string;
  readonly samples: number;
  /** Shape of a sample. */
  readonly shape: readonly number[];
  readonly link?: Link;
  readonly targets?: (drawn: number, column: number) => number;
  /** Columns that are predicted exactly; none where absent. */
  readonly exact?: (column: number) => boolean;
}

const numberCases: readonly NumberCase[] = [
  { name: 'a number', samples: 60, shape: [1] },
  { name: 'vectors', samples: 40, shape: [3], targets: (drawn, column) => 10 ** column * drawn },
  { name: 'far from 0', samples: 30, shape: [2], targets: (drawn) => 1e6 + drawn },
  { name: 'a constant target', samples: 20, shape: [2], targets: (drawn, column) => (column === 0 ? 3 : drawn) },
  { name: 'targets of 0', samples: 10, shape: [1], targets: (drawn) => (drawn < 0 ? 0 : drawn) },
  { name: 'exact', samples: 9, shape: [2], exact: () => true },
  { name: 'an exact constant', samples: 4, shape: [1], targets: () => 2, exact: () => true },
  { name: 'one sample of numbers', samples: 1, shape: [2] },
  { name: 'brightness by sigmoid', samples: 8, shape: [1, 3, 4], link: 'sigmoid', targets: (drawn) => Math.abs(drawn) % 1 },
  { name: 'shares by softmax', samples: 8, shape: [3, 2, 2], link: 'softmax', targets: (drawn) => Math.abs(drawn) % 1 },
  { name: 'images with a border that hardly varies', samples: 12, shape: [1, 2, 3], targets: (drawn, at) => (at === 0 ? 1e-3 : 1) * drawn },
  {
    name: 'constant targets, one of them exact',
    samples: 5,
    shape: [2],
    targets: (_, column) => column + 0.5,
    exact: (column) => column === 0,
  },
];

/** Every case, drawn anew with the same numbers: what the golden values were computed from. */
export function metricCases(): MetricCase[] {
  return [
    ...classCases.map((given, index) => drawClasses(given, index + 1)),
    ...numberCases.map((given, index) => drawNumbers(given, index + 101)),
  ];
}

function drawClasses(given: ClassCase, seed: number): MetricCase {
  const { samples, shares, link = 'softmax', columns = shares.length, places = 1, ignored = 0, characters, shape } = given;
  const stream = new RandomStream(seed, 'samples');
  const normal = new Float64Array(samples * places * columns);
  fillNormal(stream, normal);
  const predictions = new Float32Array(normal.length);
  const targets = new BigInt64Array(samples * places);
  for (let at = 0; at < targets.length; at += 1) {
    const truth = drawn(stream.uniform(), shares);
    const scores = [...normal.subarray(at * columns, (at + 1) * columns)];
    // Right more often than not.
    if (columns === 1) scores[0] += truth === 1 ? 0.7 : -0.7;
    else scores[truth] += 1.2;
    shape?.(scores, truth);
    const sample = Math.floor(at / places);
    for (let k = 0; k < columns; k += 1) predictions[sample * places * columns + k * places + (at % places)] = scores[k];
    targets[at] = BigInt(stream.uniform() < ignored ? IGNORED : truth);
  }
  return {
    name: given.name,
    shape: places === 1 ? [] : [places],
    reading: {
      link,
      classes: shares.length,
      width: places * columns,
      columns,
      ...(ignored > 0 && { ignored: IGNORED }),
      ...(characters && { characters: Float64Array.from(characters) }),
    },
    batch: { samples, predictions, targets },
  };
}

function drawn(uniform: number, shares: readonly number[]): number {
  let rest = uniform;
  for (let k = 0; k < shares.length; k += 1) {
    rest -= shares[k];
    if (rest < 0) return k;
  }
  return shares.findLastIndex((share) => share > 0);
}

function drawNumbers({ name, samples, shape, link = 'identity', targets: change = (x) => x, exact }: NumberCase, seed: number): MetricCase {
  const width = shape.reduce((product, length) => product * length, 1);
  const stream = new RandomStream(seed, 'samples');
  const normal = new Float64Array(2 * samples * width);
  fillNormal(stream, normal);
  const targets = Float32Array.from({ length: samples * width }, (_, i) => change(normal[i], i % width));
  const noise = normal.subarray(samples * width);
  const predictions =
    link === 'identity' ? targets.map((t, i) => (exact?.(i % width) === true ? t : t + 0.5 * noise[i])) : Float32Array.from(noise);
  return { name, shape, reading: { link, width, columns: shape[0] }, batch: { samples, predictions, targets } };
}

/** The metrics that say something of a case. */
export function fittingOf({ reading, shape }: MetricCase): readonly MetricDefinition[] {
  const { link, classes, characters } = reading;
  const target = { shape, ...(classes !== undefined && { classes }), ...(characters && { tokens: characters.length }) };
  return fittingMetrics({ loss: { title: 'a loss', link }, target });
}
