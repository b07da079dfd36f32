import { createHash } from 'node:crypto';
import { join } from 'node:path';

const folder = join(import.meta.dirname, 'pytorch');

/** Digests of the texts of layers' examples that were checked, by their titles. */
export const layerDigests = join(folder, 'layers.json');

/** The text of a project that was checked. */
export const projectText = (name: string): string => join(folder, `${name}.py`);

export const exampleTitle = (type: string, example: string): string => `${type}, ${example}`;

export const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);
