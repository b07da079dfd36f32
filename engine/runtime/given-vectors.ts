import { inferenceProgram } from '../compile/evaluation-program.ts';
import type { InferenceProgram, StateSlot } from '../compile/program.ts';
import type { Dataset, DatasetSplit } from '../data/dataset.ts';
import { KEY_NUMBER, KEY_TEXT, VECTOR, vectorWidth } from '../data/word-vectors.ts';
import { EngineError, invariant } from '../graph/errors.ts';
import { staticShape } from '../graph/shape.ts';
import { type FittedPreprocessing, type GivenVectors, pipelinesOf } from '../preprocessing/fitted.ts';
import { Tokenise, tokenisedAs } from '../preprocessing/tokenise.ts';
import { tokeniserOf } from '../preprocessing/tokeniser.ts';
import type { Project } from '../project/schema.ts';
import { indices } from '../random/distributions.ts';
import type { ProgramSource } from '../training/programs.ts';
import { type DatasetFolders, openDataset } from './datasets.ts';
import type { ProjectData } from './project-data.ts';

/** Vectors that are read at once. */
const BLOCK = 4096;

/** First values of a table's rows, for tokens that have a word vector. */
interface TableStart {
  readonly rows: readonly number[];
  readonly values: Float32Array<ArrayBuffer>;
}

/** What a new run begins with: programs whose tables begin with word vectors, and what is told of them. */
export interface VectorStart {
  readonly programs: ProgramSource;
  readonly vectors: readonly GivenVectors[];
}

/**
 * Looks up the word vectors of the tokens that the run's vocabulary has. Throws `no-vectors` where a table finds none at all, and
 * `unknown-dataset` or `bad-dataset` where the vectors can't be read.
 */
export async function vectorStart(project: Project, data: ProjectData, folders: DatasetFolders): Promise<VectorStart> {
  const program = inferenceProgram(project, data.catalog.shapesOf);
  const starts = new Map<string, TableStart>();
  const vectors: GivenVectors[] = [];
  for (const slot of program.state) {
    if (slot.vectors === undefined) continue;
    const dataset = await openDataset(slot.vectors, folders);
    const names = tokenNamesOf(fieldReadBy(program, slot), slot, data.preprocessing);
    const start = lookUp(dataset, slot, names);
    const tokens = names === undefined ? staticShape(slot.type.shape)[0] : names.size;
    if (start.rows.length === 0) throw noneFound(dataset, slot, names);
    starts.set(slot.name, start);
    vectors.push({ nodeId: slot.nodeId, dataset: dataset.info, found: start.rows.length, tokens });
  }
  return { programs: starts.size === 0 ? data.programs : beginningWith(data.programs, starts), vectors };
}

/** The programs with those first values: slots are drawn as before, then the rows are set. */
function beginningWith(programs: ProgramSource, starts: ReadonlyMap<string, TableStart>): ProgramSource {
  const begun = (slot: StateSlot): StateSlot => {
    const start = starts.get(slot.name);
    return start === undefined ? slot : { ...slot, initializer: { kind: 'rows', drawn: slot.initializer, ...start } };
  };
  return {
    ...programs,
    training: (...given) => {
      const program = programs.training(...given);
      return { ...program, state: program.state.map(begun) };
    },
  };
}

/** The field whose values number the table's rows: the one that leads to where the table is looked up. */
function fieldReadBy({ graph, dataInputs }: InferenceProgram, slot: StateSlot): string {
  const producers = new Map(graph.nodes.flatMap((node) => node.outputs.map((output) => [output, node] as const)));
  const looksUp = graph.nodes.filter(({ opType, inputs }) => opType === 'Gather' && inputs[0] === slot.input);
  const open = looksUp.map(({ inputs }) => inputs[1]);
  const seen = new Set<string>();
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (seen.has(name)) continue;
    seen.add(name);
    open.push(...(producers.get(name)?.inputs ?? []));
  }
  const fields = new Set(dataInputs.filter(({ input }) => seen.has(input)).map(({ field }) => field));
  const [field] = fields;
  if (fields.size === 1) return field;
  throw new EngineError(
    'no-vectors',
    `Word vectors are looked up for the tokens of one field, the table of ${slot.nodeId} reads ${fields.size === 0 ? 'none' : [...fields].join(' and ')}. Give each field an Embedding of its own.`,
    { nodeId: slot.nodeId },
  );
}

/** Texts of the tokens or names of the classes, by number; `undefined` where the numbers have no names. */
function tokenNamesOf(name: string, slot: StateSlot, preprocessing: FittedPreprocessing): ReadonlyMap<number, string> | undefined {
  const pipeline = pipelinesOf(preprocessing).get(name);
  const step = pipeline?.steps.find(({ definition }) => definition.type === Tokenise.type);
  const rows = staticShape(slot.type.shape)[0];
  if (step === undefined) {
    const field = pipeline?.fed ?? preprocessing.info.fields.find((candidate) => candidate.name === name);
    return field?.classes && new Map(field.classes.slice(0, rows).map((text, number) => [number, text]));
  }
  const tokeniser = tokeniserOf(tokenisedAs(step.context.parameters), step.context.fitted);
  const tokens = indices(Math.min(rows, tokeniser.size)).filter((token) => tokeniser.hasText(token));
  return new Map(Array.from(tokens, (token) => [token, tokeniser.decode([token])]));
}

