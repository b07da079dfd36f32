import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { windowTexts } from './zh/window/texts.ts';

const areas = import.meta.glob<Record<string, Record<string, string>>>('./zh/window/*.ts', { eager: true });
const entries = Object.entries<string>(windowTexts);

describe('the Chinese texts of the window', () => {
  it('stand in one file each', () => {
    const keys = Object.entries(areas)
      .filter(([file]) => !file.endsWith('/texts.ts'))
      .flatMap(([, module]) => Object.values(module).flatMap((texts) => Object.keys(texts)));
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
  });

  it('read as messages, with the arguments of their English', () => {
    const wrong = entries.filter(([english, chinese]) => argumentsOf(english).join() !== argumentsOf(chinese).join());
    expect(wrong).toEqual([]);
  });

  it('are said somewhere', () => {
    const said = literals('renderer');
    expect(entries.map(([english]) => english).filter((english) => !said.has(english))).toEqual([]);
    // All sources of the window are read.
  }, 30_000);

  it('are Chinese, but for names and units', () => {
    const latin = entries.filter(
      ([, chinese]) => !/\p{Script=Han}/u.test(chinese) && /\p{Ll}{4}/u.test(chinese.replace(/\{\w+\}|<\/?\w+>/g, '')),
    );
    expect(latin.filter(([english, chinese]) => english !== chinese || !names.has(english))).toEqual([]);
  });
});

/** What is written alike in both languages. */
const names = new Set<string>([]);

/** Names of the arguments and elements of an ICU message, sorted. */
function argumentsOf(message: string): string[] {
  const names = new Set<string>();
  const visit = (elements: readonly MessageFormatElement[]) => {
    for (const element of elements) {
      if (element.type !== TYPE.literal && element.type !== TYPE.pound) names.add(element.value);
      if (element.type === TYPE.tag) visit(element.children);
      if (element.type === TYPE.select || element.type === TYPE.plural) Object.values(element.options).forEach(({ value }) => visit(value));
    }
  };
  visit(parse(message));
  return [...names].sort();
}

/** All string literals below a folder. */
function literals(folder: string, found = new Set<string>()): ReadonlySet<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && entry.name !== 'zh') literals(path, found);
    else if (/\.tsx?$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name))
      gather(ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest), found);
  }
  return found;
}

function gather(node: ts.Node, found: Set<string>): void {
  if (ts.isStringLiteralLike(node)) found.add(node.text);
  if (ts.isPropertyAssignment(node) && ts.isIdentifier(node.name)) found.add(node.name.text);
  ts.forEachChild(node, (child) => gather(child, found));
}
