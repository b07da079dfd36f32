import { z } from 'zod';
import { EngineError } from '../engine/graph/errors.ts';
import type { RunCommand } from '../engine/training/events.ts';
import type { ExportOptions, HostApi } from './api.ts';

/** Samples of a dataset by their positions. */
export interface SamplesRequest {
  readonly split: 'train' | 'test';
  readonly positions: readonly number[];
}

type EvaluateOptions = Parameters<HostApi['evaluateRun']>[1];

const checkpoint = z.enum(['best', 'last']);

const runCommand: z.ZodType<RunCommand> = z.union([
  z.strictObject({ type: z.enum(['pause', 'resume', 'step', 'stop', 'checkpoint']) }),
  z.strictObject({ type: z.literal('set-learning-rate'), learningRate: z.number().positive().max(1e6) }),
]);
const evaluateOptions: z.ZodType<EvaluateOptions> = z.strictObject({ split: z.enum(['train', 'validation', 'test']), checkpoint });
const exportOptions: z.ZodType<ExportOptions> = z.strictObject({ checkpoint, opset: z.int().optional() });

const samplesRequest: z.ZodType<SamplesRequest> = z.strictObject({
  split: z.enum(['train', 'test']),
  positions: z.array(z.int().min(0)).max(100),
});

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
export function checkSamplesRequest(request: SamplesRequest): SamplesRequest {
  return checked(samplesRequest, request);
}

function checked<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new EngineError('bad-request', `The request can't be answered: ${[...(issue?.path ?? []), issue?.message ?? ''].join(' ')}.`);
}
