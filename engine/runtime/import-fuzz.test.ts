import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { zipSync } from 'fflate';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EngineError } from '../graph/errors.ts';
import { fixtureBytes } from '../importers/testing/files.ts';
import { mutated } from '../importers/testing/mutation.ts';
import { openDataset } from './datasets.ts';
import { importData } from './import-data.ts';
import { previewImport } from './preview-import.ts';

/** `NETLOOM_FUZZ=2000` looks longer, with another seed at each run; fast-check prints the seed of what it finds. */
const extended = Number(process.env.NETLOOM_FUZZ ?? 0);
const parameters = extended > 0 ? { numRuns: extended } : { numRuns: 25, seed: 11 };

let place: string;

beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'netloom-fuzz-'));
});

afterEach(() => rmSync(place, { recursive: true }));

const bytesOf = (text: string) => new TextEncoder().encode(text);
const lines = (count: number, line: (i: number) => string) => bytesOf(Array.from({ length: count }, (_, i) => line(i)).join('\n'));

const seeds: readonly (readonly [string, Uint8Array])[] = [
  ['表.csv', lines(60, (i) => (i === 0 ? '名称,value,"a ""b""",label' : `${i % 3 ? '苹果' : '梨'},${i / 2},"x\ny ${i % 5}",${i % 2}`))],
  ['a.jsonl', lines(40, (i) => `{"x": ${i}, "t": "文 ${i}", "label": "${i % 2 ? 'a' : 'b'}"}`)],
  ['snappy.parquet', fixtureBytes('snappy.parquet')],
  ['texts.txt', lines(40, (i) => `${i % 2 ? 'ham' : 'spam'}\tSome words 好 number ${i}`)],
  ['book.txt', lines(60, (i) => (i % 3 === 2 ? '' : `Line ${i} of a book that goes on`))],
  ['stored.npz', fixtureBytes('stored.npz')],
  ['a.edges', lines(40, (i) => `${i} ${(i * 7) % 40}`)],
];

/** A mutated file is refused with an error of the engine, and nothing is left behind; or it is a dataset that can be opened. */
async function survives(name: string, bytes: Uint8Array): Promise<void> {
  const own = join(place, 'own');
  rmSync(own, { recursive: true, force: true });
  const path = join(place, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, bytes);
  await expectable(() => previewImport({ paths: [path], options: { id: 'mine' } }));
  const imported = await expectable(() => importData({ paths: [path], folder: own, options: { id: 'mine' } }));
  const left = imported ? readdirSync(own) : readIfThere(own);
  expect(left).toEqual(imported ? ['mine'] : []);
  if (imported) await openDataset('mine', { bundled: '/nowhere', own });
}

function readIfThere(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

async function expectable(action: () => Promise<unknown>): Promise<boolean> {
  try {
    await action();
    return true;
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    return false;
  }
}

describe('changed files are imported or refused whole', () => {
  it.each(seeds)(
    '%s',
    async (name, valid) => {
      await survives(name, valid);
      await fc.assert(
        fc.asyncProperty(mutated(valid), (bytes) => survives(name, bytes)),
        parameters,
      );
    },
    600_000,
  );

  it('archives of pictures', async () => {
    const files: Record<string, Uint8Array> = {};
    for (let i = 0; i < 8; i += 1) {
      const raw = { raw: { width: 3, height: 3, channels: 3 } } as const;
      files[`${i % 2 ? '猫' : '狗'}/${i}.png`] = await sharp(new Uint8Array(27).fill(20 * i), raw)
        .png()
        .toBuffer();
    }
    await fc.assert(
      fc.asyncProperty(mutated(zipSync(files)), (bytes) => survives('a.zip', bytes)),
      parameters,
    );
  }, 600_000);
});
