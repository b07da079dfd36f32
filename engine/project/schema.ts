import { z } from 'zod';

export const PROJECT_VERSION = 1;

const id = z.string().min(1).max(128);
const port = z.strictObject({ node: id, port: z.string().min(1).max(64) });

const node = z.strictObject({
  id,
  /** A layer's type, `Conv2D`. */
  type: z.string().min(1),
  /** Version of the layer that the parameters were written for; missing means 1. */
  version: z.int().min(1).optional(),
  /** What the canvas shows; the id where none is given. */
  name: z.string().max(256).optional(),
  position: z.strictObject({ x: z.number(), y: z.number() }),
  parameters: z.record(z.string(), z.unknown()).default({}),
});

const wire = z.strictObject({ from: port, to: port });

const optimizer = z.strictObject({
  type: z.string().min(1),
  parameters: z.record(z.string(), z.unknown()).default({}),
});

const training = z.strictObject({
  epochs: z.int().min(1).max(1_000_000).default(10),
  batchSize: z.int().min(1).max(1_000_000).default(64),
  learningRate: z.number().positive().max(1e6).default(0.001),
  optimizer: optimizer.default({ type: 'Adam', parameters: {} }),
  seed: z
    .int()
    .min(0)
    .max(2 ** 32 - 1)
    .default(1),
  /** Share of the training split that is held back for validation, drawn by the seed. */
  validationFraction: z.number().min(0).max(0.9).default(0.125),
});

export const projectSchema = z.strictObject({
  format: z.literal('netloom'),
  version: z.literal(PROJECT_VERSION),
  name: z.string().min(1).max(256),
  description: z.string().max(10_000).default(''),
  nodes: z.array(node).max(100_000),
  wires: z.array(wire).max(1_000_000),
  training: training.prefault({}),
});

/** A project as the editor, the engine and the file hold it. */
export type Project = z.infer<typeof projectSchema>;
export type ProjectNode = Project['nodes'][number];
export type ProjectWire = Project['wires'][number];
export type TrainingSettings = Project['training'];
