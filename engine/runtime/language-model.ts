import { inferenceProgram } from '../compile/evaluation-program.ts';
import type { DataInput, InferenceProgram, PredictionOutput } from '../compile/program.ts';
import { catalogOf } from '../data/registry.ts';
import type { TokenModel } from '../generation/generate.ts';
import { type ScoreLayout, scoresAt } from '../generation/scores.ts';
import { EngineError, invariant } from '../graph/errors.ts';
import type { TensorData } from '../graph/types.ts';
import { lossOf } from '../losses/registry.ts';
import { infosOf } from '../preprocessing/fitted.ts';
import { type LanguageModel, languageModelOf } from '../preprocessing/language-model.ts';
import type { Tokeniser } from '../preprocessing/tokeniser.ts';
import type { GenerateRequest } from './engine-api.ts';
import { exportTrained } from './export-run.ts';
import { OnnxSession } from './onnx-session.ts';
import { runPreprocessing } from './project-data.ts';
import { readTrained } from './run-state.ts';

/** A run that writes texts: its network, ready to run, and how its texts are cut into tokens. */
export interface OpenedLanguageModel extends TokenModel {
  readonly tokeniser: Tokeniser;
  /** That the weights are of. */
  readonly epoch?: number;
  dispose(): Promise<void>;
}

type ModelRequest = Pick<GenerateRequest, 'runDirectory' | 'datasets' | 'threads' | 'checkpoint'>;

/** Opens a run's checkpoint. One that doesn't tell the next token of a text from that text alone throws `EngineError('no-language-model')`. */
export async function openLanguageModel({ runDirectory, datasets, threads, checkpoint }: ModelRequest): Promise<OpenedLanguageModel> {
  const trained = await readTrained(runDirectory, checkpoint);
  const preprocessing = await runPreprocessing(runDirectory, trained.project, datasets);
  const texts = languageModelOf(preprocessing);
  if (texts === undefined) throw notOne('it wasn’t trained on windows of texts. Train a network whose target is the next token of a text.');
  const catalog = catalogOf(infosOf(preprocessing));
  const program = inferenceProgram(trained.project, catalog.shapesOf);
  const { input, prediction } = partsOf(program, texts);
  const layout = { classes: texts.tokeniser.size, places: texts.length, classesFirst: prediction.classesLast !== true };
  const session = await OnnxSession.load(exportTrained({ ...trained, catalog, preprocessing }), threads);
  return {
    ...windowedModel(session, input, prediction.activated, layout),
    tokeniser: texts.tokeniser,
    ...(trained.epoch !== undefined && { epoch: trained.epoch }),
    dispose: () => session.dispose(),
  };
}

function partsOf(
  { dataInputs, predictions }: InferenceProgram,
  { field, target }: LanguageModel,
): { readonly input: DataInput; readonly prediction: PredictionOutput } {
  const prediction = predictions.find(({ targetField, loss }) => targetField === target && lossOf(loss).link === 'softmax');
  if (prediction === undefined) throw notOne(`none of its outputs gives probabilities for “${target}”. Add an Output with that target.`);
  const [input, ...others] = dataInputs;
  invariant(input !== undefined, 'a network has an input');
  if (input.field === field && others.length === 0) return { input, prediction };
  const read = dataInputs.map((read) => `“${read.field}”`).join(' and ');
  throw notOne(`it reads ${read}, and nothing but “${field}” is known of a text that is not there yet.`);
}

function notOne(reason: string): EngineError {
  return new EngineError('no-language-model', `This run can't write a text: ${reason}`);
}

/**
 * The last tokens stand at the beginning of a window whose rest is filled up, as in training; what is told at the place of the last of them
 * counts, which nothing after it may change.
 */
function windowedModel(session: OnnxSession, input: DataInput, output: string, layout: ScoreLayout): TokenModel {
  const window = new BigInt64Array(layout.places);
  const feed: TensorData = { dtype: 'int64', dims: [1, layout.places], data: window };
  return {
    context: layout.places,
    async nextScores(tokens) {
      window.fill(0n);
      tokens.forEach((token, place) => {
        window[place] = BigInt(token);
      });
      const probabilities = (await session.infer(new Map([[input.input, feed]]))).get(output);
      invariant(probabilities !== undefined, `the model gives ${output}`);
      return scoresAt(probabilities, layout, tokens.length - 1);
    },
  };
}
