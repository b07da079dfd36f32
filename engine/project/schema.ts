import { z } from 'zod';

export const PROJECT_VERSION = 1;

const id = z.string().min(1).max(128);
const port = z.strictObject({ node: id, port: z.string().min(1).max(64) });
const point = z.strictObject({ x: z.number(), y: z.number() });

/** Colours that people mark nodes and comments with, to tell parts of a network apart; they mean nothing to the network. */
export const markColours = ['red', 'orange', 'yellow', 'green', 'blue', 'purple', 'grey'] as const;
export type MarkColour = (typeof markColours)[number];
const colour = z.enum(markColours);

const node = z.strictObject({
  id,
  /** A layer's type, `Conv2D`. */
  type: z.string().min(1),
  /** Version of the layer that the parameters were written for; missing means 1. */
  version: z.int().min(1).optional(),
  /** What the canvas shows; the id where none is given. */
  name: z.string().max(256).optional(),
  position: point,
  parameters: z.record(z.string(), z.unknown()).default({}),
  /** `bypass` hands on what comes in, as if the layer weren't there; `mute` takes the layer and all that lives on it out of the network. */
  mode: z.enum(['bypass', 'mute']).optional(),
  colour: colour.optional(),
  /** It stays as and where it is until it is unlocked. */
  locked: z.boolean().optional(),
});

const wire = z.strictObject({
  from: port,
  to: port,
  /** Points of the canvas that the drawn wire runs through, in order. */
  via: z.array(point).max(64).optional(),
});

/** Which way the data flows on the canvas: wires leave nodes at the right and come in at the left, or leave at the bottom and come in at the top. */
const flow = z.enum(['right', 'down']);
export type FlowDirection = z.infer<typeof flow>;

/** A note on the canvas. */
const comment = z.strictObject({
  id,
  /** Markdown. */
  text: z.string().max(100_000),
  position: point,
  width: z.number().min(40).max(10_000),
  height: z.number().min(24).max(10_000),
  colour: colour.optional(),
  locked: z.boolean().optional(),
});

/** A parameter of layers inside a module that each instance may set for itself. */
const exposed = z.strictObject({
  /** By which instances know it. */
  name: z.string().min(1).max(64),
  /** What people read; that of the first target where absent. */
  label: z.string().max(256).optional(),
  /** The parameters that it sets. */
  targets: z
    .array(z.strictObject({ node: id, parameter: z.string().min(1).max(64) }))
    .min(1)
    .max(1000),
});

/**
 * A part of a network that is drawn once and used as one node, any number of times. Its ports are its nodes of the types `ModuleInput` and
 * `ModuleOutput`, in their order: their ids are the ports' names for wires, their names what people read.
 */
const module = z.strictObject({
  id,
  name: z.string().min(1).max(256),
  description: z.string().max(10_000).optional(),
  nodes: z.array(node).max(100_000),
  wires: z.array(wire).max(1_000_000),
  comments: z.array(comment).max(10_000).optional(),
  /** Of its own drawing; `right` where absent. */
  flow: flow.optional(),
  parameters: z.array(exposed).max(256).optional(),
});

/** An entry of a registry, by its type, with the parameters that differ from its defaults. */
const chosen = z.strictObject({
  type: z.string().min(1),
  parameters: z.record(z.string(), z.unknown()).default({}),
});

const earlyStopping = z.strictObject({
  /** Epochs without a better value of the monitored metric before the run ends. */
  patience: z.int().min(1).max(1_000_000).default(5),
  /** A change smaller than this is no improvement. */
  minDelta: z.number().min(0).max(1e9).default(0),
});

/** Magnitude pruning: the smallest weights are set to 0 and stay 0. */
const pruning = z.strictObject({
  /** `global` ranks all weights together, `layer` those of each layer, `pattern` keeps n of every m in a row. */
  scope: z.enum(['global', 'layer', 'pattern']).default('global'),
  /** Share of zeros at the end; a pattern's follows from n and m. */
  sparsity: z.number().min(0).max(0.999).default(0.9),
  n: z.int().min(1).max(64).default(2),
  m: z.int().min(2).max(64).default(4),
  /** Pruning starts with this epoch, from 1, */
  startEpoch: z.int().min(1).max(1_000_000).default(1),
  /** and has reached its sparsity at the end of this one; half of the run where absent. */
  endEpoch: z.int().min(1).max(1_000_000).optional(),
  /** Steps between two updates of the masks. */
  interval: z.int().min(1).max(1_000_000).default(50),
});

