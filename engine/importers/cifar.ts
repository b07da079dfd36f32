import { baseName, type ByteFile, chunksOf, extensionOf, headOf } from './byte-file.ts';
import { decodeText, linesOf } from './decode-text.ts';
import type { FileReader, FolderReader, RawTensor, SplitName } from './definition.ts';
import { fileError } from './failure.ts';
import type { FolderEntry, SourceFolder } from './source-folder.ts';
import { checkRows, concatenatedBytes } from './tensor-file.ts';

const PIXELS = 3 * 32 * 32;
/** CIFAR-10 has one byte of label before each picture, CIFAR-100 a coarse and a fine one. */
const labelNames = { 1: ['labels'], 2: ['coarse-labels', 'fine-labels'] } as const;
const classCounts = { 1: [10], 2: [20, 100] } as const;
type LabelBytes = 1 | 2;

/** One batch of CIFAR in its binary version. */
export const Cifar: FileReader = {
  id: 'cifar',
  title: 'CIFAR binary',
  description:
    'A batch of CIFAR-10 or CIFAR-100 in the binary version: 32×32 colour pictures with their labels. Import the folder to have all batches.',
  takes: 'file',
  forms: ['tensors'],
  extensions: ['bin'],
  gzip: false,
  settings: [],
  sniff: (head, { name, size }) => {
    const bytes = labelBytes(head, size);
    return bytes === undefined ? 0 : /batch|train|test/i.test(name) && extensionOf(name) === 'bin' ? 0.95 : 0.6;
  },
  open: async (file) => ({ form: 'tensors', title: file.name, tensors: await batchTensors(file), notes: [] }),
};

/** All batches of CIFAR-10 or CIFAR-100. */
export const CifarFolder: FolderReader = {
  id: 'cifar-folder',
  title: 'CIFAR files',
  description: 'A folder with data_batch_1.bin to data_batch_5.bin and test_batch.bin (CIFAR-10), or train.bin and test.bin (CIFAR-100).',
  takes: 'folder',
  forms: ['tensors'],
  sniff: (folder) => {
    const batches = batchFiles(folder);
    return batches.length > 0 && batches.every(({ size }) => size % (PIXELS + 1) === 0 || size % (PIXELS + 2) === 0) ? 0.95 : 0;
  },
  open: async (folder) => {
    const tensors: RawTensor[] = [];
    for (const split of ['train', 'test'] as const) {
      const files = batchFiles(folder).filter(({ path }) => splitOf(path) === split);
      const batches = [];
      for (const { path } of files) batches.push(await batchTensors(await folder.open(path)));
      tensors.push(...joined(folder.name, split, batches));
    }
    return {
      form: 'tensors',
      title: folder.name,
      tensors: await Promise.all(tensors.map((tensor) => withClasses(folder, tensor))),
      notes: [],
    };
  },
};

function batchFiles({ entries }: SourceFolder): readonly FolderEntry[] {
  return entries.filter(({ path }) => /^(data_batch_\d+|test_batch|train|test)\.bin$/i.test(baseName(path)));
}

function splitOf(path: string): SplitName {
  return baseName(path).toLowerCase().startsWith('test') ? 'test' : 'train';
}

/** How many bytes of label stand before each picture, from the size and the labels of the first pictures. */
function labelBytes(head: Uint8Array, size: number): LabelBytes | undefined {
  return ([1, 2] as const).find((bytes) => {
    const record = PIXELS + bytes;
    if (size === 0 || size % record !== 0) return false;
    for (let at = 0; at + bytes <= head.length; at += record) {
      if (classCounts[bytes].some((count, i) => head[at + i] >= count)) return false;
    }
    return true;
  });
}

async function batchTensors(file: ByteFile): Promise<readonly RawTensor[]> {
  const bytes = labelBytes(await headOf(file, 2 ** 16), file.size);
  if (bytes === undefined)
    throw fileError(
      'bad-file',
      file.name,
      {},
      `records of 3,073 bytes (CIFAR-10) or 3,074 (CIFAR-100) that begin with a label were expected, it has ${file.size} bytes.`,
    );
  const record = PIXELS + bytes;
  const count = file.size / record;
  const read = async (name: string, from: number, length: number, first: number, rows: number): Promise<Uint8Array> => {
    checkRows(name, [count], first, rows);
    const records = await file.read(first * record, rows * record);
    const values = new Uint8Array(rows * length);
    for (let row = 0; row < rows; row++) values.set(records.subarray(row * record + from, row * record + from + length), row * length);
    return values;
  };
  const images: RawTensor = {
    name: 'images',
    dtype: 'uint8',
    shape: [count, 3, 32, 32],
    role: 'input',
    rows: (first, rows) => read('images', bytes, PIXELS, first, rows),
  };
  const labels = labelNames[bytes].map(
    (name, i): RawTensor => ({
      name,
      dtype: 'uint8',
      shape: [count],
      role: 'target',
      rows: async (first, rows) => checkLabels(await read(name, i, 1, first, rows), classCounts[bytes][i], file.name, first),
    }),
  );
  return [images, ...labels];
}

function checkLabels(labels: Uint8Array, count: number, file: string, first: number): Uint8Array {
  const wrong = labels.findIndex((label) => label >= count);
  if (wrong < 0) return labels;
  throw fileError(
    'bad-file',
    file,
    { row: first + wrong + 1 },
    `a label below ${count} was expected, came ${labels[wrong]}. The file is damaged: get it again.`,
  );
}

function joined(folder: string, split: SplitName, batches: readonly (readonly RawTensor[])[]): readonly RawTensor[] {
  if (batches.length === 0) return [];
  return batches[0].map(({ name }) => {
    const [first, ...others] = batches.map((tensors) => tensors.find((tensor) => tensor.name === name));
    if (first === undefined || others.includes(undefined))
      throw fileError('bad-file', folder, {}, 'batches of CIFAR-10 and of CIFAR-100 lie side by side. Import one of them.');
    return { ...concatenatedBytes(name, [first, ...others.filter((tensor) => tensor !== undefined)]), split };
  });
}

const classFiles: Readonly<Record<string, string>> = {
  labels: 'batches.meta.txt',
  'coarse-labels': 'coarse_label_names.txt',
  'fine-labels': 'fine_label_names.txt',
};

async function withClasses(folder: SourceFolder, tensor: RawTensor): Promise<RawTensor> {
  const entry = folder.entries.find(({ path }) => baseName(path) === classFiles[tensor.name]);
  if (entry === undefined) return tensor;
  const file = await folder.open(entry.path);
  const classes: string[] = [];
  for await (const { lines } of linesOf(decodeText(chunksOf(file), 'utf-8', file.name), file.name, 1000)) {
    classes.push(...lines.map((line) => line.trim()).filter((line) => line !== ''));
  }
  return { ...tensor, classes };
}
