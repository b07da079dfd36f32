import type { GenerationEnd } from './generate.ts';
import type { SamplingSettings } from './sampling.ts';

/** What a text is written with. */
export interface TextSettings extends SamplingSettings {
  /** What the text begins with; empty for a text from its beginning. */
  readonly prompt: string;
  /** Most tokens that are written. */
  readonly length: number;
  /** A whole number from 0 below 2³²: the same one gives the same text. */
  readonly seed: number;
}

/** What one token added to a text. */
export interface TextPiece {
  /** Empty where a sign is not complete yet. */
  readonly text: string;
  /** What the network gave for the token, before temperature, top-k and top-p. */
  readonly probability: number;
}

/** How a text came to be. */
export interface TextReport {
  readonly end: GenerationEnd;
  /** Tokens that were written. */
  readonly tokens: number;
  /** Tokens of the prompt, and how many of the last tokens the network looks back on. */
  readonly promptTokens: number;
  readonly context: number;
  /** What the prompt has that was in no training text, each once. */
  readonly unknown: readonly string[];
  /** That the weights are of. */
  readonly epoch?: number;
  /** From the first token to the last. */
  readonly seconds: number;
}
