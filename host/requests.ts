import { z } from 'zod';
import type { WindowChoice } from '../engine/data/windows.ts';
import { EngineError } from '../engine/graph/errors.ts';
import { dataSchema, trainingSchema, type TrainingSettings } from '../engine/project/schema.ts';
import type { RunCommand } from '../engine/training/events.ts';
import type { AugmentedSamplesOptions } from '../engine/training/augmented-samples.ts';
import type { CodeExportOptions, ExportOptions, GenerateTextOptions, HostApi, ImportChoices, ImportSource } from './api.ts';
import { importChoices } from './import-choices.ts';

/** Samples of a dataset by their positions. */
export interface SamplesRequest {
  readonly split: 'train' | 'test';
  readonly positions: readonly number[];
  /** Of a series: windows other than the dataset's own. */
  readonly window?: WindowChoice;
}

/** Samples of a class. */
interface ClassRequest {
  readonly split: 'train' | 'test';
  readonly field: string;
  readonly classNumber: number;
}

interface AugmentationRequest {
  readonly field: string;
  readonly augmentation: TrainingSettings['augmentation'];
  readonly options: AugmentedSamplesOptions;
}

type EvaluateOptions = Parameters<HostApi['evaluateRun']>[1];

const checkpoint = z.enum(['best', 'last']);

const runCommand: z.ZodType<RunCommand> = z.union([
  z.strictObject({ type: z.enum(['pause', 'resume', 'step', 'stop', 'checkpoint']) }),
  z.strictObject({ type: z.literal('watch'), on: z.boolean() }),
  z.strictObject({ type: z.literal('set-learning-rate'), learningRate: z.number().positive().max(1e6) }),
]);
const evaluateOptions: z.ZodType<EvaluateOptions> = z.strictObject({ split: z.enum(['train', 'validation', 'test']), checkpoint });
const exportOptions: z.ZodType<ExportOptions> = z.strictObject({
  checkpoint,
  opset: z.int().optional(),
  preprocessing: z.enum(['metadata', 'graph']).optional(),
});
const codeOptions: z.ZodType<CodeExportOptions> = z.strictObject({ checkpoint });
const generateOptions: z.ZodType<GenerateTextOptions> = z.strictObject({
  checkpoint,
  prompt: z.string().max(1_000_000),
  length: z.int().min(1).max(100_000),
  temperature: z.number().min(0).max(100),
  topK: z.int().min(1).max(1_000_000).optional(),
  topP: z.number().positive().max(1).optional(),
  seed: z
    .int()
    .min(0)
    .max(2 ** 32 - 1),
});

const split = z.enum(['train', 'test']);
const samplesRequest: z.ZodType<SamplesRequest> = z.strictObject({
  split,
  positions: z.array(z.int().min(0)).max(100),
  window: dataSchema.shape.window,
});
const classRequest: z.ZodType<ClassRequest> = z.strictObject({ split, field: z.string(), classNumber: z.int().min(0) });

/** Samples that are shown before and after augmentation, and how often each. */
const shown = z.int().min(1).max(16);
const augmentationRequest: z.ZodType<AugmentationRequest> = z.strictObject({
  field: z.string(),
  augmentation: trainingSchema.shape.augmentation,
  options: z.strictObject({ count: shown, draws: shown, seed: z.int().min(0) }),
});

const importSource: z.ZodType<ImportSource> = z.union([
  z.strictObject({ paths: z.array(z.string().min(1).max(10_000)).min(1).max(100_000).readonly() }),
  z.strictObject({ uploadId: z.string() }),
]);
const jobName = z.string().min(1).max(200);

/** What a window sends is checked before it reaches a training, which a senseless command would end. Throws `bad-request`. */
export function checkRunCommand(command: RunCommand): RunCommand {
  return checked(runCommand, command);
}

/** The checkpoint becomes part of a path. Throws `bad-request`. */
export function checkEvaluateOptions(options: EvaluateOptions): EvaluateOptions {
  return checked(evaluateOptions, options);
}

/** As `checkEvaluateOptions`. */
export function checkExportOptions(options: ExportOptions): ExportOptions {
  return checked(exportOptions, options);
}

/** As `checkEvaluateOptions`. */
export function checkCodeOptions(options: CodeExportOptions): CodeExportOptions {
  return checked(codeOptions, options);
}

/** As `checkEvaluateOptions`. */
export function checkGenerateOptions(options: GenerateTextOptions): GenerateTextOptions {
  return checked(generateOptions, options);
}

/** As `checkEvaluateOptions`. */
export function checkSamplesRequest(request: SamplesRequest): SamplesRequest {
  return checked(samplesRequest, request);
}

/** Throws `bad-request`, as do all checks here. */
export function checkSplit(given: 'train' | 'test'): 'train' | 'test' {
  return checked(split, given);
}

export function checkClassRequest(request: ClassRequest): ClassRequest {
  return checked(classRequest, request);
}

export function checkAugmentationRequest(request: AugmentationRequest): AugmentationRequest {
  return checked(augmentationRequest, request);
}

export function checkImportSource(source: ImportSource): ImportSource {
  return checked(importSource, source);
}

export function checkImportChoices(choices: ImportChoices): ImportChoices {
  return checked(importChoices, choices);
}

export function checkJobName(name: string): string {
  return checked(jobName, name);
}

function checked<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new EngineError('bad-request', `The request can't be answered: ${[...(issue?.path ?? []), issue?.message ?? ''].join(' ')}.`);
}
