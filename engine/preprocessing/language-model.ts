import { type FittedPreprocessing, pipelinesOf } from './fitted.ts';
import { Tokenise, tokenisedAs } from './tokenise.ts';
import { type Tokeniser, tokeniserOf } from './tokeniser.ts';

/** What is needed to write on with a network that was trained to tell the next token. */
export interface LanguageModel {
  /** The input field: tokens [N, length], int64, the beginning of a text with its marked begin first, 0 after its end. */
  readonly field: string;
  /** The target field: what an Output tells that writes on, a score for each token at each of the `length` places. */
  readonly target: string;
  /** Tokens of a window. */
  readonly length: number;
  readonly tokeniser: Tokeniser;
}

/** The language model of a run, from what its data were prepared with; `undefined` where its samples are no windows of texts. */
export function languageModelOf(fitted: FittedPreprocessing): LanguageModel | undefined {
  const { continuation } = fitted;
  const pipeline = continuation && pipelinesOf(fitted).get(continuation.field);
  const step = pipeline?.steps.find(({ definition }) => definition.type === Tokenise.type);
  if (continuation === undefined || step === undefined) return undefined;
  const as = tokenisedAs(step.context.parameters);
  return {
    field: continuation.field,
    target: continuation.target,
    length: as.length,
    tokeniser: tokeniserOf(as, step.context.fitted),
  };
}
