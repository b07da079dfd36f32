import type { MetricDefinition } from './definition.ts';
import { logProbability } from './probabilities.ts';
import { forEachPlace } from './reading.ts';
import type { Statistic } from './statistic.ts';

/** Sum of −ln p of the true class, and number of places. */
export const surprise: Statistic = {
  size: () => 2,
  add(sums, batch, reading) {
    forEachPlace(reading, batch, (at, stride, truth) => {
      sums[0] -= logProbability(batch.predictions, at, reading.columns, stride, truth);
      sums[1] += 1;
    });
  },
};

export const logLoss: MetricDefinition = {
  id: 'logLoss',
  title: 'Log-loss',
  synonyms: ['cross-entropy'],
  formula: '-\\frac{1}{N}\\sum_n \\ln p_{n t_n}',
  explanation:
    'Mean surprise at the true class: 0 for certain and right, large for certain and wrong. Unlike the training loss it has no class weights, smoothing or penalties. It is computed from the raw scores in double precision, without a bound on p.',
  source: 'scikit-learn, log_loss',
  family: 'probability',
  task: 'classification',
  ofProbabilities: true,
  higherIsBetter: false,
  format: 'number',
  range: [0, Number.POSITIVE_INFINITY],
  statistic: 'surprise',
  value(tally) {
    const [sum, count] = tally.of('surprise');
    return sum / count;
  },
};

const ofTokens = {
  family: 'probability',
  task: 'classification',
  ofProbabilities: true,
  ofTokens: true,
  higherIsBetter: false,
  format: 'number',
} as const;

export const bitsPerToken: MetricDefinition = {
  ...ofTokens,
  id: 'bitsPerToken',
  title: 'Bits per token',
  synonyms: ['cross-entropy', 'entropy', 'bits per character'],
  formula: '-\\frac{1}{N}\\sum_n \\log_2 p_{n t_n}',
  explanation:
    'How many bits it takes to write down each token that comes next, for one who knows the network’s probabilities: the log-loss divided by ln 2. Where a token is a character, bits per character.',
  range: [0, Number.POSITIVE_INFINITY],
  statistic: 'surprise',
  value: (tally) => logLoss.value(tally) / Math.LN2,
};

export const perplexity: MetricDefinition = {
  ...ofTokens,
  id: 'perplexity',
  title: 'Perplexity',
  synonyms: ['PPL', '困惑度'],
  formula: '\\exp\\Big(-\\frac{1}{N}\\sum_n \\ln p_{n t_n}\\Big)',
  explanation:
    'Among how many equally likely tokens it would be as hard to tell the next one: 1 for one who is certain and right, the size of the vocabulary for one who knows nothing.',
  source: 'Jelinek, Mercer, Bahl & Baker 1977',
  range: [1, Number.POSITIVE_INFINITY],
  statistic: 'surprise',
  value: (tally) => Math.exp(logLoss.value(tally)),
};

/** Sum of −ln p of the true token, and number of characters that the true tokens stand for. */
export const writing: Statistic = {
  size: () => 2,
  add(sums, batch, reading) {
    const { characters, columns } = reading;
    if (characters === undefined) return;
    forEachPlace(reading, batch, (at, stride, truth) => {
      sums[0] -= logProbability(batch.predictions, at, columns, stride, truth);
      sums[1] += characters[truth];
    });
  },
};

export const bitsPerCharacter: MetricDefinition = {
  ...ofTokens,
  id: 'bitsPerCharacter',
  title: 'Bits per character',
  synonyms: ['BPC', 'cross-entropy', 'entropy'],
  formula: '-\\frac{1}{C}\\sum_n \\log_2 p_{n t_n}',
  explanation:
    'Bits that it takes to write down the text, for each of its C characters: it compares networks whatever their tokens are. Ends of texts cost bits and are no characters.',
  defined: 'No value where tokens are words, which leave the spaces out.',
  range: [0, Number.POSITIVE_INFINITY],
  statistic: 'writing',
  value(tally) {
    const [sum, characters] = tally.of('writing');
    return sum / characters / Math.LN2;
  },
};
