import type { ImageSample, RawData, RawTable, RawTensor, TableBatch } from '../importers/definition.ts';

/** The first rows of a source, or some of its pictures from all over it; a graph is left whole. What lies behind is not read. */
export function limited(data: RawData, rows: number): RawData {
  if (data.form === 'table') return limitedTable(data, rows);
  if (data.form === 'tensors') return { ...data, tensors: data.tensors.map((tensor) => limitedTensor(tensor, rows)) };
  if (data.form === 'images') return { ...data, samples: spread(data.samples, rows), all: data.samples };
  return data;
}

/** The first rows of a table. */
export function limitedTable(table: RawTable, rows: number): RawTable {
  const batches: RawTable['batches'] = (columns) => firstRows(table.batches(columns), rows);
  const rowCount = table.rowCount === undefined ? undefined : Math.min(rows, table.rowCount);
  return { ...table, batches, ...(rowCount !== undefined && { rowCount }) };
}

async function* firstRows(batches: AsyncIterable<TableBatch>, rows: number): AsyncGenerator<TableBatch> {
  for await (const batch of batches) {
    const left = rows - batch.start;
    if (batch.length <= left) yield batch;
    else yield { ...batch, length: left, columns: batch.columns.map((cells) => cells.slice(0, left)) };
    if (batch.length >= left) return;
  }
}

function limitedTensor(tensor: RawTensor, rows: number): RawTensor {
  const [first, ...others] = tensor.shape;
  return tensor.shape.length === 0 ? tensor : { ...tensor, shape: [Math.min(first, rows), ...others] };
}

/** Pictures from all over a folder, at most `count`: they are sorted by class, so that all classes are among them. */
export function spread(samples: readonly ImageSample[], count: number): readonly ImageSample[] {
  const step = Math.max(1, Math.ceil(samples.length / count));
  return samples.filter((_, i) => i % step === 0);
}
