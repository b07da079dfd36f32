import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { karate } from '../../engine/data/karate.ts';
import type { Conversion } from './conversion.ts';
import { nodeSplits } from './nodes.ts';

const INSTRUCTOR = 0;
const ADMINISTRATOR = 33;

export const karateConversion: Conversion = {
  info: karate,
  sources: [
    {
      client: 'npm',
      name: 'graphology-generators',
      version: '0.11.2',
      sha256: 'bd7d32283a50e9f76d383b60182b4389d424502e6af688dc530c38e432200f5f',
    },
  ],
  read([folder]) {
    const source = readFileSync(join(folder, 'social', 'karate-club.js'), 'utf8');
    const rows = Array.from(source.matchAll(/'([01]{34})'/g), ([, row]) => row);
    const first = /new Set\(\[([\d,\s]+)\]\)/.exec(source)?.[1].split(',').map(Number);
    if (rows.length !== 34 || first === undefined) throw new Error('The file has no table of friendships or no list of the first club.');
    const nodes = rows.map((_, member) => ({ name: nameOf(member), target: Number(!first.includes(member)) }));
    const edges = rows.flatMap((row, a) =>
      Array.from(row).flatMap((known, b): [number, number][] => (known === '1' && a < b ? [[a, b]] : [])),
    );
    return nodeSplits(nodes, edges, [INSTRUCTOR, ADMINISTRATOR], 'name');
  },
};

/** Zachary numbers the members from 1. */
function nameOf(member: number): string {
  if (member === INSTRUCTOR) return 'Mr. Hi';
  return member === ADMINISTRATOR ? 'John A.' : `Member ${member + 1}`;
}
