import { extensionOf } from './byte-file.ts';
import type { FileReader } from './definition.ts';
import { fileError } from './failure.ts';
import { isNpyName, npyTensor } from './npy.ts';
import { isZip, zipFolder } from './zip.ts';

/** Arrays of numpy by name. */
export const Npz: FileReader = {
  id: 'npz',
  title: 'NumPy arrays',
  description: 'Several arrays by name as numpy.savez and numpy.savez_compressed write them.',
  takes: 'file',
  forms: ['tensors'],
  extensions: ['npz'],
  gzip: false,
  settings: [],
  sniff: (head, { name }) => (isZip(head) && extensionOf(name) === 'npz' ? 1 : 0),
  open: async (file) => {
    const folder = await zipFolder(file);
    const arrays = folder.entries.filter(({ path }) => isNpyName(path));
    if (arrays.length === 0) throw fileError('bad-file', file.name, {}, 'arrays (.npy) were expected in the archive, there are none.');
    const tensors = [];
    for (const { path } of arrays) tensors.push(await npyTensor(await folder.open(path), path.replace(/\.npy$/i, '')));
    const others = folder.entries.length - arrays.length;
    return { form: 'tensors', title: file.name, tensors, notes: others > 0 ? [`${others} entries of the archive are no arrays.`] : [] };
  },
};
