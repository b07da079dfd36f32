import { baseName } from './byte-file.ts';
import type { FolderReader, RawTensor, SplitName } from './definition.ts';
import { fileError } from './failure.ts';
import { idxTensor, isIdxName } from './idx.ts';
import type { SourceFolder } from './source-folder.ts';
import { rowCount } from './tensor-file.ts';

/** Pictures and labels of the MNIST family, told apart by the names of their files. */
export const IdxFolder: FolderReader = {
  id: 'idx-folder',
  title: 'MNIST files',
  description: 'A folder with train-images-idx3-ubyte, train-labels-idx1-ubyte and the t10k pair, plain or .gz.',
  takes: 'folder',
  forms: ['tensors'],
  sniff: (folder) => {
    const files = idxFiles(folder);
    return files.some(({ role }) => role === 'input') && files.some(({ role }) => role === 'target') ? 1 : 0;
  },
  open: async (folder) => {
    const tensors = [];
    for (const { path, split, role } of idxFiles(folder)) tensors.push({ ...(await idxTensor(await folder.open(path))), split, role });
    checkPairs(folder.name, tensors);
    return { form: 'tensors', title: folder.name, tensors, notes: [] };
  },
};

interface IdxFile {
  readonly path: string;
  readonly split: SplitName;
  readonly role: 'input' | 'target';
}

/** A plain file goes before its packed copy. */
function idxFiles({ entries }: SourceFolder): readonly IdxFile[] {
  const plain = new Set(entries.map(({ path }) => path));
  return entries.flatMap(({ path }) => {
    const name = baseName(path).toLowerCase();
    if (!isIdxName(name) || (name.endsWith('.gz') && plain.has(path.slice(0, -3)))) return [];
    const role = name.includes('label') ? 'target' : name.includes('image') ? 'input' : undefined;
    const split = /t10k|test/.test(name) ? 'test' : name.includes('valid') ? 'validation' : 'train';
    return role === undefined ? [] : [{ path, split, role }];
  });
}

function checkPairs(folder: string, tensors: readonly RawTensor[]): void {
  for (const split of ['train', 'validation', 'test'] as const) {
    const [inputs, targets] = (['input', 'target'] as const).map((role) =>
      tensors.filter((tensor) => tensor.split === split && tensor.role === role),
    );
    if (inputs.length === 0 && targets.length === 0) continue;
    const [images, labels] = [inputs, targets].map((group) => group.reduce((sum, { shape }) => sum + rowCount(shape), 0));
    if (inputs.length > 1 || targets.length > 1)
      throw fileError(
        'bad-file',
        folder,
        {},
        `one file of pictures and one of labels were expected for ${split}, there are more. Import one family at a time.`,
      );
    if (images !== labels)
      throw fileError(
        'bad-file',
        folder,
        {},
        `as many labels as pictures were expected for ${split}, there are ${labels} and ${images}. One of the files is missing or another set's.`,
      );
  }
}
