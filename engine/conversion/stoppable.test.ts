import { describe, expect, it } from 'vitest';
import type { RawTable, TableBatch } from '../importers/definition.ts';
import { stoppable } from './stoppable.ts';

function batch(start: number): TableBatch {
  return { start, length: 1, columns: [['a']], place: () => 'line 1', skipped: [] };
}

const table: RawTable = {
  form: 'table',
  title: 'T',
  columns: ['x'],
  settings: {},
  notes: [],
  async *batches() {
    for (let i = 0; i < 4; i += 1) yield batch(i);
  },
};

describe('a source that can be stopped', () => {
  it('is read as it is until then, and no further', async () => {
    let read = 0;
    const stopped = stoppable(table, () => read === 2);
    const reading = async () => {
      if (stopped.form === 'table') for await (const { start } of stopped.batches()) read = start + 1;
    };
    await expect(reading()).rejects.toMatchObject({ code: 'import-stopped' });
    expect(read).toBe(2);
  });

  it('opens no file and reads no row of a tensor after that', async () => {
    const aborted = () => true;
    const images = stoppable(
      { form: 'images', title: '', classes: [], samples: [], notes: [], open: () => Promise.reject(new Error('opened')) },
      aborted,
    );
    if (images.form === 'images') await expect(images.open('a')).rejects.toMatchObject({ code: 'import-stopped' });
    const rows = () => Promise.reject(new Error('read'));
    const tensors = stoppable(
      { form: 'tensors', title: '', tensors: [{ name: 'x', dtype: 'uint8', shape: [1], rows }], notes: [] },
      aborted,
    );
    if (tensors.form === 'tensors') await expect(tensors.tensors[0].rows(0, 1)).rejects.toMatchObject({ code: 'import-stopped' });
    expect([images.form, tensors.form]).toEqual(['images', 'tensors']);
  });
});
