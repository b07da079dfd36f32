import { isMixing } from '../augmentations/definition.ts';
import { type AugmentedField, augmentationProblem, movesAlong } from '../augmentations/fit.ts';
import { augmentationOf } from '../augmentations/registry.ts';
import type { Mixing } from '../compile/program.ts';
import type { Dataset, DatasetField } from '../data/dataset.ts';
import { gatherField, sampleSize, storedValues } from '../data/gather.ts';
import { EngineError } from '../graph/errors.ts';
import type { TensorArray, TensorData } from '../graph/types.ts';
import type { TrainingSettings } from '../project/schema.ts';
import { indices } from '../random/distributions.ts';
import { Augmenter, type BatchField, type BatchMix } from './augmenter.ts';

export interface AugmentedSamplesOptions {
  /** Training samples, from the first. */
  readonly count: number;
  /** How often each is changed. */
  readonly draws: number;
  /** Of the random numbers: another one gives other draws. */
  readonly seed: number;
}

/** Some training samples before and after they were changed, as they are stored: bytes for images, class numbers for masks. */
export interface AugmentedSamples {
  /** Samples that there are; at most as many as asked for. */
  readonly count: number;
  readonly draws: number;
  /** The field that was asked for, and targets that move with it, by name. */
  readonly fields: Readonly<Record<string, AugmentedValues>>;
  /** Where samples are mixed, for each draw the share that a sample keeps of itself, and the sample that is mixed into each. */
  readonly mixed?: readonly { readonly share: number; readonly partners: readonly number[] }[];
}

export interface AugmentedValues {
  /** Of one sample. */
  readonly shape: readonly number[];
  /** `count` samples, one after another. */
  readonly originals: StoredNumbers;
  /** `draws` × `count` samples: all samples of the first draw, then all of the second. */
  readonly augmented: StoredNumbers;
}

type StoredNumbers = Uint8Array | Float32Array | Int32Array;

/**
 * What a list of augmentations makes of a field's first training samples, scaled as the dataset declares it; pure but for reading them.
 * Draw i is what step i + 1 of a run with that seed makes of samples that no other preparation changes. An unknown augmentation throws
 * `EngineError('unknown-augmentation')`, one that doesn't fit the field `augmentation-input` or `augmentation-target`, a field that
 * the dataset doesn't have `unknown-field`, one that cannot be shown `augmentation-preview`.
 */
export function augmentedSamples(
  dataset: Dataset,
  field: string,
  augmentation: TrainingSettings['augmentation'],
  { count, draws, seed }: AugmentedSamplesOptions,
): AugmentedSamples {
  const shown = shownFields(dataset, field, augmentation);
  const samples = indices(Math.max(0, Math.min(Math.floor(count), dataset.train.size)));
  const batches = shown.map(({ declared, bound }) => new ShownField(declared, bound, dataset, samples));
  const mixing: Mixing = {
    share: SHARE,
    partners: shown.slice(1).map(({ bound }) => ({ target: bound.input, partner: `${bound.input}′` })),
  };
  const [input, ...targets] = shown.map(({ bound }) => bound);
  const augmenter = Augmenter.of(augmentation, { inputs: [input], targets, mixing });
  const mixed: BatchMix[] = [];
  const drawn = Math.max(0, Math.floor(draws));
  for (let draw = 0; draw < drawn; draw += 1) {
    const mix = augmenter.apply(tensorsOf(batches, mixing), samples, seed, draw + 1);
    if (mix !== undefined) mixed.push(mix);
    for (const batch of batches) batch.take();
  }
  return {
    count: samples.length,
    draws: drawn,
    fields: Object.fromEntries(batches.map((batch) => [batch.name, batch.values()])),
    ...(mixed.length > 0 && { mixed: mixed.map(({ share, partners }) => ({ share, partners: [...partners] })) }),
  };
}

const SHARE = 'mixing:share';

interface Shown {
  readonly declared: DatasetField;
  readonly bound: BatchField;
}

