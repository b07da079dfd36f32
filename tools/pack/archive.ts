/** What a package must hold. */
const required = [
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
];

/** What must lie outside the archive: native libraries, and the engine, which plain Node and worker threads run. */
const outside = [
  /\/onnxruntime_binding\.node$/,
  /\/libonnxruntime\.so/,
  /\/sharp-linux-x64[^/]*\.node$/,
  /\/libvips-cpp\.so/,
  /^out\/node\/engine-process\.js$/,
  /^out\/node\/run-worker\.js$/,
  /^out\/node\/data-worker\.js$/,
  /^datasets\/mnist\//,
];

/** What has no place in a package. */
const forbidden: readonly { readonly pattern: RegExp; readonly why: string }[] = [
  { pattern: /\.(map|tsx?)$/, why: 'sources and source maps stay out' },
  { pattern: /^out\/(?!(node|renderer)(\/|$))[^/]+|\/\.stamp/, why: 'only the two parts of the build belong in a package' },
  { pattern: /\.test\./, why: 'tests stay out' },
  { pattern: /^(engine|host|server|cli|electron|renderer|tools|bench|e2e|docs)\//, why: 'sources stay out' },
  {
    pattern: /^node_modules\/(?!(onnxruntime-(node|common)|sharp|@img|detect-libc|semver)(\/|$)|\.package-lock)[^/]+/,
    why: 'only onnxruntime and sharp are not bundled',
  },
  { pattern: /onnxruntime-node\/bin\/napi-v\d+\/(?!linux(\/|$))/, why: 'libraries of other platforms stay out' },
];

/**
 * What is wrong with a package's content, in words.
 * @param packed every entry of the archive
 * @param unpacked the files beside it, which the operating system loads itself
 */
export function archiveFaults(packed: readonly string[], unpacked: readonly string[]): readonly string[] {
  const entries = new Set(packed);
  const missing = required.filter((path) => !entries.has(path)).map((path) => `${path} is missing`);
  const unwanted = forbidden.flatMap(({ pattern, why }) =>
    packed
      .filter((path) => pattern.test(path))
      .slice(0, 3)
      .map((path) => `${path}: ${why}`),
  );
  const locked = outside
    .filter((pattern) => !unpacked.some((path) => pattern.test(path)))
    .map((pattern) => `${pattern.source} must lie outside the archive`);
  return [...missing, ...unwanted, ...locked];
}
