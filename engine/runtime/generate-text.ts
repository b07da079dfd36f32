import type { TextPiece, TextReport } from '../generation/definition.ts';
import { generate, type GenerationEnd } from '../generation/generate.ts';
import { excludedTokens, promptTokens } from '../generation/prompt.ts';
import { Writing } from '../generation/writing.ts';
import type { GenerateRequest } from './engine-api.ts';
import { openLanguageModel } from './language-model.ts';

/** Least time between two words on how a text goes on. */
const TELL_MILLISECONDS = 50;

/**
 * Has a run's network write on after a prompt. `onText` hears of it while it is written, `mayGoOn` is asked before each token. Throws what
 * `openLanguageModel` throws.
 */
export async function generateText(
  request: GenerateRequest,
  onText: (pieces: readonly TextPiece[]) => void,
  mayGoOn: () => Promise<boolean> | boolean,
): Promise<TextReport> {
  const model = await openLanguageModel(request);
  const { tokeniser, context, epoch } = model;
  const { end } = tokeniser;
  try {
    const { tokens, unknown } = promptTokens(request.prompt, tokeniser);
    const settings = { ...request, excluded: excludedTokens(tokeniser), ...(end !== undefined && { end }) };
    const start = performance.now();
    const written = await tellAll(generate(model, tokens, settings, mayGoOn), new Writing(tokeniser, request.prompt, tokens), onText);
    const seconds = (performance.now() - start) / 1000;
    return { ...written, promptTokens: tokens.length, context, unknown, ...(epoch !== undefined && { epoch }), seconds };
  } finally {
    await model.dispose();
  }
}

/** Tells a text token by token, several at once where they come fast. */
async function tellAll(
  running: ReturnType<typeof generate>,
  writing: Writing,
  onText: (pieces: readonly TextPiece[]) => void,
): Promise<{ readonly end: GenerationEnd; readonly tokens: number }> {
  let pieces: TextPiece[] = [];
  let told = -Infinity;
  for (let tokens = 0; ; tokens += 1) {
    const { done, value } = await running.next();
    if (done === true) {
      const rest = writing.end();
      if (pieces.length > 0 || rest !== '') onText([...pieces, ...(rest === '' ? [] : [{ text: rest, probability: 1 }])]);
      return { end: value, tokens };
    }
    pieces.push({ text: writing.add(value.token), probability: value.probability });
    if (performance.now() - told < TELL_MILLISECONDS) continue;
    onText(pieces);
    pieces = [];
    told = performance.now();
  }
}
