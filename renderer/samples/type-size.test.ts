import { expect, it } from 'vitest';
import { typeSize } from './field-figure.tsx';

it('sets short texts in large type, and long ones in the smallest', () => {
  expect(typeSize('a name', 320, 96)).toBe(16);
  expect(typeSize('call me Ishmael '.repeat(40), 320, 96)).toBe(11);
  expect(typeSize('每識閑人如未識，與君相識更相憐。\n經旬不解來過宿，忍見空牀夜夜眠。', 240, 50)).toBe(13);
});
