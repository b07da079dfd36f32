import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { table } from './markdown.ts';
import { generatedPages } from './pages.ts';
import { withSupportTable } from './support.ts';

const root = path.resolve(import.meta.dirname, '../..');

describe('generated documentation', () => {
  it.each([...generatedPages(root)])('%s is what `npm run docs:generate` writes', (file, text) => {
    expect(readFileSync(path.join(root, file), 'utf8')).toBe(text);
  });

  it('refuses a README without the place for its table', () => {
    expect(() => withSupportTable('# Netloom')).toThrow(/support table/);
  });

  it('keeps bars and line breaks from breaking a table', () => {
    expect(table(['a'], [['|x|\ny']])).toBe('| a |\n|---|\n| \\|x\\| y |');
  });
});

describe('links of the documentation', () => {
  const documents = [
    ...readdirSync(root).filter((name) => name.endsWith('.md')),
    ...readdirSync(path.join(root, 'docs'), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.md'))
      .map((name) => path.join('docs', name)),
  ];

  it.each(documents)('%s points only to files that exist', (document) => {
    const text = readFileSync(path.join(root, document), 'utf8');
    const targets = [...text.matchAll(/\]\(([^)#\s]+)[^)]*\)/g)]
      .map((match) => match[1] ?? '')
      .filter((target) => !/^[a-z]+:/.test(target));
    const missing = targets.filter((target) => !existsSync(path.join(root, path.dirname(document), target)));
    expect(missing).toEqual([]);
  });
});
