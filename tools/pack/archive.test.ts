import { describe, expect, it } from 'vitest';
import { archiveFaults } from './archive.ts';

const bin = 'node_modules/onnxruntime-node/bin/napi-v6/linux/x64';
const natives = [
  `${bin}/onnxruntime_binding.node`,
  `${bin}/libonnxruntime.so.1`,
  'node_modules/@img/sharp-linux-x64/lib/sharp-linux-x64-0.35.5.node',
  'node_modules/@img/sharp-libvips-linux-x64/lib/libvips-cpp.so.8.18.7',
];
const sound = [
  'package.json',
  'LICENSE',
  'NOTICE',
  'bin/netloom.mjs',
  'out/node/electron-main.js',
  'out/node/preload.cjs',
  'out/node/engine-process.js',
  'out/node/run-worker.js',
  'out/node/data-worker.js',
  'out/node/cli.js',
  'out/node/third-party-licenses.txt',
  'out/renderer/index.html',
  'out/renderer/third-party-licenses.txt',
  'out/renderer/monaco-notices.txt',
  'templates/mnist-cnn.netloom',
  'datasets/mnist',
  'datasets/molecules/train-bonds-lengths.gz',
  'datasets/photographs/NOTICE',
  'datasets/roget/graph-source.gz',
  'node_modules/onnxruntime-node/dist/index.js',
  'node_modules/onnxruntime-common/package.json',
  'node_modules/sharp/dist/index.mjs',
  ...natives,
];
const unpacked = [
  ...natives,
  'out/node/engine-process.js',
  'out/node/run-worker.js',
  'out/node/data-worker.js',
  'datasets/mnist/dataset.json',
];

describe('archiveFaults', () => {
  it('accepts a sound package', () => {
    expect(archiveFaults(sound, unpacked)).toEqual([]);
  });

  it.each([
    'engine/ops/mul.js',
    'out/node/cli.js.map',
    'out/node/.stamp.json',
    'out/renderer.building-7/index.html',
    'node_modules/react/index.js',
    'node_modules/onnxruntime-node/bin/napi-v6/win32/x64/onnxruntime.dll',
    'templates/x.test.js',
  ])('refuses %s', (path) => {
    expect(archiveFaults([...sound, path], unpacked)).toHaveLength(1);
  });

  it('misses natives and engine outside the archive, and parts that are not there', () => {
    expect(archiveFaults(sound, [])).toHaveLength(8);
    expect(archiveFaults(sound.slice(1), unpacked)).toEqual(['package.json is missing']);
  });
});
