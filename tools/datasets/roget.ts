import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { roget } from '../../engine/data/roget.ts';
import type { Conversion } from './conversion.ts';
import { nodeSplits } from './nodes.ts';

/** Numbers of the first headwords of the classes. */
const classStarts = [1, 186, 323, 459, 612, 837];

const LABELLED = 0.2;

export const rogetConversion: Conversion = {
  info: roget,
  sources: [
    {
      client: 'apt',
      name: 'python3-networkx',
      version: '2.8.8-1',
      sha256: '69888603d1b54696f5c3d02d05527628d2d18661d845109a62fe24aff241aa7b',
    },
  ],
  read([folder]) {
    const path = join(folder, 'usr/share/doc/networkx-2.8.8/examples/graph/roget_dat.txt.gz');
    const entries = readEntries(gunzipSync(readFileSync(path)).toString('latin1'));
    const nodes = entries.map(({ name }, i) => ({ name, target: classStarts.filter((start) => start <= i + 1).length - 1 }));
    const edges = entries.flatMap(({ references }, i) => references.map((other): [number, number] => [i, other - 1]));
    return nodeSplits(nodes, edges, labelled(nodes.map(({ target }) => target)), 'headword');
  },
};

interface Entry {
  readonly name: string;
  /** Numbers of the headwords that it refers to, from 1. */
  readonly references: readonly number[];
}

/** A line is number, headword, colon and references; a backslash continues it, a star begins a remark. */
function readEntries(text: string): Entry[] {
  const lines = text.replaceAll('\\\n', '').trim().split('\n');
  return lines
    .filter((line) => !line.startsWith('*'))
    .map((line, i) => {
      const parts = /^(\d+)([^:]+):([\d ]*)$/.exec(line);
      if (parts === null || Number(parts[1]) !== i + 1) throw new Error(`A headword with the number ${i + 1} was expected, came: ${line}`);
      return { name: parts[2], references: parts[3].split(' ').filter(Boolean).map(Number) };
    });
}

/** The fifth of each class whose numbers have the smallest hashes, mixed. */
function labelled(classes: readonly number[]): number[] {
  const hashed = classes.map((target, node) => ({ target, node, hash: createHash('sha256').update(`${node}`).digest('hex') }));
  const ordered = hashed.sort((a, b) => (a.hash < b.hash ? -1 : 1));
  const chosen = classStarts.flatMap((_, target) => {
    const ofClass = ordered.filter((one) => one.target === target);
    return ofClass.slice(0, Math.round(ofClass.length * LABELLED));
  });
  return ordered.filter((one) => chosen.includes(one)).map(({ node }) => node);
}
