import { field, type ParameterValues } from '../layers/parameters.ts';
import { describeField, misfit } from './blocks.ts';
import { definePreprocessing, type Fitted } from './definition.ts';
import { exampleTexts, texts } from './examples.ts';
import { learnMerges } from './learn-merges.ts';
import { chunksOf } from './byte-pairs.ts';
import { BYTES } from './pieces.ts';
import { runningTokens } from './running-tokens.ts';
import { Tally } from './tally.ts';
import { lowerCaseParameter, textsOfBlock, unitsOf } from './text-units.ts';
import { firstToken, tokenCount, type TokenisedAs } from './tokeniser.ts';

const parameters = {
  unit: field.choice({
    label: 'Token',
    help: 'What a text is cut into.',
    default: 'character',
    options: [
      { value: 'character', label: 'character' },
      { value: 'word', label: 'word' },
      { value: 'bytePair', label: 'byte pairs (BPE)' },
      { value: 'byte', label: 'byte (UTF-8)' },
    ],
  }),
  length: field.int({ label: 'Length', help: 'Tokens of each sample.', default: 64, min: 1, max: 65_536 }),
  vocabulary: field.int({
    label: 'Vocabulary',
    help: 'Most tokens that are told apart, padding, unknown and marked ends included.',
    default: 1000,
    min: 3,
    max: 1_000_000,
    visible: ({ unit }) => unit !== 'byte',
  }),
  ignoreCase: { ...lowerCaseParameter, visible: ({ unit }: Readonly<Record<string, unknown>>) => unit === 'character' || unit === 'word' },
  ends: field.bool({
    label: 'Mark the ends',
    help: 'Puts a token before and another after each text, so that a network can learn how texts begin and when they are over.',
    default: false,
  }),
  keep: field.choice({
    label: 'Keep',
    help: 'Which end of a long text stays.',
    default: 'start',
    options: [
      { value: 'start', label: 'its start' },
      { value: 'end', label: 'its end' },
    ],
  }),
  pad: field.choice({
    label: 'Pad',
    help: 'Where a short text is filled up.',
    default: 'end',
    options: [
      { value: 'end', label: 'at the end' },
      { value: 'start', label: 'at the start' },
    ],
  }),
} as const;

