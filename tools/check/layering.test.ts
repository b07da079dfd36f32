import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkLayering } from './layering.ts';

describe('layering', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), 'netloom-layering-'));
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  const write = (files: Record<string, string>): void => {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
      writeFileSync(path.join(root, name), text);
    }
  };

  it('accepts imports along the arrows and counts every module', async () => {
    write({
      'engine/graph/types.ts': 'export type Shape = readonly number[];',
      'engine/ops/mul.ts': `import type { Shape } from '../graph/types.ts'; export const shape: Shape = [];`,
      'engine/layers/dense.ts': `import { shape } from '../ops/mul.ts'; export const dense = shape;`,
    });
    expect(await checkLayering(root)).toEqual({ violations: [], modulesSeen: 3, modulesOnDisk: 3 });
  });

  const forbidden: readonly [rule: string, files: Record<string, string>][] = [
    [
      'engine-ops',
      { 'engine/layers/a.ts': 'export const a = 1;', 'engine/ops/b.ts': `import { a } from '../layers/a.ts'; export const b = a;` },
    ],
    [
      'engine-graph',
      { 'engine/ops/a.ts': 'export type A = 1;', 'engine/graph/b.ts': `import type { A } from '../ops/a.ts'; export type B = A;` },
    ],
    [
      'engine-compile',
      { 'host/a.ts': 'export const a = 1;', 'engine/compile/b.ts': `import { a } from '../../host/a.ts'; export const b = a;` },
    ],
    ['engine-is-plain', { 'engine/ops/a.ts': `import { readFileSync } from 'node:fs'; export const a = readFileSync;` }],
    ['onnxruntime-in-runtime', { 'host/a.ts': `import * as ort from 'onnxruntime-node'; export const a = ort;` }],
    [
      'engine-folder-is-listed',
      { 'engine/new/a.ts': `import { b } from './b.ts'; export const a = b;`, 'engine/new/b.ts': 'export const b = 1;' },
    ],
    [
      'renderer-stays-out',
      { 'engine/runtime/a.ts': 'export const a = 1;', 'renderer/b.ts': `import { a } from '../engine/runtime/a.ts'; export const b = a;` },
    ],
    [
      'renderer-stays-out',
      { 'host/runs.ts': 'export type A = 1;', 'renderer/b.tsx': `import type { A } from '../host/runs.ts'; export type B = A;` },
    ],
    ['renderer-is-a-page', { 'renderer/a.ts': `import { join } from 'node:path'; export const a = join;` }],
    ['host', { 'server/a.ts': 'export const a = 1;', 'host/b.ts': `import { a } from '../server/a.ts'; export const b = a;` }],
    ['no-cycles', { 'host/a.ts': `export { b } from './b.ts';`, 'host/b.ts': `export { a as b } from './a.ts';` }],
    ['no-orphans', { 'host/a.ts': 'export const a = 1;' }],
  ];

  it.each(forbidden)('refuses what %s forbids', async (rule, files) => {
    write(files);
    const { violations } = await checkLayering(root);
    expect(violations.map((line) => line.slice(0, line.indexOf(':')))).toContain(rule);
  });

  it('sees that a module on disk was not looked at', async () => {
    write({ 'host/a.ts': `import './b.ts';`, 'host/b.ts': 'export {};', 'host/out/c.ts': 'export {};' });
    const { modulesSeen, modulesOnDisk } = await checkLayering(root);
    expect(modulesSeen).toBeLessThan(modulesOnDisk);
  });
});
