import { expect, it } from 'vitest';
import type { DatasetField } from '../../engine/data/dataset.ts';
import { backgroundClass } from './mask-picture.tsx';

const mask: DatasetField = { name: 'mask', label: 'Mask', role: 'target', semantics: 'mask', dtype: 'int64', shape: [8, 8] };

it('takes the class that is called so for the background, and the first of classes without names', () => {
  expect(backgroundClass({ ...mask, classes: ['cat', 'Background'] })).toBe(1);
  expect(backgroundClass({ ...mask, classes: ['0', '1', '2'] })).toBe(0);
  expect(backgroundClass({ ...mask, classes: ['sky', 'road'] })).toBeUndefined();
});
