import { describe, expect, it } from 'vitest';
import { memoryFile } from './byte-file.ts';
import type { RawData } from './definition.ts';
import { ImageFolder } from './image-folder.ts';
import { ImageMasks } from './image-masks.ts';
import { memoryFolder } from './source-folder.ts';
import { refusal } from './testing/files.ts';

const folder = (...paths: readonly string[]) =>
  memoryFolder(
    'data',
    paths.map((path) => memoryFile(path, Uint8Array.of(1))),
  );

function images(data: RawData) {
  if (data.form !== 'images') throw new Error(`images were expected, came ${data.form}`);
  return data;
}

describe('folders of pictures', () => {
  it('takes the folder for the class, in any language, numbers in their order', async () => {
    const { classes, samples } = images(await ImageFolder.open(folder('10/a.png', '2/b.JPG', '2/图.webp', '猫/c.gif'), {}));
    expect(classes).toEqual(['2', '10', '猫']);
    expect(samples).toEqual([
      { path: '10/a.png', label: 1 },
      { path: '2/b.JPG', label: 0 },
      { path: '2/图.webp', label: 0 },
      { path: '猫/c.gif', label: 2 },
    ]);
  });

  it('takes folders around the classes for splits', async () => {
    const { classes, samples } = images(
      await ImageFolder.open(folder('set/train/cat/1.png', 'set/val/cat/2.png', 'set/Test/dog/3.png'), {}),
    );
    expect(classes).toEqual(['cat', 'dog']);
    expect(samples.map(({ split }) => split)).toEqual(['test', 'train', 'validation']);
  });

  it('says what it leaves out and that there is one class', async () => {
    expect(images(await ImageFolder.open(folder('cat/1.png', 'cat/notes.txt'), {})).notes).toEqual([
      '1 file is no picture and is left out.',
      'All pictures are in one folder, "cat": there is one class only.',
    ]);
  });

  it('refuses pictures without a class and folders without pictures', async () => {
    expect(await refusal(() => ImageFolder.open(folder('1.png', 'cat/2.png'), {}))).toMatch(/"1.png" lie outside of such folders/);
    expect(await refusal(() => ImageFolder.open(folder('train/1.png'), {}))).toMatch(/"train\/1.png"/);
    expect(await refusal(() => ImageFolder.open(folder('a.txt'), {}))).toMatch(/there are no pictures in it/);
  });
});

describe('pictures with masks', () => {
  it('pairs folders of pictures and masks', async () => {
    const { samples, classes } = images(
      await ImageMasks.open(folder('images/a.jpg', 'images/b.jpg', 'masks/a.png', 'masks/b_mask.png'), {}),
    );
    expect(classes).toEqual([]);
    expect(samples).toEqual([
      { path: 'images/a.jpg', mask: 'masks/a.png' },
      { path: 'images/b.jpg', mask: 'masks/b_mask.png' },
    ]);
  });

  it('pairs neighbours, and follows splits around or inside', async () => {
    expect(images(await ImageMasks.open(folder('车.png', '车_mask.png'), {})).samples).toEqual([{ path: '车.png', mask: '车_mask.png' }]);
    const { samples } = images(
      await ImageMasks.open(folder('images/train/a.png', 'masks/train/a.png', 'images/test/a.png', 'masks/test/a.png'), {}),
    );
    expect(samples).toEqual([
      { path: 'images/test/a.png', mask: 'masks/test/a.png', split: 'test' },
      { path: 'images/train/a.png', mask: 'masks/train/a.png', split: 'train' },
    ]);
  });

  it('refuses a picture without a mask, a mask without a picture, two masks', async () => {
    expect(await refusal(() => ImageMasks.open(folder('images/a.png', 'images/b.png', 'masks/a.png'), {}))).toMatch(
      /"images\/b.png" has no mask \(1 such\)/,
    );
    expect(await refusal(() => ImageMasks.open(folder('images/a.png', 'masks/a.png', 'masks/b.png'), {}))).toMatch(
      /the mask "masks\/b.png" has no picture/,
    );
    expect(await refusal(() => ImageMasks.open(folder('images/a.png', 'masks/a.png', 'masks/a.tif'), {}))).toMatch(
      /two masks belong to one picture/,
    );
  });
});