/** The field itself, then the targets that move with it. */
function shownFields(dataset: Dataset, name: string, augmentation: TrainingSettings['augmentation']): Shown[] {
  const { title, fields } = dataset.info;
  const declared = fields.find((field) => field.name === name);
  if (declared === undefined) {
    const known = fields.map((field) => field.name).join(', ');
    throw new EngineError('unknown-field', `${title} has the fields ${known}; came ${name}.`);
  }
  const raw = declared.columns?.some(({ values, missing }) => values !== undefined || missing !== undefined);
  if (declared.ragged !== undefined || raw === true) {
    const message = `${declared.label} of ${title} cannot be shown: it becomes numbers of one shape only when a network is fed.`;
    throw new EngineError('augmentation-preview', message);
  }
  const input = boundOf(declared);
  const definitions = augmentation.map(({ type }) => augmentationOf(type));
  for (const definition of definitions) {
    const problem = augmentationProblem(definition, [input], []);
    if (problem !== undefined) throw new EngineError(problem.code, problem.message);
  }
  const targets = fields
    .filter((field) => field.role === 'target' && field.name !== name && field.ragged === undefined)
    .map((field) => ({
      declared: field,
      bound: boundOf(field),
    }));
  const moved = targets.filter(({ bound }) =>
    definitions.some((definition) => !isMixing(definition) && movesAlong(definition, [input], bound)),
  );
  return [{ declared, bound: input }, ...moved];
}

function boundOf(field: DatasetField): BatchField & AugmentedField {
  const numbered = field.semantics === 'mask' || field.semantics === 'category';
  return {
    input: field.name,
    name: field.name,
    shape: field.shape,
    dtype: field.dtype,
    ...(numbered && { classes: { outside: field.ignored ?? 0 } }),
  };
}

/** A field's samples: as stored, as fed for each draw, and as they would be stored after it. */
class ShownField {
  readonly name: string;
  private readonly field: DatasetField;
  private readonly dataset: Dataset;
  private readonly samples: Uint32Array<ArrayBuffer>;
  private readonly bound: BatchField;
  private readonly originals: StoredNumbers;
  private readonly draws: StoredNumbers[] = [];
  private fed: TensorData | undefined;

  constructor(field: DatasetField, bound: BatchField, dataset: Dataset, samples: Uint32Array<ArrayBuffer>) {
    this.name = field.name;
    this.field = field;
    this.bound = bound;
    this.dataset = dataset;
    this.samples = samples;
    this.originals = numbersOf(storedValues(dataset.train, field, samples));
  }

  /** The samples as they are fed, gathered anew. */
  feed(): TensorData {
    const { dtype } = this.bound;
    const length = this.samples.length * sampleSize(this.field);
    const data = dtype === 'int64' ? new BigInt64Array(length) : new Float32Array(length);
    gatherField(this.dataset.train, this.field, this.samples, data);
    this.fed = { dtype: dtype ?? 'float32', dims: [this.samples.length, ...this.field.shape], data };
    return this.fed;
  }

  /** Keeps what became of the samples that were fed last. */
  take(): void {
    const stored = this.originals.slice();
    const { data } = this.fed ?? { data: new Float32Array(0) };
    const length = sampleSize(this.field);
    for (let i = 0; i < stored.length; i += 1) {
      const { scale, offset } = this.scalingOf(i % length);
      const value = (Number(data[i]) - offset) / scale;
      stored[i] = stored instanceof Uint8Array ? Math.min(Math.max(Math.round(value), 0), 255) : value;
    }
    this.draws.push(stored);
  }

  values(): AugmentedValues {
    const augmented = this.originals instanceof Uint8Array ? new Uint8Array(this.size) : new Float32Array(this.size);
    this.draws.forEach((draw, i) => augmented.set(draw, i * draw.length));
    return { shape: this.field.shape, originals: this.originals, augmented };
  }

  private get size(): number {
    return this.draws.reduce((sum, { length }) => sum + length, 0);
  }

  private scalingOf(place: number): { readonly scale: number; readonly offset: number } {
    const { columns, preprocessing } = this.field;
    if (columns === undefined) return preprocessing ?? { scale: 1, offset: 0 };
    return columns[Math.floor((place * columns.length) / sampleSize(this.field))];
  }
}

function numbersOf(stored: TensorArray): StoredNumbers {
  return stored instanceof Uint8Array || stored instanceof Int32Array ? stored : Float32Array.from(stored, Number);
}

/** A batch as a training step has it: the fields, and room for what mixing feeds. */
function tensorsOf(fields: readonly ShownField[], mixing: Mixing): ReadonlyMap<string, TensorData> {
  const tensors = new Map(fields.map((field) => [field.name, field.feed()]));
  tensors.set(mixing.share, { dtype: 'float32', dims: [], data: new Float32Array(1) });
  for (const { target, partner } of mixing.partners) {
    const own = tensors.get(target);
    if (own !== undefined) tensors.set(partner, { ...own, data: own.data.slice() });
  }
  return tensors;
}
