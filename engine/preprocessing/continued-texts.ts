import type { Continuation, DatasetSplit, RaggedReader, RaggedValues, SampleReader } from '../data/dataset.ts';
import { offsetsOf, sized } from '../data/ragged.ts';
import { invariant } from '../graph/errors.ts';
import type { TensorArray } from '../graph/types.ts';
import { indices } from '../random/distributions.ts';
import type { FieldPipeline } from './fitted.ts';
import { eachBlock } from './pipeline.ts';
import { runningTokens } from './running-tokens.ts';
import { Tokenise, tokenisedAs } from './tokenise.ts';
import { tokenCount } from './tokeniser.ts';

/**
 * A split of texts as windows of their tokens: what is fed of the text field, and as its target the token after each. A text of n tokens has
 * n − 1 pairs of a token and the one after it; its windows begin at the first pair and each `stride` pairs later, until one has the last
 * pair, and what that one has left over is 0. A text of one token has none. Other fields have the values of the window's text.
 */
export function continuedSplit(split: DatasetSplit, pipeline: FieldPipeline, { target, stride }: Continuation): DatasetSplit {
  const { name } = pipeline.stored;
  const step = pipeline.steps.find(({ definition }) => definition.type === Tokenise.type);
  invariant(step !== undefined, `${name} is cut into tokens`);
  const as = tokenisedAs(step.context.parameters);
  const texts = tokensOf(split, pipeline, (block) => runningTokens(as, step.context.fitted, block), tokenCount(as));
  const windows = windowsOf(texts.offsets, as.length, stride);
  const perText = (values: TensorArray | SampleReader): SampleReader => new PerText(values, windows.of, split.size);
  const fields = new Map([...split.fields].map(([field, values]) => [field, perText(values)] as const));
  const ragged = [...(split.ragged ?? [])].filter(([field]) => field !== name);
  return {
    size: windows.of.length,
    fields: new Map<string, SampleReader>([
      ...fields,
      [name, new TokenWindows(texts, windows, as.length, 0)],
      [target, new TokenWindows(texts, windows, as.length, 1)],
    ]),
    ...(ragged.length > 0 && { ragged: new Map(ragged.map(([field, reader]) => [field, new RaggedPerText(reader, windows.of)])) }),
    ...(split.leftOut && { leftOut: Uint8Array.from(windows.of, (text) => split.leftOut?.[text] ?? 0) }),
    texts: { count: split.size, of: windows.of },
  };
}

/** Tokens of all texts, one text after another. */
interface Texts {
  readonly tokens: Uint16Array<ArrayBuffer> | Int32Array<ArrayBuffer>;
  readonly offsets: Uint32Array<ArrayBuffer>;
}

/** Where windows begin among the tokens of all texts, and of which text they are. */
interface Windows {
  readonly of: Uint32Array<ArrayBuffer>;
  readonly starts: Uint32Array<ArrayBuffer>;
}

/** @param count how many different tokens there are: two bytes hold most vocabularies */
function tokensOf(
  split: DatasetSplit,
  { stored }: FieldPipeline,
  cut: (block: Parameters<Parameters<typeof eachBlock>[4]>[0]) => ReturnType<typeof runningTokens>,
  count: number,
): Texts {
  const parts: Texts['tokens'][] = [];
  const lengths = new Uint32Array(split.size);
  eachBlock(split, stored, indices(split.size), [], (block, samples) => {
    const { values, offsets } = cut(block);
    parts.push(count <= 2 ** 16 ? Uint16Array.from(values) : values);
    for (let i = 0; i < samples.length; i += 1) lengths[samples[i]] = offsets[i + 1] - offsets[i];
  });
  const offsets = offsetsOf(split.size, (text) => lengths[text]);
  const tokens = count <= 2 ** 16 ? new Uint16Array(offsets[split.size]) : new Int32Array(offsets[split.size]);
  let at = 0;
  for (const part of parts) {
    tokens.set(part, at);
    at += part.length;
  }
  return { tokens, offsets };
}

function windowsOf(offsets: Uint32Array, length: number, stride: number): Windows {
  const counts = indices(offsets.length - 1).map((text) => windowCount(offsets[text + 1] - offsets[text], length, stride));
  const total = counts.reduce((sum, count) => sum + count, 0);
  const [of, starts] = [new Uint32Array(total), new Uint32Array(total)];
  let at = 0;
  counts.forEach((count, text) => {
    for (let window = 0; window < count; window += 1, at += 1) {
      of[at] = text;
      starts[at] = offsets[text] + window * stride;
    }
  });
  return { of, starts };
}

/** Number of windows of a text of so many tokens. */
export function windowCount(tokens: number, length: number, stride: number): number {
  const pairs = tokens - 1;
  if (pairs < 1) return 0;
  return Math.min(Math.ceil(Math.max(0, pairs - length) / stride) + 1, Math.ceil(pairs / stride));
}

/** Tokens of windows [length]; `ahead` is 1 for the tokens after them. */
class TokenWindows implements SampleReader {
  private readonly texts: Texts;
  private readonly windows: Windows;
  private readonly length: number;
  private readonly ahead: 0 | 1;
  private held = new Int32Array(0);

  constructor(texts: Texts, windows: Windows, length: number, ahead: 0 | 1) {
    this.texts = texts;
    this.windows = windows;
    this.length = length;
    this.ahead = ahead;
  }

  gather(samples: ArrayLike<number>): TensorArray {
    const { tokens, offsets } = this.texts;
    const { of, starts } = this.windows;
    const size = samples.length * this.length;
    if (this.held.length < size) this.held = new Int32Array(size);
    const out = this.held.subarray(0, size).fill(0);
    for (let i = 0; i < samples.length; i += 1) {
      const start = starts[samples[i]];
      const pairs = Math.min(this.length, offsets[of[samples[i]] + 1] - 1 - start);
      for (let j = 0; j < pairs; j += 1) out[i * this.length + j] = tokens[start + j + this.ahead];
    }
    return out;
  }
}

/** A field with one value for each text, asked for by windows. */
class PerText implements SampleReader {
  private readonly values: TensorArray | SampleReader;
  private readonly of: Uint32Array;
  private readonly width: number;

  constructor(values: TensorArray | SampleReader, of: Uint32Array, texts: number) {
    this.values = values;
    this.of = of;
    this.width = 'gather' in values ? 0 : values.length / Math.max(1, texts);
  }

  async prefetch(samples: ArrayLike<number>): Promise<void> {
    if ('gather' in this.values) await this.values.prefetch?.(this.textsOf(samples));
  }

  gather(samples: ArrayLike<number>): TensorArray {
    const { values, width } = this;
    const texts = this.textsOf(samples);
    if ('gather' in values) return values.gather(texts);
    const out = sized(values, texts.length * width);
    texts.forEach((text, i) => {
      for (let j = 0; j < width; j += 1) out[i * width + j] = values[text * width + j];
    });
    return out;
  }

  private textsOf(samples: ArrayLike<number>): Uint32Array {
    return Uint32Array.from(samples, (sample) => this.of[sample]);
  }
}

class RaggedPerText implements RaggedReader {
  private readonly reader: RaggedReader;
  private readonly of: Uint32Array;

  constructor(reader: RaggedReader, of: Uint32Array) {
    this.reader = reader;
    this.of = of;
  }

  gatherRagged(samples: ArrayLike<number>): RaggedValues {
    return this.reader.gatherRagged(Uint32Array.from(samples, (sample) => this.of[sample]));
  }

  lengthOf(sample: number): number {
    return this.reader.lengthOf(this.of[sample]);
  }
}