export const trainingSchema = z.strictObject({
  epochs: z.int().min(1).max(1_000_000).default(10),
  batchSize: z.int().min(1).max(1_000_000).default(64),
  learningRate: z.number().positive().max(1e6).default(0.001),
  optimizer: chosen.default({ type: 'Adam', parameters: {} }),
  /** How the learning rate changes over the run. */
  schedule: chosen.default({ type: 'Constant', parameters: {} }),
  /** Steps over which the learning rate rises from 0 to what the schedule says. */
  warmupSteps: z.int().min(0).max(1_000_000_000).default(0),
  /** Largest L2 norm of all gradients together; unlimited where absent. */
  clipNorm: z.number().positive().max(1e9).optional(),
  /** Largest magnitude of one gradient; unlimited where absent. */
  clipValue: z.number().positive().max(1e9).optional(),
  /** Weight decay λ of kernels: matrices and higher, never biases. */
  weightDecay: z.number().min(0).max(10).default(0),
  /** The metric that decides which epoch is best, when to stop early and when a plateau is reached: `loss`, `accuracy`. */
  monitor: z.string().min(1).max(128).default('loss'),
  /** Ends the run with the best epoch's weights; off, with the last's. */
  restoreBest: z.boolean().default(true),
  earlyStopping: earlyStopping.optional(),
  pruning: pruning.optional(),
  /** Random changes of the training samples, in order. */
  augmentation: z.array(chosen).max(100).default([]),
  seed: z
    .int()
    .min(0)
    .max(2 ** 32 - 1)
    .default(1),
  /** Batches of texts of about the same length, each as long as one of so many lengths; all are as long as the longest where absent. */
  buckets: z.int().min(2).max(32).optional(),
  /** Share of the training split that is held back for validation, drawn by the seed. */
  validationFraction: z.number().min(0).max(0.9).default(0.125),
});

/** What happens to a field's stored values before they are fed; in order, learnt from the training samples of each run. */
const fieldPreprocessing = z.strictObject({ field: z.string().min(1).max(128), steps: z.array(chosen).max(32) });

/** How the samples of the project's dataset are prepared. */
export const dataSchema = z.strictObject({
  /** Fields that are prepared otherwise than their dataset declares. */
  preprocessing: z.array(fieldPreprocessing).max(256).default([]),
  /** Windows of a series, in place of the dataset's own: steps seen, steps ahead that are forecast, steps from one window to the next. */
  window: z
    .strictObject({ length: z.int().min(1).max(100_000), horizon: z.int().min(1).max(10_000), stride: z.int().min(1).max(100_000) })
    .optional(),
  /**
   * Texts that are gone on with: samples are windows of the tokens of this field's texts, each `stride` tokens after the one before (as many
   * as a window is long where absent), with the tokens one later as a target. Datasets of texts without labels are fed so by default.
   */
  continuation: z.strictObject({ field: z.string().min(1).max(128), stride: z.int().min(1).max(65_536).optional() }).optional(),
  /** Link prediction: samples are pairs of a graph's nodes, linked or not, in place of the nodes. */
  links: z.strictObject({ testFraction: z.number().min(0.001).max(0.9).default(0.1) }).optional(),
});

export const projectSchema = z.strictObject({
  format: z.literal('netloom'),
  version: z.literal(PROJECT_VERSION),
  name: z.string().min(1).max(256),
  description: z.string().max(10_000).default(''),
  nodes: z.array(node).max(100_000),
  wires: z.array(wire).max(1_000_000),
  comments: z.array(comment).max(10_000).optional(),
  /** Of the network's drawing, not of its modules'; `right` where absent. */
  flow: flow.optional(),
  /** Parts that nodes of the types `Module` and `Scan` stand for, by their ids. */
  modules: z.array(module).max(10_000).optional(),
  training: trainingSchema.prefault({}),
  data: dataSchema.prefault({}),
});

/** A project as the editor, the engine and the file hold it. */
export type Project = z.infer<typeof projectSchema>;
export type ProjectNode = Project['nodes'][number];
export type ProjectWire = Project['wires'][number];
export type ProjectComment = NonNullable<Project['comments']>[number];
export type ProjectModule = NonNullable<Project['modules']>[number];
export type ExposedParameter = NonNullable<ProjectModule['parameters']>[number];
export type TrainingSettings = Project['training'];
export type DataSettings = Project['data'];