/** How well a vector's word fits a token: as it is written, or but for its case. */
const SAME = 2;
const SAME_BUT_CASE = 1;

function lookUp(dataset: Dataset, slot: StateSlot, names: ReadonlyMap<number, string> | undefined): TableStart {
  const [rows, width] = staticShape(slot.type.shape);
  invariant(vectorWidth(dataset.info) === width, `${dataset.info.id} has vectors as wide as ${slot.name}`);
  const hasWords = dataset.info.fields.some(({ name }) => name === KEY_TEXT);
  if (hasWords && names === undefined)
    throw new EngineError(
      'no-vectors',
      `The vectors of “${dataset.info.title}” are those of words, but the table of ${slot.nodeId} is given numbers without a text. Tokenise a text, or import vectors by row.`,
      { nodeId: slot.nodeId },
    );
  const values = new Float32Array(rows * width);
  const fits = new Uint8Array(rows);
  const take = (token: number, fit: number, vector: Float32Array): void => {
    if (token >= rows || fits[token] >= fit) return;
    fits[token] = fit;
    values.set(vector, token * width);
  };
  const wanted = tokensByName(names ?? new Map());
  for (const { key, vector } of entriesOf(dataset, width)) {
    if (typeof key === 'number') take(key, SAME, vector);
    else {
      for (const token of wanted.exact.get(key) ?? []) take(token, SAME, vector);
      for (const token of wanted.folded.get(key.toLowerCase()) ?? []) take(token, SAME_BUT_CASE, vector);
    }
  }
  const found = Array.from(indices(rows)).filter((token) => fits[token] > 0);
  const packed = new Float32Array(found.length * width);
  found.forEach((token, i) => packed.set(values.subarray(token * width, (token + 1) * width), i * width));
  return { rows: found, values: packed };
}

/** Tokens by their text without the space that byte pairs have before a word. */
function tokensByName(names: ReadonlyMap<number, string>) {
  const [exact, folded] = [new Map<string, number[]>(), new Map<string, number[]>()];
  const add = (map: Map<string, number[]>, key: string, token: number): void => {
    map.set(key, [...(map.get(key) ?? []), token]);
  };
  for (const [token, name] of names) {
    const text = name.trim() === '' ? name : name.trim();
    add(exact, text, token);
    add(folded, text.toLowerCase(), token);
  }
  return { exact, folded };
}

/** Each vector with its word or row; of words that come twice the first counts. */
function* entriesOf({ train, test }: Dataset, width: number): Generator<{ readonly key: string | number; readonly vector: Float32Array }> {
  const decoder = new TextDecoder();
  for (const split of [train, test]) {
    for (let start = 0; start < split.size; start += BLOCK) {
      const samples = indices(Math.min(BLOCK, split.size - start)).map((i) => start + i);
      const keys = keysOf(split, samples, decoder);
      const vectors = Float32Array.from(stored(split, VECTOR, samples), Number);
      for (let i = 0; i < samples.length; i += 1) yield { key: keys[i], vector: vectors.subarray(i * width, (i + 1) * width) };
    }
  }
}

function keysOf(split: DatasetSplit, samples: Uint32Array, decoder: InstanceType<typeof TextDecoder>): readonly (string | number)[] {
  const texts = split.ragged?.get(KEY_TEXT)?.gatherRagged(samples);
  if (texts === undefined) return Array.from(stored(split, KEY_NUMBER, samples), Number);
  const bytes = Uint8Array.from(texts.values, Number);
  return Array.from(samples, (_, i) => decoder.decode(bytes.subarray(texts.offsets[i], texts.offsets[i + 1])));
}

function stored(split: DatasetSplit, name: string, samples: Uint32Array): ArrayLike<number | bigint> {
  const values = split.fields.get(name);
  invariant(values !== undefined, `word vectors have the field ${name}`);
  if ('gather' in values) return values.gather(samples);
  const size = values.length / split.size;
  return values.subarray(samples[0] * size, (samples[0] + samples.length) * size);
}

function noneFound(dataset: Dataset, slot: StateSlot, names: ReadonlyMap<number, string> | undefined): EngineError {
  const words = [...(names?.values() ?? [])].map((name) => name.trim()).filter((name) => name !== '');
  const some = words.slice(0, 5).map((name) => `“${name}”`);
  return new EngineError(
    'no-vectors',
    `None of the ${names?.size ?? 0} tokens of the vocabulary${some.length === 0 ? '' : ` (${some.join(', ')}, …)`} has a vector in “${dataset.info.title}”. Cut the texts into words, or choose other vectors.`,
    { nodeId: slot.nodeId },
  );
}
