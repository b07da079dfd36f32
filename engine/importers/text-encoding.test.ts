import { describe, expect, it } from 'vitest';
import { encodingOfBytes } from './text-encoding.ts';

/** Short tables as Python encodes them: `"姓名,a\nx,1\n".encode("gb18030").hex()`. */
const tables: readonly (readonly [string, string, string])[] = [
  ['Chinese', 'gb18030', 'd0d5c3fb2cc4eac1e42cb3c7cad00ad5c5c8fd2c32302cb1b1bea90ac0eecbc42c33312cc9cfbaa30a'],
  ['two Chinese names of columns', 'gb18030', 'd0d5c3fb2c610a782c310a'],
  ['traditional Chinese', 'big5', 'a96da6572ca67ec4d62cabb0a5ab0ab169a4542c32302cbb4fa55f0aa7f5a57c2c33312cb0aab6af0a'],
  ['German', 'windows-1252', '4e616d652c4772f6df650a4dfc6c6c65722c310a4bf66c6e2c320a'],
  ['French', 'windows-1252', '6e6f6d2c76696c6c650a52656ee92c4f726ce9616e730a48e96ce86e652c426573616ee76f6e0a'],
  [
    'Japanese',
    'shift_jis',
    '96bc914f2c944e97ee2c93738e730a9363928682b382f12c32302c82c682a482ab82e582a40a83588359834c2c33312c82a882a882b382a90a',
  ],
  [
    'Japanese',
    'euc-jp',
    'ccbec1b02cc7afcef02cc5d4bbd40ac5c4c3e6a4b5a4f32c32302ca4c8a4a6a4ada4e7a4a60aa5b9a5baa5ad2c33312ca4aaa4aaa4b5a4ab0a',
  ],
  ['Korean', 'euc-kr', 'c0ccb8a72cb3aac0cc2cb5b5bdc30ab1e8c3b6bcf62c32302cbcadbfef0a'],
  [
    'Russian',
    'windows-1251',
    'e8ecff2ce3eef0eee40ac8e2e0ed2ccceef1eae2e00acfb8f2f02cd1e0edeaf22dcfe5f2e5f0e1f3f0e30ac0edede02ccdeee2eef1e8e1e8f0f1ea0a',
  ],
];

describe('guesses of encodings', () => {
  it.each(tables)('%s in %s', (_, encoding, hex) => {
    expect(encodingOfBytes(Uint8Array.from(Buffer.from(hex, 'hex')), true)).toBe(encoding);
  });

  it('takes ASCII and nothing for UTF-8', () => {
    expect(encodingOfBytes(new TextEncoder().encode('a,b\n'), true)).toBe('utf-8');
    expect(encodingOfBytes(new Uint8Array(0), true)).toBe('utf-8');
  });
});
