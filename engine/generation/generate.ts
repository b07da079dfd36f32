import { generationStream } from '../random/stream.ts';
import { drawProbabilities, type SamplingSettings, tokenAt } from './sampling.ts';

/** A trained network that says which token comes next. */
export interface TokenModel {
  /** Most tokens that it looks back on. */
  readonly context: number;
  /** Logarithms of the probabilities of what follows `tokens`, of which there are 1 to `context`, by token. Valid until the next call. */
  nextScores(tokens: readonly number[]): Promise<Float64Array>;
}

export interface GenerationSettings extends SamplingSettings {
  /** Most tokens that are written. */
  readonly length: number;
  readonly seed: number;
  /** Tokens that are never written: padding, and what stands for the unknown. */
  readonly excluded: readonly number[];
  /** The token that ends a text; it isn't told. */
  readonly end?: number;
}

export interface GeneratedToken {
  readonly token: number;
  /** What the network gave for it, before temperature, top-k and top-p. */
  readonly probability: number;
}

/** Why no further token came: as many as asked for were written, the text ended, or `mayGoOn` said no. */
export type GenerationEnd = 'length' | 'end' | 'stopped';

/**
 * Writes on after the tokens of a prompt, at least one, each token drawn from what the model gives for those before it, the last
 * `context` of them. The token at each place is drawn with a random number of its own, by seed and place: the same seed gives the same
 * text, and a longer text begins as the shorter one.
 */
export async function* generate(
  model: TokenModel,
  prompt: readonly number[],
  settings: GenerationSettings,
  mayGoOn: () => Promise<boolean> | boolean = () => true,
): AsyncGenerator<GeneratedToken, GenerationEnd, undefined> {
  const text = prompt.slice(-model.context);
  for (let place = 0; place < settings.length; place += 1) {
    if (!(await mayGoOn())) return 'stopped';
    const scores = await model.nextScores(text);
    const allowed = scores.slice();
    for (const token of settings.excluded) allowed[token] = -Infinity;
    const token = tokenAt(drawProbabilities(allowed, settings), generationStream(settings.seed, place).uniform());
    if (token === settings.end) return 'end';
    yield { token, probability: Math.exp(scores[token]) };
    text.push(token);
    if (text.length > model.context) text.shift();
  }
  return 'length';
}
