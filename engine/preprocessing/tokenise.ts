import { field } from '../layers/parameters.ts';
import { describeField, misfit } from './blocks.ts';
import { definePreprocessing, type Fitted } from './definition.ts';
import { exampleTexts, texts } from './examples.ts';
import { textsOf } from './fitted-numbers.ts';
import { Tally } from './tally.ts';
import { lowerCaseParameter, textsOfBlock, unitsOf } from './text-units.ts';

/** Stands for what is not in the vocabulary. */
const UNKNOWN = 1;
/** The first token of the vocabulary; 0 fills what a short text leaves over. */
const FIRST = 2;

export const Tokenise = definePreprocessing({
  type: 'Tokenise',
  title: 'Tokenise',
  synonyms: ['tokenize', 'text', 'vocabulary', 'characters', 'words', 'bytes', '分词'],
  explanation:
    'Makes each text a row of whole numbers of one length: 0 for padding, 1 for what isn’t in the vocabulary, then the most frequent characters or words of the training texts, the most frequent first. Bytes need no vocabulary: each is its value + 2.',
  parameters: {
    unit: field.choice({
      label: 'Token',
      help: 'What a text is cut into.',
      default: 'character',
      options: [
        { value: 'character', label: 'character' },
        { value: 'word', label: 'word' },
        { value: 'byte', label: 'byte (UTF-8)' },
      ],
    }),
    length: field.int({ label: 'Length', help: 'Tokens of each sample.', default: 64, min: 1, max: 65_536 }),
    vocabulary: field.int({
      label: 'Vocabulary',
      help: 'Most tokens that are told apart, padding and unknown included.',
      default: 1000,
      min: 3,
      max: 1_000_000,
      visible: ({ unit }) => unit !== 'byte',
    }),
    ignoreCase: { ...lowerCaseParameter, visible: ({ unit }) => unit !== 'byte' },
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
  },
  form({ unit, length, vocabulary }, given) {
    if (given.semantics !== 'text' || given.ragged === undefined) return misfit('not-texts', 'texts', describeField(given));
    const { ragged: _, ...rest } = given;
    return { ...rest, dtype: 'int64', shape: [length], tokens: unit === 'byte' ? BYTES + FIRST : vocabulary };
  },
  fit({ unit, vocabulary, ignoreCase }) {
    const tally = new Tally<string>(Math.max(LEAST_HELD, 4 * vocabulary));
    return {
      add(block) {
        if (unit === 'byte') return;
        for (const text of textsOfBlock(block)) for (const token of unitsOf(text, unit, ignoreCase)) tally.add(token);
      },
      finish: (): Fitted => (unit === 'byte' ? {} : { vocabulary: mostFrequent(tally, vocabulary - FIRST) }),
    };
  },
  apply({ parameters: { unit, length, ignoreCase, keep, pad }, fitted }, block) {
    const values = new Int32Array(block.samples * length);
    const ids = unit === 'byte' ? undefined : idsOf(fitted);
    textsOfBlock(block).forEach((text, sample) => {
      const tokens =
        unit === 'byte' || ids === undefined
          ? Array.from(bytesOf(block, sample), (byte) => byte + FIRST)
          : unitsOf(text, unit, ignoreCase).map((token) => ids.get(token) ?? UNKNOWN);
      const kept = keep === 'start' ? tokens.slice(0, length) : tokens.slice(-length);
      values.set(kept, sample * length + (pad === 'end' ? 0 : length - kept.length));
    });
    return { samples: block.samples, values };
  },
  examples: [
    {
      name: 'characters, padded and cut at the end',
      field: exampleTexts,
      parameters: { unit: 'character', length: 4, vocabulary: 5, ignoreCase: false, keep: 'start', pad: 'end' },
      training: texts('aab', 'bac', '床a'),
      values: texts('ab', 'cab床前', ''),
      expected: [2, 3, 0, 0, 4, 2, 3, 1, 0, 0, 0, 0],
    },
    {
      name: 'words, whatever their case, padded and cut at the start',
      field: exampleTexts,
      parameters: { unit: 'word', length: 3, vocabulary: 100, ignoreCase: true, keep: 'end', pad: 'start' },
      training: texts('The cat, the mat.', "Don't!"),
      values: texts('THE dog', 'cat the, cat don’t the', '月'),
      expected: [0, 2, 1, 6, 1, 2, 0, 0, 1],
    },
    {
      name: 'bytes',
      field: exampleTexts,
      parameters: { unit: 'byte', length: 3, vocabulary: 3, ignoreCase: false, keep: 'end', pad: 'end' },
      training: texts('a'),
      values: texts('ab', 'é!'),
      expected: [99, 100, 0, 197, 171, 35],
    },
  ],
});

const BYTES = 256;

/** Unlike tokens that are counted at least before rare ones are forgotten. */
const LEAST_HELD = 2 ** 20;

/** Of those that come as often, the one that comes first by its code points. */
function mostFrequent(tally: Tally<string>, most: number): readonly string[] {
  return tally.ranked((a, b) => a < b).slice(0, most);
}

/** The vocabulary of a run is looked up for each batch: its map is made once. */
const known = new WeakMap<Fitted, ReadonlyMap<string, number>>();

function idsOf(fitted: Fitted): ReadonlyMap<string, number> {
  const ids = known.get(fitted) ?? new Map(textsOf(fitted, 'vocabulary').map((token, i) => [token, i + FIRST]));
  known.set(fitted, ids);
  return ids;
}

function bytesOf({ values, offsets = new Uint32Array() }: Parameters<typeof textsOfBlock>[0], sample: number): Uint8Array {
  return values instanceof Uint8Array ? values.subarray(offsets[sample], offsets[sample + 1]) : new Uint8Array();
}
