import { EngineError } from '../graph/errors.ts';
import type { RawData, TableBatch } from '../importers/definition.ts';

/** The same source, whose reading throws `import-stopped` once `aborted` says so: a first look at all rows may take as long as their import. */
export function stoppable(data: RawData, aborted: () => boolean): RawData {
  const check = () => {
    if (aborted()) throw new EngineError('import-stopped', 'The import was stopped; nothing was kept.');
  };
  if (data.form === 'table') return { ...data, batches: (columns) => checked(data.batches(columns), check) };
  if (data.form === 'tensors') {
    const tensors = data.tensors.map((tensor) => ({
      ...tensor,
      rows: async (start: number, count: number) => {
        check();
        return tensor.rows(start, count);
      },
    }));
    return { ...data, tensors };
  }
  if (data.form !== 'images') return data;
  return {
    ...data,
    open: async (path) => {
      check();
      return data.open(path);
    },
  };
}

async function* checked(batches: AsyncIterable<TableBatch>, check: () => void): AsyncGenerator<TableBatch> {
  for await (const batch of batches) {
    check();
    yield batch;
  }
}