export const Tokenise = definePreprocessing({
  type: 'Tokenise',
  title: 'Tokenise',
  synonyms: ['tokenize', 'text', 'vocabulary', 'characters', 'words', 'bytes', 'byte-pair encoding', 'BPE', 'subword', '分词'],
  explanation:
    'Makes each text a row of whole numbers of one length: 0 for padding, 1 for what isn’t in the vocabulary, 2 and 3 for the ends of a text where those are marked, then the most frequent characters or words of the training texts, the most frequent first. Bytes need no vocabulary. Byte pairs are bytes and what became of joining the most frequent pair of the training texts, again and again: whole words where they are frequent, their parts where they are rare.',
  parameters,
  form(chosen, given) {
    if (given.semantics !== 'text' || given.ragged === undefined) return misfit('not-texts', 'texts', describeField(given));
    const least = firstToken(chosen) + (chosen.unit === 'bytePair' ? BYTES : 1);
    if (chosen.unit !== 'byte' && chosen.vocabulary < least)
      return misfit('small-vocabulary', `a vocabulary of at least ${least}`, String(chosen.vocabulary), 'vocabulary');
    const { ragged: _, ...rest } = given;
    return { ...rest, dtype: 'int64', shape: [chosen.length], tokens: tokenCount(chosen) };
  },
  fit(chosen) {
    const { unit, vocabulary, ignoreCase } = chosen;
    const tally = new Tally<string>(Math.max(LEAST_HELD, 4 * vocabulary));
    const most = vocabulary - firstToken(chosen);
    return {
      add(block) {
        if (unit === 'byte') return;
        for (const text of textsOfBlock(block))
          for (const piece of unit === 'bytePair' ? chunksOf(text) : unitsOf(text, unit, ignoreCase)) tally.add(piece);
      },
      finish: (): Fitted => {
        if (unit === 'byte') return {};
        return unit === 'bytePair' ? { merges: learnMerges(tally.counted(), most - BYTES) } : { vocabulary: mostFrequent(tally, most) };
      },
    };
  },
  apply({ parameters: chosen, fitted }, block) {
    const { length, keep, pad } = chosen;
    const values = new Int32Array(block.samples * length);
    const running = runningTokens(chosen, fitted, block);
    for (let sample = 0; sample < block.samples; sample += 1) {
      const tokens = running.values.subarray(running.offsets[sample], running.offsets[sample + 1]);
      const kept = tokens.length <= length ? tokens : keep === 'start' ? tokens.subarray(0, length) : tokens.subarray(-length);
      values.set(kept, sample * length + (pad === 'end' ? 0 : length - kept.length));
    }
    return { samples: block.samples, values };
  },
  examples: [
    {
      name: 'characters, padded and cut at the end',
      field: exampleTexts,
      parameters: { unit: 'character', length: 4, vocabulary: 5, ignoreCase: false, ends: false, keep: 'start', pad: 'end' },
      training: texts('aab', 'bac', '床a'),
      values: texts('ab', 'cab床前', ''),
      expected: [2, 3, 0, 0, 4, 2, 3, 1, 0, 0, 0, 0],
    },
    {
      name: 'words, whatever their case, padded and cut at the start',
      field: exampleTexts,
      parameters: { unit: 'word', length: 3, vocabulary: 100, ignoreCase: true, ends: false, keep: 'end', pad: 'start' },
      training: texts('The cat, the mat.', "Don't!"),
      values: texts('THE dog', 'cat the, cat don’t the', '月'),
      expected: [0, 2, 1, 6, 1, 2, 0, 0, 1],
    },
    {
      name: 'bytes',
      field: exampleTexts,
      parameters: { unit: 'byte', length: 3, vocabulary: 3, ignoreCase: false, ends: false, keep: 'end', pad: 'end' },
      training: texts('a'),
      values: texts('ab', 'é!'),
      expected: [99, 100, 0, 197, 171, 35],
    },
    {
      name: 'characters with marked ends',
      field: exampleTexts,
      parameters: { unit: 'character', length: 5, vocabulary: 6, ignoreCase: false, ends: true, keep: 'start', pad: 'end' },
      training: texts('aab'),
      values: texts('ab', 'bcaab', ''),
      expected: [2, 4, 5, 3, 0, 2, 5, 1, 4, 4, 2, 3, 0, 0, 0],
    },
    {
      name: 'byte pairs: “th”, then “the”, and no pair that comes once',
      field: exampleTexts,
      parameters: { unit: 'bytePair', length: 5, vocabulary: 300, ignoreCase: false, ends: false, keep: 'start', pad: 'end' },
      training: texts('the the', 'that'),
      values: texts('the', 'th é'),
      expected: [259, 0, 0, 0, 0, 258, 34, 197, 171, 0],
    },
  ],
});

/** How the step cuts texts, and how many tokens it gives of each, from its parameters. */
export function tokenisedAs(given: ParameterValues): TokenisedAs & { readonly length: number } {
  return {
    unit: parameters.unit.schema.parse(given.unit),
    ignoreCase: parameters.ignoreCase.schema.parse(given.ignoreCase),
    ends: parameters.ends.schema.parse(given.ends),
    vocabulary: parameters.vocabulary.schema.parse(given.vocabulary),
    length: parameters.length.schema.parse(given.length),
  };
}

/** Unlike tokens that are counted at least before rare ones are forgotten. */
const LEAST_HELD = 2 ** 20;

/** Of those that come as often, the one that comes first by its code points. */
function mostFrequent(tally: Tally<string>, most: number): readonly string[] {
  return tally.ranked((a, b) => a < b).slice(0, most);
}
