import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import type { ConversionPlan, SampleBlock } from '../conversion/definition.ts';
import { checkGraph } from '../data/checks.ts';
import type { DatasetInfo, RaggedValues } from '../data/dataset.ts';
import { ownFileName, ownGraphFiles, ownHeaderText, ownLengthsName, type OwnSplit, splitNames } from '../data/own.ts';
import { bytesOf, lengthsOf } from '../data/ragged.ts';
import { STORED_HEADER } from '../data/stored.ts';
import { EngineError } from '../graph/errors.ts';

export interface WritingControl {
  /** Hears how many samples have been written. */
  readonly onProgress?: (samples: number, total: number | undefined) => void;
  readonly aborted?: () => boolean;
}

/**
 * Writes what a plan gives into an empty folder: a file for each field and split, lengths of ragged fields, edges, and last the header.
 * Throws `import-stopped`, `too-few-samples`, `bad-dataset`, and what the plan throws.
 */
export async function writeDataset(folder: string, plan: ConversionPlan, control: WritingControl): Promise<DatasetInfo> {
  const writer = new DatasetWriter(folder, plan);
  try {
    const splits = await writer.write(control);
    const info = plan.describe(splits);
    const graph = plan.graph?.(splits);
    if (graph !== undefined) {
      checkGraph(info, graph);
      for (const part of ['source', 'target', 'weight'] as const) {
        const values = graph[part];
        if (values !== undefined) await writer.append(ownGraphFiles[part], bytesOf(values));
      }
    }
    await writer.append(STORED_HEADER, new TextEncoder().encode(ownHeaderText(info, plan.storage, plan.notes())));
    await writer.sync();
    return info;
  } finally {
    await writer.close();
  }
}

/** Appends samples to the files of their splits; a file is made when it is first written to. */
class DatasetWriter {
  private readonly files = new Map<string, FileHandle>();
  private readonly folder: string;
  private readonly plan: ConversionPlan;

  constructor(folder: string, plan: ConversionPlan) {
    this.folder = folder;
    this.plan = plan;
  }

  async write({ onProgress, aborted }: WritingControl): Promise<DatasetInfo['splits']> {
    const counts = { train: 0, test: 0 };
    for await (const block of this.plan.samples()) {
      if (aborted?.() === true) throw new EngineError('import-stopped', 'The import was stopped; nothing was kept.');
      for (const split of splitNames) counts[split] += await this.appendBlock(block, split);
      onProgress?.(counts.train + counts.test, this.plan.total);
    }
    if (counts.train === 0 || counts.test === 0)
      throw new EngineError(
        'too-few-samples',
        `Samples for training and for testing were expected, came ${counts.train} and ${counts.test}. Give more unlike samples.`,
      );
    return counts;
  }

  async append(name: string, bytes: Uint8Array): Promise<void> {
    const file = this.files.get(name) ?? (await open(join(this.folder, name), 'wx'));
    this.files.set(name, file);
    await file.writeFile(bytes);
  }

  async sync(): Promise<void> {
    for (const file of this.files.values()) await file.sync();
  }

  async close(): Promise<void> {
    for (const file of this.files.values()) await file.close();
  }

  private async appendBlock({ fields, ragged, isTest, size }: SampleBlock, split: OwnSplit): Promise<number> {
    const rows = isTest.flatMap((test, row) => (test === (split === 'test') ? [row] : []));
    if (rows.length === 0) return 0;
    for (const [name, values] of fields) {
      const bytes = bytesOf(values);
      const width = bytes.length / size;
      const chosen = rows.length === size ? bytes : picked(bytes, rows, (row) => row * width);
      await this.append(ownFileName(split, name), chosen);
    }
    for (const [name, values] of ragged ?? []) {
      const lengths = lengthsOf(values.offsets);
      await this.append(ownFileName(split, name), raggedBytes(values, rows));
      await this.append(ownLengthsName(split, name), bytesOf(Uint32Array.from(rows, (row) => lengths[row])));
    }
    return rows.length;
  }
}

function raggedBytes({ values, offsets }: RaggedValues, rows: readonly number[]): Uint8Array {
  const bytes = bytesOf(values);
  const parts = offsets.at(-1) ?? 0;
  const width = parts === 0 ? 0 : bytes.length / parts;
  return picked(bytes, rows, (row) => offsets[row] * width);
}

/** The bytes of some rows; row i has those from `start(i)` up to `start(i + 1)`. */
function picked(bytes: Uint8Array, rows: readonly number[], start: (row: number) => number): Uint8Array {
  const chosen = new Uint8Array(rows.reduce((sum, row) => sum + start(row + 1) - start(row), 0));
  let at = 0;
  for (const row of rows) {
    const part = bytes.subarray(start(row), start(row + 1));
    chosen.set(part, at);
    at += part.length;
  }
  return chosen;
}
