import { expect, it } from 'vitest';
import { unwritable } from './unwritable.ts';

it.each([
  ['ENOSPC', /disk is full\. Free some space/],
  ['EDQUOT', /disk is full/],
  ['EROFS', /disk can only be read/],
  ['EACCES', /permissions.*do not allow it/],
  ['EPERM', /permissions.*do not allow it/],
  ['EIO', /Look at its permissions and the free space/],
])('says of %s what to do about it', (code, said) => {
  const error = unwritable('/work/a.netloom', Object.assign(new Error(code), { code }));
  expect(error).toMatchObject({ code: 'project-unwritable', message: expect.stringMatching(said) as string });
  expect(error.message).toMatch(/^\/work\/a\.netloom can't be written/);
});
