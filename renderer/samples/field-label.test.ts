import { expect, it } from 'vitest';
import { datasetOf } from '../../engine/data/registry.ts';
import { speak } from '../language/text.ts';
import { fieldLabel } from './field-label.ts';

it('says the fields of bundled datasets in Chinese, and leaves names that people gave', async () => {
  await speak('zh');
  try {
    expect(datasetOf('penguins')?.fields.map(fieldLabel)).toEqual(['企鹅', '种']);
    expect(fieldLabel({ label: 'Class' })).toBe('类别');
    for (const label of ['Weight', 'Scale', 'mean', 'Speed']) expect(fieldLabel({ label })).toBe(label);
  } finally {
    await speak('en');
  }
});
