import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { memoryFile } from './byte-file.ts';
import { refusal } from './testing/files.ts';
import { isZip, zipFolder } from './zip.ts';

const text = (value: string) => new TextEncoder().encode(value);

function archive(files: Readonly<Record<string, Uint8Array>>, level: 0 | 6 = 6) {
  return zipSync(files, { level });
}

function open(bytes: Uint8Array) {
  return zipFolder(memoryFile('data.zip', bytes));
}

/** Position of the only entry of the directory. */
function entryAt(bytes: Uint8Array): number {
  return new DataView(bytes.buffer, bytes.byteOffset).getUint32(bytes.length - 6, true);
}

describe('a zip archive', () => {
  it.each([0, 6] as const)('lists and reads its files, packed at level %i', async (level) => {
    const folder = await open(
      archive({ '猫/一.txt': text('meow'), 'dog/2.txt': text('woof'.repeat(5000)), 'dog/.hidden': text('x') }, level),
    );
    expect(folder.entries.map(({ path }) => path)).toEqual(['dog/2.txt', '猫/一.txt']);
    const dog = await folder.open('dog/2.txt');
    expect(dog.size).toBe(20_000);
    expect(await dog.read(19_996, 4)).toEqual(text('woof'));
    expect(await dog.read(4, 4)).toEqual(text('woof'));
    expect(await (await folder.open('猫/一.txt')).read(0, 4)).toEqual(text('meow'));
  });

  it.each(['../evil.txt', 'a/../../evil.txt', '/etc/evil', 'C:/evil', 'a\\b', './x'])('refuses the name %j', async (name) => {
    const stand = 'x'.repeat(name.length);
    const bytes = archive({ [stand]: text('1') }, 0);
    const changed = new TextDecoder('latin1').decode(bytes).replaceAll(stand, name);
    expect(await refusal(() => open(Uint8Array.from(changed, (letter) => letter.charCodeAt(0))))).toMatch(
      /^unsafe-path: data.zip: it holds/,
    );
  });

  it('refuses sizes that deflate can’t reach', async () => {
    const bytes = archive({ a: text('hello hello hello hello') });
    new DataView(bytes.buffer).setUint32(entryAt(bytes) + 24, 2 ** 30, true);
    expect(await refusal(() => open(bytes))).toMatch(/^bad-file: data.zip\/a: \d+ packed bytes can't be 1073741824 bytes/);
  });

  it('refuses a file that unpacks to another size or content than it says', async () => {
    const bytes = archive({ a: text('hello hello hello hello') });
    const view = new DataView(bytes.buffer);
    view.setUint32(entryAt(bytes) + 24, 30, true);
    expect(await refusal(async () => (await (await open(bytes)).open('a')).read(0, 30))).toMatch(
      /30 bytes were expected, it unpacks to 23 bytes/,
    );
    view.setUint32(entryAt(bytes) + 24, 10, true);
    expect(await refusal(async () => (await (await open(bytes)).open('a')).read(0, 10))).toMatch(/it unpacks to more/);
    view.setUint32(entryAt(bytes) + 24, 23, true);
    view.setUint32(entryAt(bytes) + 16, 1, true);
    expect(await refusal(async () => (await (await open(bytes)).open('a')).read(0, 23))).toMatch(/checksum/);
  });

  it('refuses entries that lie over one another, encrypted ones and other methods', async () => {
    const two = archive({ a: text('1'.repeat(500)), b: text('2'.repeat(500)) }, 0);
    const view = new DataView(two.buffer);
    const second = entryAt(two) + 46 + 1;
    view.setUint32(second + 42, 10, true);
    expect(await refusal(() => open(two))).toMatch(/it lies over what follows/);
    const one = archive({ a: text('1') }, 0);
    one[entryAt(one) + 8] |= 1;
    expect(await refusal(() => open(one))).toMatch(/^unsupported-file: .* encrypted/);
    one[entryAt(one) + 8] = 0;
    one[entryAt(one) + 10] = 12;
    expect(await refusal(() => open(one))).toMatch(/packed by method 12/);
  });

  it('refuses what is cut short or no archive', async () => {
    const bytes = archive({ a: text('1') });
    expect(isZip(bytes)).toBe(true);
    expect(await refusal(() => open(bytes.slice(0, -1)))).toMatch(/directory at the end of a zip archive was expected/);
    expect(await refusal(() => open(text('PK')))).toMatch(/there is none/);
  });
});
