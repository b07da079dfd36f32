import { expect, it } from 'vitest';
import { EngineError } from '../../engine/graph/errors.ts';
import type { PickedFile } from './picked-files.ts';
import { uploadFiles, type UploadProgress } from './upload.ts';

/** Keeps what it is given; more than `most` parts are refused. */
class FakeHost {
  sizes: number[] = [];
  bytes: Uint8Array[] = [];
  parts = 0;
  discarded: string[] = [];
  most = Infinity;

  beginUpload = async (files: readonly { readonly path: string; readonly size: number }[]) => {
    this.sizes = files.map(({ size }) => size);
    this.bytes = this.sizes.map((size) => new Uint8Array(size));
    return 'upload-1';
  };
  uploadPart = async (_id: string, file: number, offset: number, bytes: Uint8Array) => {
    this.parts += 1;
    if (this.parts > this.most) throw new EngineError('disk-full', 'The disk is full.');
    this.bytes[file].set(bytes, offset);
  };
  discardUpload = async (id: string) => void this.discarded.push(id);
}

const fileOf = (path: string, length: number): PickedFile => ({
  path,
  file: new File([Uint8Array.from({ length }, (_, i) => i % 251)], path),
});

const ignore = () => {};

it('hands over every byte of large, small and empty files', async () => {
  const host = new FakeHost();
  const files = [fileOf('a.bin', 2_500_000), fileOf('empty', 0), ...Array.from({ length: 40 }, (_, i) => fileOf(`${i}.txt`, 3))];
  const told: UploadProgress[] = [];
  const signal = new AbortController().signal;
  expect(await uploadFiles(host, files, { signal, onProgress: (progress) => told.push(progress) })).toBe('upload-1');
  expect(host.bytes[0].every((byte, i) => byte === i % 251)).toBe(true);
  expect(host.bytes.slice(2).every((bytes) => bytes.join() === '0,1,2')).toBe(true);
  expect(told.at(-1)).toEqual({ files: 42, totalFiles: 42, bytes: 2_500_120, totalBytes: 2_500_120 });
  expect(host.discarded).toEqual([]);
});

it('discards what was sent where the host refuses a part', async () => {
  const host = new FakeHost();
  host.most = 5;
  const files = Array.from({ length: 100 }, (_, i) => fileOf(`${i}.txt`, 1));
  await expect(uploadFiles(host, files, { signal: new AbortController().signal, onProgress: ignore })).rejects.toThrow('The disk is full');
  expect(host.discarded).toEqual(['upload-1']);
  expect(host.parts).toBeLessThan(30);
});

it('stops and discards when it is aborted', async () => {
  const host = new FakeHost();
  const abort = new AbortController();
  const files = Array.from({ length: 100 }, (_, i) => fileOf(`${i}.txt`, 1));
  const uploading = uploadFiles(host, files, { signal: abort.signal, onProgress: ({ files: sent }) => sent >= 10 && abort.abort() });
  await expect(uploading).rejects.toThrow();
  expect(host.discarded).toEqual(['upload-1']);
  expect(host.parts).toBeLessThan(40);
});
