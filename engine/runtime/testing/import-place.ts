import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ConversionOptions, ImportResult } from '../../conversion/definition.ts';
import type { ImportPreview } from '../../conversion/import-preview.ts';
import type { Dataset, DatasetSplit } from '../../data/dataset.ts';
import { storedValues } from '../../data/gather.ts';
import { indices } from '../../random/distributions.ts';
import { openDataset } from '../datasets.ts';
import { importData, type ImportRequest } from '../import-data.ts';
import { previewImport } from '../preview-import.ts';

export type ImportChoice = Partial<Omit<ConversionOptions, 'source'>>;

/** A folder of files that are imported as the dataset "mine". */
export class ImportPlace {
  readonly folder = mkdtempSync(join(tmpdir(), 'netloom-导入-'));
  /** Folder of one's own datasets. */
  readonly own = join(this.folder, 'own');

  put(name: string, content: string | Uint8Array): string {
    const path = join(this.folder, name);
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, content);
    return path;
  }

  import(paths: readonly string[], options: ImportChoice = {}, request: Partial<ImportRequest> = {}): Promise<ImportResult> {
    return importData({ paths, folder: this.own, replace: true, options: { id: 'mine', ...options }, ...request });
  }

  preview(paths: readonly string[], options: ImportChoice = {}): Promise<ImportPreview> {
    return previewImport({ paths, options: { id: 'mine', ...options } });
  }

  open(): Promise<Dataset> {
    return openDataset('mine', { bundled: '/nowhere', own: this.own });
  }

  /** What lies in the folder of datasets, drafts included. */
  left(): readonly string[] {
    try {
      return readdirSync(this.own);
    } catch {
      return [];
    }
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}

/** Stored values of a field, sample after sample. */
export function storedOf({ info }: Dataset, split: DatasetSplit, name: string): readonly number[] {
  const field = info.fields.find((one) => one.name === name);
  if (field === undefined) throw new Error(`there is no field ${name}`);
  return Array.from(storedValues(split, field, indices(split.size)), Number);
}
