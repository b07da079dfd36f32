/** Folders of the engine and what each may import besides itself. Arrows point one way: a cycle of folders has no place here. */
const engine = {
  graph: [],
  random: ['graph'],
  data: ['graph', 'random'],
  project: [],
  ops: ['graph'],
  autodiff: ['graph', 'ops'],
  initializers: ['graph', 'random'],
  layers: ['graph', 'random', 'ops', 'initializers', 'losses', 'metrics'],
  losses: ['graph', 'ops', 'layers'],
  metrics: ['graph'],
  optimizers: ['graph', 'ops', 'layers', 'initializers'],
  compile: ['graph', 'ops', 'autodiff', 'initializers', 'layers', 'losses', 'metrics', 'optimizers', 'project', 'data'],
  training: ['graph', 'ops', 'compile', 'data', 'initializers', 'random', 'project', 'layers', 'losses', 'metrics', 'optimizers'],
  reference: ['graph', 'ops', 'training'],
  export: ['graph', 'ops', 'compile', 'training', 'project', 'data', 'layers', 'losses'],
  gradcheck: ['graph', 'ops', 'autodiff', 'initializers', 'random', 'project', 'data', 'layers', 'compile', 'training', 'reference'],
  conformance: [
    'graph',
    'ops',
    'autodiff',
    'layers',
    'losses',
    'optimizers',
    'metrics',
    'compile',
    'initializers',
    'project',
    'data',
    'random',
    'training',
    'reference',
    'runtime',
  ],
};

const tests = '\\.test\\.tsx?$|/testing/|^engine/conformance/';
const folders = (names) => `^engine/(${names.join('|')})/`;

const engineRules = Object.entries(engine).map(([name, allowed]) => ({
  name: `engine-${name}`,
  severity: 'error',
  comment: `engine/${name} may import ${allowed.length === 0 ? 'nothing else of Netloom' : allowed.map((other) => `engine/${other}`).join(', ')}.`,
  from: { path: `^engine/${name}/`, pathNot: '\\.test\\.tsx?$|/testing/' },
  to: { path: '^(engine|host|server|electron|cli|renderer|tools|bench|e2e)/', pathNot: folders([name, ...allowed]) },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...engineRules,
    {
      name: 'layer-types-only',
      severity: 'error',
      comment:
        'Losses, metrics and optimisers declare parameters and problems as layers do, and know no layer: the output layer chooses among them.',
      from: { path: folders(['losses', 'metrics', 'optimizers']), pathNot: tests },
      to: { path: '^engine/layers/', pathNot: '^engine/layers/(definition|parameters)\\.ts$' },
    },
    {
      name: 'engine-folder-is-listed',
      severity: 'error',
      comment: 'A new folder of the engine says in .dependency-cruiser.cjs what it may import.',
      from: { path: '^engine/', pathNot: `${folders([...Object.keys(engine), 'runtime'])}|${tests}` },
      to: {},
    },
    {
      name: 'engine-runtime',
      severity: 'error',
      comment: 'The engine knows nothing of those who use it.',
      from: { path: '^engine/runtime/', pathNot: tests },
      to: { path: '^(host|server|electron|cli|renderer|tools|bench|e2e)/' },
    },
    {
      name: 'engine-is-plain',
      severity: 'error',
      comment: 'Only engine/runtime may use Node and onnxruntime; the rest also runs in the window.',
      from: { path: '^engine/', pathNot: `^engine/runtime/|${tests}` },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'onnxruntime-in-runtime',
      severity: 'error',
      from: { pathNot: `^engine/runtime/|^(bench|tools)/|${tests}` },
      to: { path: '(^|node_modules/)onnxruntime-node(/|$)' },
    },
    {
      name: 'engine-libraries',
      severity: 'error',
      comment: 'The engine stands on few libraries, each of which runs in Node and in the window.',
      from: { path: '^engine/', pathNot: `^engine/runtime/|${tests}` },
      to: {
        dependencyTypes: ['npm', 'npm-dev', 'npm-peer', 'npm-optional', 'npm-no-pkg', 'npm-unknown'],
        pathNot: 'node_modules/(zod|fflate|@bufbuild/protobuf)/',
      },
    },
    {
      name: 'host',
      severity: 'error',
      from: { path: '^host/', pathNot: tests },
      to: { path: '^(server|electron|cli|renderer|tools|bench|e2e)/' },
    },
    {
      name: 'shells',
      severity: 'error',
      comment: 'A shell stands on the host and, except for the command line that starts the web shell, on no other shell.',
      from: { path: '^(server|electron|cli)/', pathNot: tests },
      to: { path: '^(server|electron|cli|renderer|tools|bench|e2e)/', pathNot: ['^$1/', '^server/'] },
    },
    {
      name: 'renderer-stays-out',
      severity: 'error',
      comment: 'The window takes the host from its API and protocol, and the engine from its pure parts.',
      from: { path: '^renderer/', pathNot: tests },
      to: { path: '^(engine/runtime|host|server|electron|cli|tools|bench|e2e)/', pathNot: '^host/(api|protocol)\\.ts$' },
    },
    {
      name: 'renderer-is-a-page',
      severity: 'error',
      from: { path: '^renderer/', pathNot: tests },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'nothing-imports-tests',
      severity: 'error',
      from: { pathNot: `${tests}|^(e2e|tools/golden)/` },
      to: { path: `${tests}|^e2e/` },
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: '\\?(worker|url|raw|inline)' } },
    {
      name: 'no-orphans',
      severity: 'error',
      from: { orphan: true, pathNot: '\\.d\\.ts$|^[^/]+\\.config\\.[cm]?[jt]s$|^bin/' },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(out|dist|coverage|test-results|playwright-report)/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json', '.css', '.d.ts'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
